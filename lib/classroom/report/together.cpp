#include "waymark/classroom/together.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "week_costs.hpp"

namespace waymark::classroom {
namespace {

bool is_learned_in(const StoredSlot& slot, const std::string& skill, Date on) {
    return slot.on == on && slot.skill == skill && (slot.purpose == "learn" || slot.purpose == "practise");
}

bool is_most(int students, int of) {
    constexpr int kFewest = 5;
    return students >= kFewest && 2 * students >= of;
}

bool fits_whole_class(const Activity& work, const Session& session) {
    return work.place != Place::home && !work.capacity && work.minutes <= session.minutes;
}

WeekCosts costs_of(const Curriculum& curriculum, const std::vector<const StoredPlan*>& plans) {
    WeekCosts costs;
    for (const auto* plan : plans) costs.add(curriculum, *plan);
    return costs;
}

class Weighing {
public:
    Weighing(const ClassState& state, const std::vector<StoredPlan>& plans, Date week) : state_(state), week_(week) {
        for (const auto& student : state.students) {
            const auto plan = std::ranges::find(plans, student.student.id, &StoredPlan::student);
            if (plan == plans.end()) continue;
            students_.push_back(&student);
            plans_.push_back(&*plan);
        }
    }

    std::vector<Together> all() const {
        std::vector<Together> worth_it;
        for (SkillIndex skill = 0; skill < curriculum().skills().size(); ++skill) {
            const auto session = session_of(curriculum().skills()[skill].id);
            if (!session) continue;
            auto one = weighed(skill, *session);
            if (!one) continue;
            if (!one->saves() && !one->planned()) continue;
            if (is_put_together(state_, one->on, one->skill, one->activity)) continue;
            worth_it.push_back(std::move(*one));
        }
        std::ranges::stable_sort(worth_it, std::ranges::greater{}, [](const Together& one) {
            return std::tuple(one.saves(), one.at_once - one.at_once_then,
                              one.teacher_minutes - one.teacher_minutes_then, one.already, one.students);
        });
        return worth_it;
    }

private:
    [[nodiscard]] const Curriculum& curriculum() const { return state_.file.curriculum; }

    /// The session of the week in which the most students meet a skill.
    [[nodiscard]] std::optional<Session> session_of(const std::string& skill) const {
        std::optional<Session> best;
        std::ptrdiff_t most = 0;
        for (const auto& session : state_.file.calendar.sessions_in_week(week_)) {
            const auto meet = std::ranges::count_if(plans_, [&](const StoredPlan* plan) {
                return std::ranges::any_of(
                    plan->slots, [&](const StoredSlot& slot) { return is_learned_in(slot, skill, session.date); });
            });
            if (meet <= most) continue;
            most = meet;
            best = session;
        }
        return best;
    }

    /// What the most of those who lack the skill are to do for it anyway; otherwise the shortest.
    [[nodiscard]] std::optional<ActivityIndex> activity_for(SkillIndex skill, const Session& session) const {
        std::map<ActivityIndex, int> planned;
        for (std::size_t at = 0; at < plans_.size(); ++at) {
            if (!lacks(*students_[at], skill, session)) continue;
            for (const auto& slot : plans_[at]->slots) {
                if (!is_learned_in(slot, curriculum().skills()[skill].id, session.date) || slot.options.empty()) {
                    continue;
                }
                const auto activity = curriculum().find_activity(slot.options.front().activity);
                if (activity && fits_whole_class(curriculum().activities()[*activity], session)) ++planned[*activity];
            }
        }
        const auto most = std::ranges::max_element(planned, {}, [](const auto& one) { return one.second; });
        return most != planned.end() ? std::optional(most->first) : whole_class_activity(curriculum(), skill, session);
    }

    [[nodiscard]] std::optional<Together> weighed(SkillIndex skill, const Session& session) const {
        const auto& taught = curriculum().skills()[skill];
        const auto activity = activity_for(skill, session);
        if (!activity) return std::nullopt;
        const auto& work = curriculum().activities()[*activity];
        Together one{.skill = taught.id,
                     .skill_title = taught.title,
                     .activity = work.id,
                     .activity_title = work.title,
                     .of = static_cast<int>(plans_.size()),
                     .on = session.date,
                     .minutes = work.minutes};
        std::vector<StoredPlan> changed;
        changed.reserve(plans_.size());
        std::map<std::string, int> others;
        for (std::size_t at = 0; at < plans_.size(); ++at) {
            changed.push_back(*plans_[at]);
            if (lacks(*students_[at], skill, session)) {
                ++one.students;
                for (auto& slot : changed.back().slots) {
                    if (!is_learned_in(slot, taught.id, session.date)) continue;
                    if (!slot.options.empty() && slot.options.front().activity == work.id) ++one.already;
                    slot.options = {{.letter = "a", .activity = work.id, .title = work.title, .minutes = work.minutes}};
                }
                continue;
            }
            std::set<std::string> titles;
            for (const auto& slot : plans_[at]->slots) {
                if (slot.on == session.date && !slot.options.empty()) titles.insert(slot.options.front().title);
            }
            for (const auto& title : titles) ++others[title];
        }
        if (!is_most(one.students, one.of)) return std::nullopt;
        std::vector<const StoredPlan*> then;
        for (const auto& plan : changed) then.push_back(&plan);
        const auto before = costs_of(curriculum(), plans_), after = costs_of(curriculum(), then);
        one.at_once = before.at_once_on(session.date);
        one.at_once_then = after.at_once_on(session.date);
        one.teacher_minutes = before.preparation_minutes + before.marking_minutes;
        one.teacher_minutes_then = after.preparation_minutes + after.marking_minutes;
        for (const auto& [title, students] : others) one.others.push_back({title, students});
        std::ranges::stable_sort(one.others, std::ranges::greater{}, &Together::Other::students);
        return one;
    }

    const ClassState& state_;
    Date week_;
    std::vector<const StudentState*> students_;
    std::vector<const StoredPlan*> plans_;  ///< of students_
};

}  // namespace

bool Together::saves() const {
    return at_once_then <= at_once && teacher_minutes_then <= teacher_minutes &&
           at_once_then + teacher_minutes_then < at_once + teacher_minutes;
}

bool Together::planned() const {
    return is_most(already, of);
}

bool lacks(const StudentState& student, SkillIndex skill, const Session& session) {
    return student.skills[skill].decision.status != Status::mastered &&
           student.standings[skill].readiness != Readiness::blocked && !student.excused_on(session.date);
}

std::optional<ActivityIndex> whole_class_activity(const Curriculum& curriculum, SkillIndex skill,
                                                  const Session& session) {
    std::optional<ActivityIndex> shortest;
    for (const auto one : curriculum.activities_for(skill)) {
        const auto& work = curriculum.activities()[one];
        if (!fits_whole_class(work, session)) continue;
        if (!shortest || work.minutes < curriculum.activities()[*shortest].minutes) shortest = one;
    }
    return shortest;
}

bool is_put_together(const ClassState& state, Date on, const std::string& skill, const std::string& activity) {
    const auto students = std::ranges::count_if(state.students, [&](const StudentState& student) {
        return std::ranges::any_of(student.overrides, [&](const PlanOverride& one) {
            return one.kind == PlanOverride::Kind::pin && one.on == on && one.skill == skill && !one.options.empty() &&
                   one.options.front().activity == activity;
        });
    });
    return is_most(static_cast<int>(students), static_cast<int>(state.students.size()));
}

std::vector<Together> taught_together(const ClassState& state, const std::vector<StoredPlan>& plans, Date week) {
    return Weighing(state, plans, week).all();
}

}  // namespace waymark::classroom
