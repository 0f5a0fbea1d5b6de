#include "waymark/readiness.hpp"

#include <algorithm>
#include <stdexcept>

namespace waymark {
namespace {

bool is_mastered(const SkillState& state) {
    return state.decision.status == Status::mastered;
}

bool to_refresh(const Curriculum& curriculum, std::span<const SkillState> states, SkillIndex skill, Date today,
                const ReadinessPolicy& policy) {
    if (const auto& due = states[skill].review_on) return *due <= today;
    const auto seen = states[skill].last_seen;
    if (!seen || today - *seen < std::chrono::days(policy.refresh_after_days)) return false;
    return std::ranges::none_of(curriculum.dependents(skill),
                                [&](SkillIndex next) { return is_mastered(states[next]); });
}

}  // namespace

std::vector<Standing> standings(const Curriculum& curriculum, std::span<const SkillState> states, Date today,
                                const ReadinessPolicy& policy) {
    if (states.size() != curriculum.skills().size()) throw std::invalid_argument("one state for each skill is needed");
    std::vector<Standing> result(states.size());
    for (SkillIndex skill = 0; skill < states.size(); ++skill) {
        auto& standing = result[skill];
        if (is_mastered(states[skill])) {
            standing.readiness =
                to_refresh(curriculum, states, skill, today, policy) ? Readiness::to_refresh : Readiness::mastered;
            continue;
        }
        for (const auto& need : curriculum.skills()[skill].needs) {
            if (std::ranges::none_of(need, [&](SkillIndex one) { return is_mastered(states[one]); })) {
                standing.unmet.push_back(need);
            }
        }
        const bool open = standing.unmet.empty() || states[skill].direct_success;
        standing.readiness = open ? Readiness::ready : Readiness::blocked;
        if (open) standing.unmet.clear();
    }
    return result;
}

}  // namespace waymark
