#pragma once

#include <optional>

#include "waymark/calendar.hpp"
#include "waymark/estimate.hpp"
#include "waymark/export.hpp"

namespace waymark {

/// The decision about one student and one skill.
enum class Status { not_sure, not_yet, mastered };

/// How an estimate becomes a status.
struct MasteryPolicy {
    double success_rate = 0.8;   ///< share of typical items that counts as success, between 0 and 1
    double mastered_at = 0.8;    ///< mastered when the probability is at least this
    double not_yet_at = 0.2;     ///< not yet when the probability is at most this; below `mastered_at`
    int least_observations = 3;  ///< fewer own observations than this are "not sure"
};

/// Why a status is what it is.
enum class StatusCause {
    nothing_observed,
    too_few_observations,
    probability_high,
    probability_low,
    probability_between,
    teacher_decided,
    rule_met,  ///< by the school's own rule; grading_rule.hpp
    rule_not_met,
};

struct Decision {
    Status status = Status::not_sure;
    StatusCause cause = StatusCause::nothing_observed;
};

/// The status by policy. A teacher's word, when there is one, stands beside the estimate and wins.
[[nodiscard]] WAYMARK_EXPORT Decision decide(const Estimate& estimate, const MasteryPolicy& policy,
                                             std::optional<Status> teacher = std::nullopt);

/// All that planning and reports need to know of one student and one skill.
struct SkillState {
    Estimate estimate;
    Decision decision;
    /// The day of the newest own evidence or of the teacher's word, if any.
    std::optional<Date> last_seen;
    /// Direct success: the newest own check of this skill reached the policy's share, whatever its needs.
    bool direct_success = false;
    /// The day on which a review falls due by what is predicted to be recalled, if any; retention.hpp.
    std::optional<Date> review_on = std::nullopt;
    /// Every own check so far reached the policy's share; false without any.
    bool always_right = false;
};

/// Right the last time, and seen too seldom to say more: another check is likelier to settle it than teaching is to
/// help.
[[nodiscard]] inline bool shown_once(const Decision& decision, bool direct_success) {
    return decision.cause == StatusCause::too_few_observations && direct_success;
}

}  // namespace waymark
