#include "waymark/catch_up.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>
#include <tuple>

namespace waymark {
namespace {

constexpr long kMostSteps = 300'000;

/// Includes or leaves out each candidate, needs first.
class Search {
public:
    Search(const Curriculum& curriculum, const CatchUpRequest& request)
        : curriculum_(curriculum), request_(request), chosen_(request.mastered) {
        // A skill that is not must is a candidate only as a need of must work, directly or through others.
        std::vector<bool> wanted(chosen_.size(), false);
        for (const auto at : std::views::reverse(curriculum.order())) {
            const auto& skill = curriculum.skills()[at];
            if (request.mastered[at]) continue;
            wanted[at] = wanted[at] || (skill.priority == Priority::must && request.counts[at]);
            if (!wanted[at]) continue;
            for (const auto& any : skill.needs) {
                if (met(any)) continue;
                for (const auto need : any) wanted[need] = true;
            }
        }
        for (const auto skill : curriculum.order()) {
            if (wanted[skill] && !request.mastered[skill]) candidates_.push_back(skill);
        }
        rest_.resize(candidates_.size() + 1, 0.0);
        for (std::size_t at = candidates_.size(); at-- > 0;) rest_[at] = rest_[at + 1] + counted(candidates_[at]);
    }

    void run() {
        descend(0, 0.0, 0.0);
        exact_ = steps_ <= kMostSteps;
    }

    [[nodiscard]] const std::vector<SkillIndex>& best() const { return best_; }
    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] double left() const { return rest_.front(); }
    [[nodiscard]] bool exact() const { return exact_; }
    [[nodiscard]] double counted(SkillIndex skill) const {
        return request_.counts[skill] ? curriculum_.skills()[skill].minutes : 0.0;
    }

private:
    [[nodiscard]] bool met(const AnyOf& any) const {
        return std::ranges::any_of(any, [&](SkillIndex need) { return chosen_[need]; });
    }

    /// Whether `skill` is one of the skills that would meet a need of `above` that nothing mastered meets.
    [[nodiscard]] bool missing_need(SkillIndex skill, SkillIndex above) const {
        return std::ranges::any_of(curriculum_.skills()[above].needs, [&](const AnyOf& any) {
            return std::ranges::find(any, skill) != any.end() &&
                   std::ranges::none_of(any, [&](SkillIndex one) { return request_.mastered[one]; });
        });
    }

    /// Whether every chosen skill is must work or a need of a later one that is chosen.
    [[nodiscard]] bool all_useful() const {
        return std::ranges::all_of(taken_, [&](SkillIndex skill) {
            if (curriculum_.skills()[skill].priority == Priority::must && request_.counts[skill]) return true;
            return std::ranges::any_of(curriculum_.dependents(skill), [&](SkillIndex above) {
                return std::ranges::find(taken_, above) != taken_.end() && missing_need(skill, above);
            });
        });
    }

    [[nodiscard]] double due_minutes() const {
        double minutes = 0.0;
        for (const auto skill : taken_) {
            if (!request_.due.empty() && request_.due[skill]) minutes += curriculum_.skills()[skill].minutes;
        }
        return minutes;
    }

    void descend(std::size_t at, double minutes, double work) {
        if (++steps_ > kMostSteps) return;
        if (work >= request_.missing_minutes && all_useful()) {
            const double due = due_minutes();
            const auto key = std::tuple(minutes, -due, taken_.size());
            if (!found_ || key < std::tuple(best_minutes_, -best_due_, best_.size())) {
                best_ = taken_;
                best_minutes_ = minutes;
                best_due_ = due;
                found_ = true;
            }
            return;
        }
        if (at == candidates_.size() || work + rest_[at] < request_.missing_minutes) return;
        const auto skill = candidates_[at];
        const auto& about = curriculum_.skills()[skill];
        const bool ready = std::ranges::all_of(about.needs, [&](const AnyOf& any) { return met(any); });
        const double with = minutes + about.minutes;
        if (ready && (!found_ || with <= best_minutes_)) {
            chosen_[skill] = true;
            taken_.push_back(skill);
            descend(at + 1, with, work + counted(skill));
            taken_.pop_back();
            chosen_[skill] = false;
        }
        descend(at + 1, minutes, work);
    }

    const Curriculum& curriculum_;
    const CatchUpRequest& request_;
    std::vector<SkillIndex> candidates_, taken_, best_;
    std::vector<bool> chosen_;
    std::vector<double> rest_;
    double best_minutes_ = 0.0, best_due_ = 0.0;
    long steps_ = 0;
    bool found_ = false, exact_ = true;
};

}  // namespace

CatchUp catch_up(const Curriculum& curriculum, const CatchUpRequest& request) {
    const auto size = curriculum.skills().size();
    const bool due_fits = request.due.empty() || request.due.size() == size;
    if (request.mastered.size() != size || request.counts.size() != size || !due_fits) {
        throw std::invalid_argument("one entry for each skill is needed");
    }
    CatchUp result;
    if (request.missing_minutes <= 0.0) {
        result.restores = result.enough_work = true;
        return result;
    }
    Search search(curriculum, request);
    search.run();
    result.exact = search.exact();
    result.enough_work = search.found();
    result.left_minutes = search.left();
    if (!search.found()) return result;
    result.work = search.best();
    std::vector<bool> done = request.mastered;
    for (const auto skill : result.work) {
        result.minutes += curriculum.skills()[skill].minutes;
        result.counted_minutes += search.counted(skill);
        done[skill] = true;
    }
    result.restores = result.minutes <= request.minutes;
    for (const auto skill : curriculum.order()) {
        const auto& about = curriculum.skills()[skill];
        if (done[skill] || about.priority != Priority::must || !request.counts[skill]) continue;
        const bool ready = std::ranges::all_of(about.needs, [&](const AnyOf& any) {
            return std::ranges::any_of(any, [&](SkillIndex need) { return request.mastered[need]; });
        });
        if (ready) result.postponed.push_back(skill);
    }
    return result;
}

}  // namespace waymark
