#pragma once

#include <optional>
#include <span>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/export.hpp"
#include "waymark/grading_rule.hpp"
#include "waymark/status.hpp"

namespace waymark {

/// One piece of a student's own evidence on one skill.
struct SkillEvidence {
    double score = 0.0;   ///< share of the maximum, 0 to 1
    double weight = 1.0;  ///< above 0, up to 1: less for group work
    int skills = 1;       ///< skills the item speaks of, at least 1: a failure may be any one's fault
    Date day{};
};

/// Constants of Bayesian knowledge tracing, each strictly between 0 and 1. A student who knows the skill slips half as
/// often as the policy's share of success lets fail: at a share of 0.8, on one item of ten.
struct KnowledgeSettings {
    double known_at_first = 0.4;
    double learns = 0.1;  ///< by each piece of evidence: practising teaches
    double guesses = 0.2;
};

/// Probability that a student knows a skill (succeeds on at least `success_rate` of its items), after one more piece of
/// evidence: Bayes' rule, then the chance that the practice taught it. Corbett & Anderson (1995).
///
/// A score of `success_rate` or more is a success; half of it or less a failure; between, a failure in part. A failure
/// on an item of n skills counts 1/n for each. Throws std::invalid_argument for evidence outside its range.
///
/// Own evidence on the skill is all that enters. So neither evidence on other skills nor time alone takes away what was
/// shown directly, and every step can be told to a parent: a success multiplies the odds by a number, a failure
/// divides them by another. What other answers say of a skill is in the filter's estimate (estimate.hpp), which
/// predicts better; here it would buy nothing that could be explained to whom it concerns.
[[nodiscard]] WAYMARK_EXPORT double known_after(double known, const SkillEvidence& evidence, double success_rate,
                                                const KnowledgeSettings& settings = {});

/// The same over all evidence, oldest first, from the start.
[[nodiscard]] WAYMARK_EXPORT double known_after(std::span<const SkillEvidence> evidence, double success_rate,
                                                const KnowledgeSettings& settings = {});

/// The filter's estimate with its probability set to what the student's own evidence says; without evidence as it is.
[[nodiscard]] WAYMARK_EXPORT Estimate with_own_evidence(Estimate estimate, std::span<const SkillEvidence> evidence,
                                                        double success_rate, const KnowledgeSettings& settings = {});

/// What one piece of evidence did.
struct EvidenceEffect {
    SkillEvidence evidence;
    /// Probability that the skill is known, or the number of the school's rule; nothing where the rule needs more.
    std::optional<double> before, after;
    Decision decision;  ///< by policy or rule, after it
};

/// What would change the status: so many more single items, each all right or all wrong, in a row.
struct StatusChange {
    Status to = Status::not_sure;
    int items = 0;  ///< at least 1
    bool right = false;
};

struct Explanation {
    std::vector<EvidenceEffect> evidence;  ///< oldest first
    std::optional<double> value;           ///< what `after` of the newest is; without evidence what `before` would be
    Decision decision;                     ///< the teacher's word, where there is one
    /// The fewest right answers until mastered, unless it is, and the fewest wrong ones until not yet, unless it is;
    /// none where ten would not do or the teacher decided.
    std::vector<StatusChange> changes;
};

/// Why a student's status on a skill is what it is, from the evidence in order.
[[nodiscard]] WAYMARK_EXPORT Explanation explain(std::span<const SkillEvidence> evidence, const MasteryPolicy& policy,
                                                 std::optional<Status> teacher = std::nullopt,
                                                 const KnowledgeSettings& settings = {});

/// The same where the school decides by a rule of its own. A rule takes scores as they are: it knows no weights.
[[nodiscard]] WAYMARK_EXPORT Explanation explain_by(const GradingRule& rule, std::span<const SkillEvidence> evidence,
                                                    int least_observations,
                                                    std::optional<Status> teacher = std::nullopt);

}  // namespace waymark
