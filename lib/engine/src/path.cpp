#include "waymark/path.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace waymark {
namespace {

constexpr int kShortestLesson = 15;
constexpr std::size_t kMostCombinations = 4096;

/// Which need of which skill: a place where the path forks.
struct Fork {
    SkillIndex skill = 0;
    std::size_t need = 0;

    friend auto operator<=>(const Fork&, const Fork&) = default;
};
using Choices = std::map<Fork, SkillIndex>;

class Finder {
public:
    Finder(const Curriculum& curriculum, std::span<const SkillState> states) : curriculum_(curriculum) {
        for (SkillIndex skill = 0; skill < states.size(); ++skill) {
            mastered_.push_back(states[skill].decision.status == Status::mastered);
            open_.push_back(states[skill].direct_success);
            minutes_.push_back(minutes_left(curriculum.skills()[skill], states[skill]));
        }
    }

    [[nodiscard]] bool mastered(SkillIndex skill) const { return mastered_[skill]; }
    [[nodiscard]] int minutes(SkillIndex skill) const { return minutes_[skill]; }
    [[nodiscard]] bool met(const AnyOf& need) const {
        return std::ranges::any_of(need, [&](SkillIndex one) { return mastered_[one]; });
    }
    /// Needs of `skill` that the path must see to.
    [[nodiscard]] bool waits(SkillIndex skill) const { return !mastered_[skill] && !open_[skill]; }

    /// The skills that are missing with these choices; forks without one take the first of their skills.
    [[nodiscard]] std::set<SkillIndex> missing(std::span<const SkillIndex> goals, const Choices& choices) const {
        std::set<SkillIndex> found;
        std::vector<SkillIndex> open(goals.begin(), goals.end());
        while (!open.empty()) {
            const auto skill = open.back();
            open.pop_back();
            if (mastered_[skill] || !found.insert(skill).second || !waits(skill)) continue;
            const auto& needs = curriculum_.skills()[skill].needs;
            for (std::size_t need = 0; need < needs.size(); ++need) {
                if (!met(needs[need])) open.push_back(chosen(choices, {skill, need}));
            }
        }
        return found;
    }
    [[nodiscard]] SkillIndex chosen(const Choices& choices, const Fork& fork) const {
        const auto found = choices.find(fork);
        return found != choices.end() ? found->second : curriculum_.skills()[fork.skill].needs[fork.need].front();
    }
    [[nodiscard]] int minutes(const std::set<SkillIndex>& skills) const {
        int sum = 0;
        for (const auto skill : skills) sum += minutes_[skill];
        return sum;
    }

    /// All forks that some choice could lead to, and whether trying all their combinations is within bounds.
    [[nodiscard]] std::vector<Fork> forks(std::span<const SkillIndex> goals, bool& few) const {
        std::vector<Fork> result;
        std::set<SkillIndex> seen;
        std::vector<SkillIndex> open(goals.begin(), goals.end());
        std::size_t combinations = 1;
        while (!open.empty()) {
            const auto skill = open.back();
            open.pop_back();
            if (!waits(skill) || !seen.insert(skill).second) continue;
            const auto& needs = curriculum_.skills()[skill].needs;
            for (std::size_t need = 0; need < needs.size(); ++need) {
                if (met(needs[need])) continue;
                open.insert(open.end(), needs[need].begin(), needs[need].end());
                if (needs[need].size() < 2) continue;
                result.push_back({skill, need});
                combinations = std::min(kMostCombinations + 1, combinations * needs[need].size());
            }
        }
        std::ranges::sort(result);
        few = combinations <= kMostCombinations;
        return result;
    }

    /// Tries every combination.
    [[nodiscard]] Choices exact(std::span<const SkillIndex> goals, const std::vector<Fork>& forks) const {
        Choices choices, best;
        int least = -1;
        std::vector<std::size_t> places(forks.size(), 0);
        for (bool more = true; more;) {
            for (std::size_t at = 0; at < forks.size(); ++at) choices[forks[at]] = need_of(forks[at])[places[at]];
            const int minutes = this->minutes(missing(goals, choices));
            if (least < 0 || minutes < least) {
                least = minutes;
                best = choices;
            }
            more = false;
            for (std::size_t at = forks.size(); at-- > 0 && !more;) {
                more = ++places[at] < need_of(forks[at]).size();
                if (!more) places[at] = 0;
            }
        }
        return best;
    }

