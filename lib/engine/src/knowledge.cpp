#include "waymark/knowledge.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace waymark {
namespace {

constexpr int kMostItems = 10;

Estimate estimate_of(double known, std::size_t observations) {
    Estimate estimate;
    estimate.probability = known;
    estimate.observations = static_cast<int>(observations);
    return estimate;
}

/// So many answers, all right or all wrong, until the status is `to`.
std::optional<StatusChange> items_until(Status to, bool right, double known, std::size_t observations,
                                        const MasteryPolicy& policy, const KnowledgeSettings& settings) {
    for (int items = 1; items <= kMostItems; ++items) {
        known = known_after(known, {.score = right ? 1.0 : 0.0}, policy.success_rate, settings);
        ++observations;
        if (decide(estimate_of(known, observations), policy).status == to) return StatusChange{to, items, right};
    }
    return std::nullopt;
}

}  // namespace

double known_after(double known, const SkillEvidence& evidence, double success_rate,
                   const KnowledgeSettings& settings) {
    if (!(evidence.score >= 0 && evidence.score <= 1)) throw std::invalid_argument("a score outside 0 to 1");
    if (!(evidence.weight > 0 && evidence.weight <= 1) || evidence.skills < 1) {
        throw std::invalid_argument("evidence with a weight that is not above 0 and at most 1, or on no skill");
    }
    const double slips = (1 - success_rate) / 2;
    double factor = (1 - slips) / settings.guesses;
    double strength = evidence.weight;
    if (evidence.score < success_rate) {
        factor = slips / (1 - settings.guesses);
        strength *= std::min(2 * (1 - evidence.score / success_rate), 1.0) / evidence.skills;
    }
    const double odds = known / (1 - known) * (strength < 1 ? std::pow(factor, strength) : factor);
    const double after = odds / (1 + odds);
    return after + (1 - after) * settings.learns * evidence.weight;
}

double known_after(std::span<const SkillEvidence> evidence, double success_rate, const KnowledgeSettings& settings) {
    double known = settings.known_at_first;
    for (const auto& one : evidence) known = known_after(known, one, success_rate, settings);
    return known;
}

Estimate with_own_evidence(Estimate estimate, std::span<const SkillEvidence> evidence, double success_rate,
                           const KnowledgeSettings& settings) {
    estimate.observations = static_cast<int>(evidence.size());
    if (!evidence.empty()) estimate.probability = known_after(evidence, success_rate, settings);
    return estimate;
}

Explanation explain(std::span<const SkillEvidence> evidence, const MasteryPolicy& policy, std::optional<Status> teacher,
                    const KnowledgeSettings& settings) {
    Explanation explanation;
    double known = settings.known_at_first;
    for (const auto& one : evidence) {
        const double before = known;
        known = known_after(known, one, policy.success_rate, settings);
        const auto decision = decide(estimate_of(known, explanation.evidence.size() + 1), policy);
        explanation.evidence.push_back({one, before, known, decision});
    }
    explanation.known = known;
    explanation.decision = decide(estimate_of(known, evidence.size()), policy, teacher);
    if (teacher) return explanation;
    for (const auto& [to, right] : {std::pair(Status::mastered, true), std::pair(Status::not_yet, false)}) {
        if (explanation.decision.status == to) continue;
        if (const auto change = items_until(to, right, known, evidence.size(), policy, settings)) {
            explanation.changes.push_back(*change);
        }
    }
    return explanation;
}

}  // namespace waymark
