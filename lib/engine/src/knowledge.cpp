#include "waymark/knowledge.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

namespace waymark {
namespace {

constexpr int kMostItems = 10;

Estimate estimate_of(double known, std::size_t observations) {
    Estimate estimate;
    estimate.probability = known;
    estimate.observations = static_cast<int>(observations);
    return estimate;
}

/// How a status is made: a number after each piece of evidence, and the decision that follows from it.
class Reckoning {
public:
    virtual ~Reckoning() = default;
    virtual void see(const SkillEvidence& evidence) = 0;
    [[nodiscard]] virtual std::optional<double> value() const = 0;
    [[nodiscard]] virtual Decision decision(std::optional<Status> teacher) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Reckoning> copy() const = 0;
};

class ByEstimate final : public Reckoning {
public:
    ByEstimate(const MasteryPolicy& policy, const KnowledgeSettings& settings)
        : policy_(policy), settings_(settings), known_(settings.known_at_first) {}
    void see(const SkillEvidence& evidence) override {
        known_ = known_after(known_, evidence, policy_.success_rate, settings_);
        ++observations_;
    }
    [[nodiscard]] std::optional<double> value() const override { return known_; }
    [[nodiscard]] Decision decision(std::optional<Status> teacher) const override {
        return decide(estimate_of(known_, observations_), policy_, teacher);
    }
    [[nodiscard]] std::unique_ptr<Reckoning> copy() const override { return std::make_unique<ByEstimate>(*this); }

private:
    MasteryPolicy policy_;
    KnowledgeSettings settings_;
    double known_;
    std::size_t observations_ = 0;
};

class ByRule final : public Reckoning {
public:
    ByRule(const GradingRule& rule, int least_observations) : rule_(rule), least_observations_(least_observations) {}
    void see(const SkillEvidence& evidence) override { scores_.push_back(evidence.score); }
    [[nodiscard]] std::optional<double> value() const override { return grade_by(rule_, scores_); }
    [[nodiscard]] Decision decision(std::optional<Status> teacher) const override {
        return decide_by(rule_, scores_, least_observations_, teacher);
    }
    [[nodiscard]] std::unique_ptr<Reckoning> copy() const override { return std::make_unique<ByRule>(*this); }

private:
    GradingRule rule_;
    int least_observations_;
    std::vector<double> scores_;
};

/// So many items, all right or all wrong, until the status is `to`.
std::optional<StatusChange> items_until(Status to, bool right, const Reckoning& now) {
    const auto then = now.copy();
    for (int items = 1; items <= kMostItems; ++items) {
        then->see({.score = right ? 1.0 : 0.0});
        if (then->decision(std::nullopt).status == to) return StatusChange{to, items, right};
    }
    return std::nullopt;
}

Explanation explained(Reckoning& reckoning, std::span<const SkillEvidence> evidence, std::optional<Status> teacher) {
    Explanation explanation;
    for (const auto& one : evidence) {
        const auto before = reckoning.value();
        reckoning.see(one);
        explanation.evidence.push_back({one, before, reckoning.value(), reckoning.decision(std::nullopt)});
    }
    explanation.value = reckoning.value();
    explanation.decision = reckoning.decision(teacher);
    if (teacher) return explanation;
    for (const auto& [to, right] : {std::pair(Status::mastered, true), std::pair(Status::not_yet, false)}) {
        if (explanation.decision.status == to) continue;
        if (const auto change = items_until(to, right, reckoning)) explanation.changes.push_back(*change);
    }
    return explanation;
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
    ByEstimate reckoning(policy, settings);
    return explained(reckoning, evidence, teacher);
}

Explanation explain_by(const GradingRule& rule, std::span<const SkillEvidence> evidence, int least_observations,
                       std::optional<Status> teacher) {
    ByRule reckoning(rule, least_observations);
    return explained(reckoning, evidence, teacher);
}

}  // namespace waymark
