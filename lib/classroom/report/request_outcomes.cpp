#include "request_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "asked_for.hpp"
#include "session_day.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/classroom/requests.hpp"
#include "waymark/plan.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// A rule that may stand in the way of a request.
enum class Bound { places, activities, teacher, due, all };

class Outcomes {
public:
    Outcomes(const ClassState& state, Date week, const WeekRequest& made, const std::vector<StudentPlan>& plans)
        : state_(state), curriculum_(state.file.curriculum), week_(week), made_(made), plans_(plans) {}

    [[nodiscard]] std::vector<RequestOutcome> of(std::size_t at) {
        std::vector<RequestOutcome> all;
        for (const auto& request : state_.students[at].requests) {
            if (request.week != week_) continue;
            RequestOutcome one{.kind = request.kind,
                               .target = request.target,
                               .title = request_title(state_.file, request),
                               .honoured = honoured(plans_[at], at, request),
                               .because = {}};
            if (!one.honoured) one.because = why_not(at, request);
            all.push_back(std::move(one));
        }
        return all;
    }

    [[nodiscard]] std::string why_not_in(std::size_t at, const StoredSlot& slot, ActivityIndex activity) {
        const auto& what = curriculum_.activities()[activity];
        const auto& wish = made_.request.students[at];
        if (slot.purpose == "check") return "it is found out first what is known";
        if (!slot.on && what.place == Place::classroom) return "it is for the classroom";
        if (slot.on && what.place == Place::home) return "it is for at home";
        if (std::ranges::find(wish.done, activity) != wish.done.end()) return "done already";
        for (const auto& one : plans_[at].slots) {
            const bool offers =
                std::ranges::any_of(one.options, [&](const Option& option) { return option.activity == activity; });
            if (!offers) continue;
            if (!one.session) return "the plan offers it at home";
            const auto day = day_of(state_.file.calendar, one.session);
            if (day && day != slot.on) return "the plan offers it on " + text::weekday_name(*day);
            return "the plan offers it in another slot of the session";
        }
        const bool refresh = slot.purpose == "refresh";
        if (refresh && wish.reviews && minutes_needed(what.minutes, wish.time_factor) > kLongestReview) {
            return fmt::format("it takes {} minutes, and a review at most {}",
                               minutes_needed(what.minutes, wish.time_factor), kLongestReview);
        }
        const StudentRequest request{.kind = StudentRequest::Kind::activity, .target = what.id};
        auto because = why_not(at, request, refresh);
        if (because == kNoRoom && static_cast<int>(slot.options.size()) >= made_.request.policy.options_per_slot) {
            return fmt::format("a slot offers {} at the most, and those are nearer to what is wanted",
                               made_.request.policy.options_per_slot);
        }
        return because;
    }

private:
    static constexpr const char* kNoRoom = "what comes first leaves no room for it";

    [[nodiscard]] bool honoured(const StudentPlan& plan, std::size_t at, const StudentRequest& request) const {
        if (request.kind == StudentRequest::Kind::own) {
            return std::ranges::find(made_.fixed[at], request.target, &Fixed::title) != made_.fixed[at].end();
        }
        const auto asked = activities_asked_for(state_, state_.students[at], request);
        const auto skills = request.kind == StudentRequest::Kind::skill ? goal_skills(state_.file, request.target)
                                                                        : std::vector<SkillIndex>();
        // The planner is asked for a few of a kind; any other of it is what was asked for as well.
        const auto meant = [&](ActivityIndex one) {
            if (std::ranges::find(asked, one) != asked.end()) return true;
            return request.kind == StudentRequest::Kind::kind && is_of_kind(curriculum_.activities()[one], request);
        };
        return std::ranges::any_of(plan.slots, [&](const Slot& slot) {
            if (std::ranges::find(skills, slot.skill) != skills.end()) return true;
            return std::ranges::any_of(
                slot.options, [&](const Option& option) { return option.activity && meant(*option.activity); });
        });
    }

