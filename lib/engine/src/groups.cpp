#include "waymark/groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

namespace waymark {
namespace {

using Students = std::vector<std::size_t>;

class Grouping {
public:
    Grouping(const Curriculum& curriculum, const GroupRequest& request) : curriculum_(curriculum), request_(request) {
        if (request.smallest < 2 || request.largest < request.smallest) {
            throw std::invalid_argument("a group has at least 2 students, and its largest size is not below its least");
        }
        if (request.distinct_activities.value_or(1) < 1) {
            throw std::invalid_argument("groups have at least one activity");
        }
        const auto count = request.students.size();
        for (const auto* pairs : {&request.apart, &request.together, &request.before}) {
            for (const auto& [a, b] : *pairs) {
                if (a >= count || b >= count) throw std::out_of_range("a pair with a student who is not there");
            }
        }
        join_units();
        weigh();
        for (const auto& one : request.earlier) {
            if (one.student >= count) throw std::out_of_range("earlier work of a student who is not there");
            weights_[one.student].at(one.skill) /= 2;
        }
        for (const auto& [a, b] : request.before) ++met_[std::minmax(a, b)];
        grouped_.assign(units_.size(), false);
    }

    Groups run() {
        Groups result;
        while (auto group = next()) result.groups.push_back(std::move(*group));
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            if (!grouped_[unit] && !joins(unit, result.groups)) {
                result.alone.insert(result.alone.end(), units_[unit].begin(), units_[unit].end());
            }
        }
        std::ranges::sort(result.alone);
        for (auto& group : result.groups) {
            std::ranges::sort(group.students);
            choose_activity(group);
        }
        return result;
    }

private:
    /// How much each skill presses on each student, in thousandths.
    void weigh() {
        constexpr double kHalfSessions = 8, kFarSessions = 120;
        const auto skills = curriculum_.skills().size();
        weights_.assign(request_.students.size(), std::vector<int>(skills, 1000));
        if (request_.due.empty()) return;
        const auto order = curriculum_.order();
        for (std::size_t student = 0; student < weights_.size(); ++student) {
            auto due = request_.due[student];
            for (std::size_t place = order.size(); place-- > 0;) {
                const auto skill = order[place];
                const auto where = readiness(student, skill);
                if (where == Readiness::mastered || where == Readiness::to_refresh || !due[skill]) continue;
                for (const auto& any : curriculum_.skills()[skill].needs) {
                    for (const auto need : any) due[need] = std::min(due[need].value_or(*due[skill]), *due[skill]);
                }
            }
            for (SkillIndex skill = 0; skill < skills; ++skill) {
                const double slack =
                    due[skill] ? std::clamp<double>(*due[skill] - request_.session, 0, kFarSessions) : kFarSessions;
                weights_[student][skill] = static_cast<int>(1000 * kHalfSessions / (kHalfSessions + slack));
            }
        }
    }

    [[nodiscard]] int weight(const Students& students, SkillIndex skill) const {
        return std::accumulate(students.begin(), students.end(), 0,
                               [&](int sum, std::size_t student) { return sum + weights_[student][skill]; });
    }

    [[nodiscard]] Students students_of(const std::vector<std::size_t>& units) const {
        Students students;
        for (const auto unit : units) students.insert(students.end(), units_[unit].begin(), units_[unit].end());
        return students;
    }

    /// Who stays together is one unit.
    void join_units() {
        std::vector<std::size_t> unit(request_.students.size());
        std::iota(unit.begin(), unit.end(), std::size_t{0});
        for (const auto& [a, b] : request_.together) {
            const auto from = std::max(unit[a], unit[b]), to = std::min(unit[a], unit[b]);
            std::ranges::replace(unit, from, to);
        }
        std::map<std::size_t, Students> members;
        for (std::size_t student = 0; student < unit.size(); ++student) members[unit[student]].push_back(student);
        for (const auto& [a, b] : request_.apart) {
            if (unit[a] == unit[b]) throw std::invalid_argument("two students are to be kept together and apart");
        }
        for (auto& [first, students] : members) {
            if (students.size() > static_cast<std::size_t>(request_.largest)) {
                throw std::invalid_argument("more students are to stay together than a group may have");
            }
            units_.push_back(std::move(students));
        }
    }

