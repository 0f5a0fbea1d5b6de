#pragma once

#include <optional>
#include <span>
#include <string>

#include "waymark/export.hpp"
#include "waymark/status.hpp"

namespace waymark {

/// How a school makes one number of a student's scores on one skill, where it does not want the estimate. Gradebooks'
/// averages predict the next answer worse than the estimate does; a school that must use one can.
enum class GradingMethod {
    highest,
    latest,
    mean,
    weighted_average,   ///< Canvas's "decaying average", now labelled weighted average
    decaying_average,   ///< Canvas's "standard decaying average": another formula of the same name
    n_times,            ///< mean of the scores at or above mastery, if there are enough of them
    power_law,          ///< Marzano: the last value of score = a * trial^b, fitted on logarithms
    knowledge_tracing,  ///< Bayesian knowledge tracing: the probability that the skill is known
};

/// A rule and its constants. Scores and `mastery` are of one unit: shares of the maximum, points of a rubric …
struct GradingRule {
    GradingMethod method = GradingMethod::latest;
    double mastery = 0.8;        ///< a score that shows mastery; above 0
    double newest_share = 0.65;  ///< of both averages: the weight of the newest score, above 0, below 1
    int times = 3;               ///< of n_times: so many scores at or above mastery, at least 1
    // Of knowledge_tracing: probabilities that the skill is known at first, learned between two scores, answered wrong
    // though known, answered right though not known; and from which on it counts as mastered.
    double known_at_first = 0.4, learns = 0.1, slips = 0.1, guesses = 0.2;
    double known_at = 0.95;
};

/// The number of `scores`, oldest first, or nothing: where there are none, where n_times or power_law (three) need
/// more. knowledge_tracing gives a probability, every other rule a number of the unit of the scores. For the power law
/// a score at or below 0 has no logarithm: it counts as a hundredth of `mastery`. Throws std::invalid_argument for
/// constants outside their range or a score that is not finite.
[[nodiscard]] WAYMARK_EXPORT std::optional<double> grade_by(const GradingRule& rule, std::span<const double> scores);

/// The formula in words and numbers, for a reader who did not choose it: "65 % newest score + 35 % mean of the earlier
/// ones". It stands wherever a number of the rule stands. One line, no full stop.
[[nodiscard]] WAYMARK_EXPORT std::string formula_of(const GradingRule& rule);

/// The status by the rule: mastered when its number is at least `mastery` (`known_at` of knowledge_tracing), else not
/// yet; fewer scores than `least_observations` are not sure. A teacher's word wins.
[[nodiscard]] WAYMARK_EXPORT Decision decide_by(const GradingRule& rule, std::span<const double> scores,
                                                int least_observations, std::optional<Status> teacher = std::nullopt);

}  // namespace waymark
