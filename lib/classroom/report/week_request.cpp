#include "week_request.hpp"

#include <algorithm>
#include <limits>

#include "held_up.hpp"
#include "prospects.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

std::vector<Session> planned_sessions(const ClassFile& file, Date week) {
    const auto of_week = file.calendar.sessions_in_week(week);
    if (of_week.empty()) {
        throw Error(Error::Kind::failed, "the class does not meet in the week of " + text::long_date(week),
                    "the term runs from " + text::long_date(file.calendar.term_starts()) + " to " +
                        text::long_date(file.calendar.term_ends()));
    }
    std::vector<Session> sessions(of_week.begin(), of_week.end());
    for (auto& session : sessions) session.minutes = file.policy.minutes_of(session);
    return sessions;
}

std::vector<ActivityIndex> activities_done(const Curriculum& curriculum, const std::vector<StoredPlan>& past,
                                           StudentId student, Date before) {
    std::vector<ActivityIndex> done;
    for (const auto& plan : past) {
        if (plan.student != student || plan.week >= before) continue;
        for (const auto& slot : plan.slots) {
            if (slot.done != true || slot.options.empty()) continue;
            const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
            const auto& option = chosen == slot.options.end() ? slot.options.front() : *chosen;
            if (const auto activity = curriculum.find_activity(option.activity)) done.push_back(*activity);
        }
    }
    return done;
}

/// Weeks before this one, back to the last one with a plan that offered something of priority aspire; weeks without a
/// plan do not count.
int weeks_without_aspire(const ClassFile& file, const std::vector<StoredPlan>& stored, StudentId student, Date week) {
    std::map<Date, bool> offered;
    for (const auto& plan : stored) {
        if (plan.student != student || plan.week >= week) continue;
        offered[plan.week] = std::ranges::any_of(plan.slots, [&](const StoredSlot& slot) {
            const auto skill = file.curriculum.find_skill(slot.skill);
            return skill && file.curriculum.skills()[*skill].priority == Priority::aspire;
        });
    }
    int weeks = 0;
    for (auto one = offered.rbegin(); one != offered.rend() && !one->second; ++one) ++weeks;
    return weeks;
}

/// The plan says of each of the student's requests in its week what became of it, and of no other.
bool answers_all(const StoredPlan& plan, const StudentState& student) {
    std::vector<std::pair<StudentRequest::Kind, std::string>> asked, answered;
    for (const auto& one : student.requests) {
        if (one.week == plan.week) asked.emplace_back(one.kind, one.target);
    }
    for (const auto& one : plan.requests) answered.emplace_back(one.kind, one.target);
    std::ranges::sort(asked);
    std::ranges::sort(answered);
    return asked == answered;
}

/// What falls due by the end of the week, and the minutes that reviews may take.
void add_reviews(const ClassState& state, const std::vector<Session>& sessions, const StudentState& student,
                 PlanStudent& wish) {
    constexpr int kReviewMinutes = 15;
    const auto& policy = state.file.policy;
    int minutes = wish.home_minutes;
    for (const auto& session : sessions) {
        if (std::ranges::find(wish.away, session.number) == wish.away.end()) minutes += session.minutes;
    }
    std::vector<ReviewCandidate> candidates;
    for (SkillIndex skill = 0; skill < student.histories.size(); ++skill) {
        const auto& history = student.histories[skill];
        if (!history.review || !history.memory) continue;
        candidates.push_back({.skill = skill,
                              .memory = *history.memory,
                              .priority = state.file.curriculum.skills()[skill].priority,
                              .minutes = kReviewMinutes,
                              .test = next_test(state.file, skill, state.today)});
    }
    wish.reviews = reviews_due(candidates, std::max(state.today, sessions.front().date), policy.recall_target,
                               std::numeric_limits<int>::max(), sessions.back().date);
    wish.review_minutes = static_cast<int>(policy.review_share * minutes);
}

}  // namespace

const StoredPlan* plan_of(const std::vector<StoredPlan>& stored, StudentId student, Date week) {
    const auto found = std::ranges::find_if(
        stored, [&](const StoredPlan& plan) { return plan.student == student && plan.week == week; });
    return found == stored.end() ? nullptr : &*found;
}

WeekRequest week_request(const ClassState& state, Date week, const std::vector<StoredPlan>& stored, Keep keep,
                         const std::vector<StudentId>& only) {
    const auto& file = state.file;
    WeekRequest made{.sessions = planned_sessions(file, week), .request = {}, .fixed = {}, .stays = {}, .kept = {}};
    const auto& sessions = made.sessions;
    auto& request = made.request;
    request.sessions = sessions;
    request.today = state.today;
    request.next_session = file.calendar.sessions_before(state.today) + 1;
    request.policy.options_per_slot = file.policy.options_per_slot;
    request.policy.distinct_activities = file.policy.teacher.distinct_activities;
    request.policy.check_share = file.policy.check_share;
    request.policy.screen_minutes = file.policy.screen_minutes;
    request.policy.screen_tools = file.policy.screen_tools;
    request.policy.own_share = file.policy.own_share;
    request.policy.new_preparations = file.policy.teacher.new_preparations;
    request.policy.marking_minutes = file.policy.teacher.marking_minutes;
    const auto sessions_in_term = file.calendar.sessions().size();
    request.term_left = 1.0 - static_cast<double>(sessions.front().number - 1) / static_cast<double>(sessions_in_term);
    for (const auto& session : file.calendar.sessions()) {
        if (session.number >= sessions.front().number) request.term_minutes += state.file.policy.minutes_of(session);
    }
    auto prospects = class_prospects(state);

    std::vector<DraftWeek> drafts;
    drafts.reserve(state.students.size());
    for (const auto& student : state.students) {
        auto& draft = drafts.emplace_back(state, sessions, week, student);
        bool same = !only.empty() && std::ranges::find(only, student.student.id) == only.end();
        if (const auto* plan = plan_of(stored, student.student.id, week)) {
            const bool all = draft.keep(*plan, keep, same);
            same = same || (keep == Keep::valid && all && answers_all(*plan, student));
        }
        made.stays.push_back(same);
        made.kept.push_back(keep == Keep::valid && plan_of(stored, student.student.id, week) != nullptr);
        auto one = draft.for_planner();
        one.due = own_due_sessions(file.curriculum, file.calendar, student.terms);
        one.prospects = std::move(prospects[request.students.size()]);
        add_reviews(state, sessions, student, one);
        one.probes = held_up_skills(state, student);
        one.weeks_without_aspire = weeks_without_aspire(file, stored, student.student.id, week);
        for (const auto& plan : stored) {
            if (plan.student == student.student.id && plan.week < week) one.yielded += plan.yielded;
        }
        one.done = activities_done(file.curriculum, stored, student.student.id, week);
        request.students.push_back(std::move(one));
    }
    const auto proposes = [&](std::size_t at) { return !made.stays[at] && drafts[at].has_open_proposals(); };
    std::vector<StudentPlan> without;
    for (std::size_t at = 0; at < drafts.size(); ++at) {
        if (!proposes(at)) continue;
        if (without.empty()) without = waymark::plan_week(file.curriculum, request);
        drafts[at].place_proposals(without[at]);
        request.students[at].pins = drafts[at].for_planner().pins;
    }
    for (auto& draft : drafts) made.fixed.push_back(std::move(draft.fixed));
    return made;
}

}  // namespace waymark::classroom
