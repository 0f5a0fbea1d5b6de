#include "carry_over.hpp"

#include <algorithm>

#include "models.hpp"
#include "waymark/estimate.hpp"

namespace waymark::bench {
namespace {

std::vector<Outcome> through(BeliefFilter& filter, const std::vector<Answer>& answers) {
    std::vector<Outcome> outcomes;
    for (const auto& answer : answers) {
        const double predicted = filter.observe(answer.student, answer.item, answer.skills, answer.score);
        outcomes.push_back(
            {static_cast<float>(std::clamp(predicted, kLowest, kHighest)), static_cast<float>(answer.score)});
    }
    return outcomes;
}

}  // namespace

std::vector<CarryOver> carry_over(std::span<const ClassAnswers> classes, std::size_t skills) {
    std::vector<CarryOver> all;
    std::vector<CourseKnowledge> taught;
    for (const auto& one : classes) {
        BeliefFilter cold(skills);
        CarryOver result{one.name, through(cold, one.answers), {}};
        if (taught.empty()) {
            result.carried = result.cold;
        } else {
            BeliefFilter carried(merge(taught));
            result.carried = through(carried, one.answers);
        }
        taught.push_back(cold.course_knowledge());
        all.push_back(std::move(result));
    }
    return all;
}

}  // namespace waymark::bench