    [[nodiscard]] Readiness readiness(std::size_t student, SkillIndex skill) const {
        return request_.students[student][skill].readiness;
    }
    [[nodiscard]] bool ready(std::size_t unit, SkillIndex skill) const {
        return std::ranges::all_of(units_[unit],
                                   [&](std::size_t student) { return readiness(student, skill) == Readiness::ready; });
    }
    [[nodiscard]] bool may_join(const Students& group, std::size_t unit) const {
        if (group.size() + units_[unit].size() > static_cast<std::size_t>(request_.largest)) return false;
        return std::ranges::none_of(request_.apart, [&](const auto& pair) {
            const auto has = [&](const Students& list, std::size_t one) {
                return std::ranges::find(list, one) != list.end();
            };
            return (has(group, pair.first) && has(units_[unit], pair.second)) ||
                   (has(group, pair.second) && has(units_[unit], pair.first));
        });
    }
    /// How often the unit worked with members of the group.
    [[nodiscard]] int met(const Students& group, std::size_t unit) const {
        int times = 0;
        for (const auto a : group) {
            for (const auto b : units_[unit]) {
                const auto found = met_.find(std::minmax(a, b));
                if (found != met_.end()) times += found->second;
            }
        }
        return times;
    }

    /// Units that are in no group and ready for the skill.
    [[nodiscard]] std::vector<std::size_t> left_for(SkillIndex skill) const {
        std::vector<std::size_t> left;
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            if (!grouped_[unit] && ready(unit, skill)) left.push_back(unit);
        }
        return left;
    }

    /// The best group around `skill` of those who are left, or none.
    [[nodiscard]] std::vector<std::size_t> around(SkillIndex skill, bool& with_peer) const {
        const auto left = left_for(skill);
        std::vector<std::size_t> best;
        std::size_t most = 0;
        int times = 0;
        const auto starts = peers_for(skill);
        with_peer = !starts.empty() && !left.empty();
        for (const auto start : with_peer ? starts : left) {
            std::vector<std::size_t> group{start};
            Students students = units_[start];
            int together = 0;
            for (;;) {
                std::optional<std::size_t> next;
                for (const auto unit : left) {
                    if (std::ranges::find(group, unit) != group.end() || !may_join(students, unit)) continue;
                    if (!next || met(students, unit) < met(students, *next)) next = unit;
                }
                if (!next) break;
                together += met(students, *next);
                group.push_back(*next);
                students.insert(students.end(), units_[*next].begin(), units_[*next].end());
            }
            if (students.size() < static_cast<std::size_t>(request_.smallest) || group.size() < 2) continue;
            if (students.size() > most || (students.size() == most && together < times)) {
                most = students.size();
                times = together;
                best = group;
            }
        }
        // Two who stay together may be a group of their own.
        if (best.empty() && !with_peer) {
            for (const auto unit : left) {
                if (units_[unit].size() >= static_cast<std::size_t>(request_.smallest)) return {unit};
            }
        }
        return best;
    }

    [[nodiscard]] std::vector<std::size_t> peers_for(SkillIndex skill) const {
        std::vector<std::size_t> peers;
        for (std::size_t unit = 0; request_.peers && unit < units_.size(); ++unit) {
            if (grouped_[unit] || units_[unit].size() != 1) continue;
            const auto where = readiness(units_[unit].front(), skill);
            if (where == Readiness::mastered || where == Readiness::to_refresh) peers.push_back(unit);
        }
        return peers;
    }

    /// Whether the teacher runs no more than so many things at once.
    [[nodiscard]] bool at_most(std::size_t count) const {
        return request_.distinct_activities && count >= static_cast<std::size_t>(*request_.distinct_activities);
    }