    /// `again`: what is mastered may be offered for all that, to refresh it.
    [[nodiscard]] std::string why_not(std::size_t at, const StudentRequest& request, bool again = false) {
        const auto& student = state_.students[at];
        const auto asked = activities_asked_for(state_, student, request);
        if (auto because = not_ready(student, request, asked, again); !because.empty()) return because;
        const auto& wish = made_.request.students[at];
        if (wish.away.size() == made_.sessions.size() && wish.home_minutes == 0) {
            return "away in every session of the week";
        }
        if (auto because = too_long(wish, request, asked); !because.empty()) return because;
        for (const auto bound : {Bound::places, Bound::activities, Bound::teacher, Bound::due}) {
            // Others' places are in its way only where it has a number of them.
            const bool bounded = std::ranges::any_of(
                asked, [&](ActivityIndex one) { return curriculum_.activities()[one].capacity.has_value(); });
            if (bound == Bound::places && !bounded) continue;
            if (honoured(without(bound)[at], at, request)) return sentence(bound);
        }
        if (auto because = checked_first(at, request, asked); !because.empty()) return because;
        if (made_.kept[at]) return "the week was planned before it was asked for";
        if (honoured(without(Bound::all)[at], at, request)) return sentence(Bound::all);
        return kNoRoom;
    }

    /// Nothing is known of a skill it works on, and the class has a check for that.
    [[nodiscard]] std::string checked_first(std::size_t at, const StudentRequest& request,
                                            const std::vector<ActivityIndex>& asked) const {
        auto skills = goal_skills(state_.file, request.target);
        if (request.kind != StudentRequest::Kind::skill) {
            skills.clear();
            for (const auto one : asked) {
                const auto& teaches = curriculum_.activities()[one].teaches;
                skills.insert(skills.end(), teaches.begin(), teaches.end());
            }
        }
        for (const auto skill : skills) {
            const auto& known = state_.students[at].skills[skill];
            const bool unseen = known.estimate.observations == 0 && known.decision.status == Status::not_sure;
            if (!unseen || curriculum_.checks_for(skill).empty()) continue;
            return fmt::format("it is found out first what is known of {}", curriculum_.skills()[skill].title);
        }
        return {};
    }

    /// What the student or the class file stands in the way with.
    [[nodiscard]] std::string not_ready(const StudentState& student, const StudentRequest& request,
                                        const std::vector<ActivityIndex>& asked, bool again) const {
        std::vector<SkillIndex> skills;
        switch (request.kind) {
            case StudentRequest::Kind::activity:
                if (asked.empty()) return "the class file does not have it any more";
                skills = curriculum_.activities()[asked.front()].teaches;
                break;
            case StudentRequest::Kind::skill:
                skills = goal_skills(state_.file, request.target);
                if (skills.empty()) return "the class file does not have it any more";
                break;
            case StudentRequest::Kind::kind:
                return asked.empty() ? "no activity of this kind for what is ready" : "";
            case StudentRequest::Kind::own:
                skills = goal_skills(state_.file, request.skill);
                if (skills.empty()) return "the class file does not have its skill any more";
                break;
        }
        std::vector<std::string> waits;
        bool mastered = true;
        for (const auto skill : skills) {
            const auto& where = student.standings[skill];
            mastered = mastered && student.skills[skill].decision.status == Status::mastered;
            if (where.readiness != Readiness::blocked) continue;
            for (const auto& need : where.unmet) {
                std::string any;
                for (const auto one : need) any += (any.empty() ? "" : " or ") + curriculum_.skills()[one].title;
                waits.push_back(std::move(any));
            }
        }
        if (!waits.empty()) {
            std::string list;
            for (const auto& one : waits) list += (list.empty() ? "" : ", ") + one;
            return "waits for " + list;
        }
        if (mastered && !again && request.kind != StudentRequest::Kind::own) {
            return fmt::format("{} is {} already",
                               request.kind == StudentRequest::Kind::skill ? "it" : "what it teaches",
                               state_.file.policy.level_names.is_mastered());
        }
        const auto& dropped = made_.request.students[place(student)].dropped;
        const bool out = std::ranges::any_of(
            skills, [&](SkillIndex skill) { return std::ranges::find(dropped, skill) != dropped.end(); });
        return out ? "not planned this week" : "";
    }

    [[nodiscard]] std::size_t place(const StudentState& student) const {
        return static_cast<std::size_t>(&student - state_.students.data());
    }