    /// Needs before dependents: each fork as the rest of its way, counted alone, is shortest.
    [[nodiscard]] Choices quick(const std::vector<Fork>& forks) const {
        Choices choices;
        std::map<SkillIndex, std::vector<Fork>> by_skill;
        for (const auto& fork : forks) by_skill[fork.skill].push_back(fork);
        for (const auto skill : curriculum_.order()) {
            const auto found = by_skill.find(skill);
            if (found == by_skill.end()) continue;
            for (const auto& fork : found->second) {
                choices[fork] = *std::ranges::min_element(
                    need_of(fork), {}, [&](SkillIndex one) { return minutes(missing(std::span(&one, 1), choices)); });
            }
        }
        return choices;
    }

    [[nodiscard]] const AnyOf& need_of(const Fork& fork) const {
        return curriculum_.skills()[fork.skill].needs[fork.need];
    }

private:
    const Curriculum& curriculum_;
    std::vector<bool> mastered_, open_;
    std::vector<int> minutes_;
};

}  // namespace

int minutes_left(const Skill& skill, const SkillState& state) {
    if (state.decision.status == Status::mastered) return 0;
    const double known = state.estimate.observations > 0 ? state.estimate.probability : 0.0;
    return std::max(kShortestLesson, static_cast<int>(std::lround(skill.minutes * (1 - known))));
}

Path path_to(const Curriculum& curriculum, std::span<const SkillState> states, std::span<const SkillIndex> goals) {
    if (goals.empty()) throw std::invalid_argument("a path needs a goal");
    const auto where = standings(curriculum, states, Date{});
    if (std::ranges::any_of(goals, [&](SkillIndex goal) { return goal >= states.size(); })) {
        throw std::out_of_range("a goal that is no skill");
    }

    Path path;
    for (const auto goal : goals) {
        if (std::ranges::find(path.goals, goal) == path.goals.end()) path.goals.push_back(goal);
    }
    const Finder finder(curriculum, states);
    const auto forks = finder.forks(path.goals, path.shortest);
    auto choices = path.shortest ? finder.exact(path.goals, forks) : finder.quick(forks);
    const auto missing = finder.missing(path.goals, choices);
    path.minutes = finder.minutes(missing);

    std::set<SkillIndex> mastered, skippable;
    for (const auto skill : curriculum.order()) {
        if (!missing.contains(skill)) continue;
        PathStep step;
        step.skill = skill;
        step.minutes = finder.minutes(skill);
        step.readiness = where[skill].readiness;
        step.taught = !curriculum.activities_for(skill).empty();
        const auto& needs = curriculum.skills()[skill].needs;
        for (std::size_t need = 0; need < needs.size(); ++need) {
            if (finder.met(needs[need])) {
                for (const auto one : needs[need]) {
                    if (finder.mastered(one)) {
                        mastered.insert(one);
                    } else {
                        skippable.insert(one);
                    }
                }
                continue;
            }
            if (!finder.waits(skill)) continue;
            const Fork fork{skill, need};
            const auto chosen = finder.chosen(choices, fork);
            step.after.push_back(chosen);
            if (needs[need].size() < 2) continue;
            PathBranch branch{.chosen = chosen, .others = {}};
            for (const auto other : needs[need]) {
                if (other == chosen) continue;
                auto instead = choices;
                instead[fork] = other;
                branch.others.emplace_back(other, finder.minutes(finder.missing(path.goals, instead)));
                skippable.insert(other);
            }
            step.branches.push_back(std::move(branch));
        }
        std::ranges::sort(step.after);
        const auto rest = std::ranges::unique(step.after);
        step.after.erase(rest.begin(), rest.end());
        path.steps.push_back(std::move(step));
    }
    for (const auto skill : skippable) {
        if (!missing.contains(skill)) path.skippable.push_back(skill);
    }
    path.mastered.assign(mastered.begin(), mastered.end());
    return path;
}

}  // namespace waymark