    std::optional<Group> next() {
        std::optional<SkillIndex> skill;
        std::vector<std::size_t> best;
        bool best_peer = false;
        std::tuple<int, int, int> most{0, 0, 0};
        for (const auto one : curriculum_.order()) {
            const auto& only = request_.skills;
            if (!only.empty() && std::ranges::find(only, one) == only.end()) continue;
            if (at_most(begun_.size()) && !begun_.contains(one)) continue;
            bool with_peer = false;
            auto group = around(one, with_peer);
            if (group.empty()) continue;
            Students students;
            int times = 0;
            for (const auto unit : group) {
                times += met(students, unit);
                students.insert(students.end(), units_[unit].begin(), units_[unit].end());
            }
            // What is begun last has to serve all who are left.
            const bool last = at_most(begun_.size() + 1) && !begun_.contains(one);
            const std::tuple key{weight(students_of(last ? left_for(one) : group), one), -times,
                                 curriculum_.unlocks(one)};
            if (skill && key <= most) continue;
            most = key;
            skill = one;
            best = std::move(group);
            best_peer = with_peer;
        }
        if (!skill) return std::nullopt;
        Group group;
        group.skill = *skill;
        begun_.insert(*skill);
        if (best_peer) group.peer = units_[best.front()].front();
        for (const auto unit : best) grouped_[unit] = true;
        group.students = students_of(best);
        return group;
    }

    bool joins(std::size_t unit, std::vector<Group>& groups) {
        Group* best = nullptr;
        for (auto& group : groups) {
            if (!ready(unit, group.skill) || !may_join(group.students, unit)) continue;
            if (best == nullptr || weight(units_[unit], group.skill) > weight(units_[unit], best->skill)) best = &group;
        }
        if (best == nullptr) return false;
        best->students.insert(best->students.end(), units_[unit].begin(), units_[unit].end());
        grouped_[unit] = true;
        return true;
    }

    [[nodiscard]] int times_had(const Students& students, ActivityIndex activity) const {
        return static_cast<int>(std::ranges::count_if(request_.earlier, [&](const auto& one) {
            return one.activity == activity && std::ranges::find(students, one.student) != students.end();
        }));
    }

    void choose_activity(Group& group) {
        group.minutes = request_.minutes;
        std::optional<ActivityIndex> best;
        for (const auto index : curriculum_.activities_for(group.skill)) {
            const auto& activity = curriculum_.activities()[index];
            if (activity.minutes > request_.minutes || activity.place == Place::home) continue;
            if (at_most(used_.size()) && !used_.contains(index)) continue;
            const auto used = used_.find(index);
            const auto taken = static_cast<std::size_t>(used == used_.end() ? 0 : used->second) + group.students.size();
            if (activity.capacity && taken > static_cast<std::size_t>(std::max(0, *activity.capacity))) continue;
            const auto key = [&](ActivityIndex one) {
                return std::pair(-times_had(group.students, one), curriculum_.activities()[one].minutes);
            };
            if (!best || key(index) > key(*best)) best = index;
        }
        if (!best) return;
        group.activity = best;
        group.minutes = curriculum_.activities()[*best].minutes;
        used_[*best] += static_cast<int>(group.students.size());
    }

    const Curriculum& curriculum_;
    const GroupRequest& request_;
    std::vector<Students> units_;
    std::vector<bool> grouped_;
    std::vector<std::vector<int>> weights_;  ///< by student, by skill
    std::map<std::pair<std::size_t, std::size_t>, int> met_;
    std::set<SkillIndex> begun_;
    std::map<ActivityIndex, int> used_;  ///< places taken
};

}  // namespace

Groups groups_for(const Curriculum& curriculum, const GroupRequest& request) {
    for (const auto& student : request.students) {
        if (student.size() != curriculum.skills().size()) {
            throw std::invalid_argument("one standing for each skill is needed");
        }
    }
    if (!request.due.empty() && request.due.size() != request.students.size()) {
        throw std::invalid_argument("due points are for every student or for none");
    }
    for (const auto& due : request.due) {
        if (due.size() != curriculum.skills().size()) {
            throw std::invalid_argument("one due point or none for each skill is needed");
        }
    }
    return Grouping(curriculum, request).run();
}

}  // namespace waymark