    [[nodiscard]] std::string too_long(const PlanStudent& wish, const StudentRequest& request,
                                       const std::vector<ActivityIndex>& asked) const {
        int longest = 0;
        for (const auto& session : made_.sessions) {
            if (std::ranges::find(wish.away, session.number) != wish.away.end()) continue;
            longest = std::max(longest, session.minutes);
        }
        if (request.kind == StudentRequest::Kind::own) {
            return request.minutes > std::max(longest, wish.home_minutes)
                       ? fmt::format("it takes {} minutes, longer than any session", request.minutes)
                       : "what is fixed, what is due and other ideas of one's own leave no room for it";
        }
        int shortest = std::numeric_limits<int>::max();
        bool home_only = !asked.empty();
        for (const auto one : asked) {
            const auto& what = curriculum_.activities()[one];
            const int minutes = minutes_needed(what.minutes, wish.time_factor);
            home_only = home_only && what.place == Place::home;
            const bool fits = minutes <= (what.place == Place::home        ? wish.home_minutes
                                          : what.place == Place::classroom ? longest
                                                                           : std::max(longest, wish.home_minutes));
            if (fits) return {};
            shortest = std::min(shortest, minutes);
        }
        if (asked.empty()) return {};
        if (home_only) {
            return fmt::format("it takes {} minutes at home, and {} are planned there", shortest, wish.home_minutes);
        }
        return fmt::format("it takes {} minutes, longer than any session", shortest);
    }

    [[nodiscard]] std::string sentence(Bound bound) const {
        const auto& policy = made_.request.policy;
        switch (bound) {
            case Bound::places:
                return "its places are taken by others";
            case Bound::activities:
                return fmt::format("the class does at most {} different activities at once",
                                   policy.distinct_activities);
            case Bound::teacher:
                return "the teacher's preparation and marking of the week are used up";
            case Bound::due:
                return "must work that is due comes first";
            case Bound::all:
                return "the limits of the class and what is due, taken together, leave no room for it";
        }
        return {};
    }

    /// The plans as they would be without one rule, made once.
    [[nodiscard]] const std::vector<StudentPlan>& without(Bound bound) {
        const auto known = relaxed_.find(bound);
        if (known != relaxed_.end()) return known->second;
        auto request = made_.request;
        CurriculumParts parts{.skills = {curriculum_.skills().begin(), curriculum_.skills().end()},
                              .activities = {curriculum_.activities().begin(), curriculum_.activities().end()},
                              .checks = {curriculum_.checks().begin(), curriculum_.checks().end()}};
        const auto lifts = [&](Bound one) { return bound == one || bound == Bound::all; };
        if (lifts(Bound::places)) {
            for (auto& one : parts.activities) one.capacity.reset();
        }
        if (lifts(Bound::activities)) {
            request.policy.distinct_activities = static_cast<int>(parts.activities.size() + parts.checks.size());
        }
        if (lifts(Bound::teacher)) {
            request.policy.new_preparations.reset();
            request.policy.marking_minutes.reset();
        }
        if (lifts(Bound::due)) {
            for (auto& one : request.students) one.due.assign(curriculum_.skills().size(), std::nullopt);
        }
        auto plans = waymark::plan_week(Curriculum(std::move(parts)), request);
        return relaxed_.emplace(bound, std::move(plans)).first->second;
    }

    const ClassState& state_;
    const Curriculum& curriculum_;
    Date week_;
    const WeekRequest& made_;
    const std::vector<StudentPlan>& plans_;
    std::map<Bound, std::vector<StudentPlan>> relaxed_;
};

}  // namespace

std::vector<std::vector<RequestOutcome>> request_outcomes(const ClassState& state, Date week, const WeekRequest& made,
                                                          const std::vector<StudentPlan>& plans) {
    Outcomes outcomes(state, week, made, plans);
    std::vector<std::vector<RequestOutcome>> all;
    for (std::size_t at = 0; at < plans.size(); ++at) all.push_back(outcomes.of(at));
    return all;
}

std::vector<std::string> why_not_in_slot(const ClassState& state, Date week, const WeekRequest& made,
                                         const std::vector<StudentPlan>& plans, std::size_t at, const StoredSlot& slot,
                                         const std::vector<ActivityIndex>& activities) {
    Outcomes outcomes(state, week, made, plans);
    std::vector<std::string> all;
    for (const auto activity : activities) all.push_back(outcomes.why_not_in(at, slot, activity));
    return all;
}

}  // namespace waymark::classroom
