#include "waymark/status.hpp"

namespace waymark {

Decision decide(const Estimate& estimate, const MasteryPolicy& policy, std::optional<Status> teacher) {
    if (teacher) return {*teacher, StatusCause::teacher_decided};
    if (estimate.observations == 0) return {Status::not_sure, StatusCause::nothing_observed};
    if (estimate.observations < policy.least_observations) return {Status::not_sure, StatusCause::too_few_observations};
    if (estimate.probability >= policy.mastered_at) return {Status::mastered, StatusCause::probability_high};
    if (estimate.probability <= policy.not_yet_at) return {Status::not_yet, StatusCause::probability_low};
    return {Status::not_sure, StatusCause::probability_between};
}

}  // namespace waymark
