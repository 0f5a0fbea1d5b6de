#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "conferences.hpp"
#include "waymark/classroom/reports.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "week_costs.hpp"

namespace waymark::classroom {
namespace {

/// What the teacher put into a week and the class file does not have any more.
std::vector<std::string> gone(const ClassState& state, const StudentState& student, Date week) {
    const auto& curriculum = state.file.curriculum;
    std::vector<std::string> notes;
    const auto note = [&](const std::optional<Date>& on, const std::string& id) {
        notes.push_back(
            fmt::format("What you put into the week of {}{} names {}, which the class file does not have any more: it "
                        "is left out.",
                        student.student.display_name(), on ? " on " + text::weekday_name(*on) : std::string(), id));
    };
    for (auto place = student.overrides.begin(); place != student.overrides.end(); ++place) {
        const auto& one = *place;
        if (one.week != week || one.kind != PlanOverride::Kind::pin) continue;
        const bool replaced = std::any_of(place + 1, student.overrides.end(), [&](const PlanOverride& later) {
            return later.week == week && later.skill == one.skill && later.on == one.on;
        });
        if (replaced) continue;
        if (!curriculum.find_skill(one.skill)) note(one.on, one.skill);
        for (const auto& option : one.options) {
            if (!option.activity.empty() && !curriculum.find_activity(option.activity)) note(one.on, option.activity);
            if (!option.check.empty() && !curriculum.find_check(option.check)) note(one.on, option.check);
        }
    }
    return notes;
}

/// Who waits too long for a conference and has none in this week, and what would be enough for all.
void note_waiting(const ClassState& state, WeekReport& report) {
    const auto& teacher = state.file.policy.teacher;
    const auto week_over = report.week + std::chrono::days(7);
    if (!teacher.longest_wait || teacher.conferences.minutes_in_session < teacher.conferences.minutes_each) return;
    std::string late;
    for (const auto& one : report.conferences) {
        if (one.sessions_waited <= *teacher.longest_wait) continue;
        late += (late.empty() ? "" : ", ") + fmt::format("{} ({})", one.name, one.sessions_waited);
    }
    if (!late.empty()) {
        report.notes.push_back(
            fmt::format("Longer without a conference than the {} sessions that the class file "
                        "allows, until this week's: {}.",
                        *teacher.longest_wait, late));
    }
    std::vector<std::string> names;
    for (const auto& student : state.students) {
        const bool has_one = std::ranges::find(report.conferences, student.student.slug,
                                               &WeekReport::Conference::slug) != report.conferences.end();
        if (has_one || sessions_waited(state, student, week_over) <= *teacher.longest_wait) continue;
        names.push_back(student.student.display_name());
    }
    if (names.empty()) return;
    constexpr std::size_t kNamed = 3;
    const int students = static_cast<int>(state.students.size()), wait = std::max(1, *teacher.longest_wait);
    const int needed = (students + wait - 1) / wait * teacher.conferences.minutes_each;
    report.notes.push_back(
        fmt::format("{} wait{} longer than {} sessions for a conference and {} none this week: {}.{}", names.size(),
                    names.size() == 1 ? "s" : "", wait, names.size() == 1 ? "has" : "have", text::listed(names, kNamed),
                    needed > teacher.conferences.minutes_in_session
                        ? fmt::format(" For {} students it takes {} minutes of every session, and there are {}.",
                                      students, needed, teacher.conferences.minutes_in_session)
                        : std::string()));
}

/// Minutes of class for which nothing is planned, where they are enough for a piece of work.
void note_free_minutes(const ClassState& state, WeekReport& report) {
    constexpr int kWorthSaying = 15;
    for (const auto& session : state.file.calendar.sessions_in_week(report.week)) {
        if (session.date < state.today) continue;
        const int minutes = state.file.policy.minutes_of(session);
        int students = 0, most = 0, least = minutes;
        auto student = state.students.begin();
        for (const auto& line : report.lines) {
            // The lines follow the students, some of whom have no plan.
            while (student->student.id != line.plan.student) ++student;
            if (student->excused_on(session.date)) continue;
            int left = minutes;
            for (const auto& slot : line.plan.slots) left -= slot.on == session.date ? slot.minutes : 0;
            students += left >= kWorthSaying ? 1 : 0;
            most = std::max(most, left);
            least = std::min(least, left);
        }
        if (students == 0 && least == minutes && !report.lines.empty()) {
            report.notes.push_back(fmt::format("On {} nothing is planned for anybody: no work fits into {} minutes.",
                                               text::weekday_name(session.date), minutes));
        }
        if (students == 0) continue;
        report.notes.push_back(fmt::format("On {} {} up to {} of {} minutes free: nothing else is ready for them.",
                                           text::weekday_name(session.date),
                                           text::count_of(students, "student has", "students have"), most, minutes));
    }
}

}  // namespace

WeekReport week_report(const ClassState& state, Date week, std::vector<StoredPlan> plans, const StudentState* only) {
    const auto& curriculum = state.file.curriculum;
    WeekReport report;
    report.title = state.file.title;
    report.names = state.file.policy.level_names;
    report.week = week;
    report.of_one = only != nullptr;
    if (only != nullptr) {
        std::erase_if(plans, [&](const StoredPlan& plan) { return plan.student != only->student.id; });
    } else {
        report.together = taught_together(state, plans, week);
    }
    WeekCosts costs;
    for (const auto& student : state.students) {
        const auto plan = std::ranges::find(plans, student.student.id, &StoredPlan::student);
        if (plan == plans.end()) continue;
        report.published = report.published || plan->published;
        costs.add(curriculum, *plan);
        for (auto& note : gone(state, student, week)) report.notes.push_back(std::move(note));
        for (const auto& one : plan->requests) {
            ++report.requests.asked;
            report.requests.honoured += one.honoured ? 1 : 0;
        }
        report.lines.push_back(
            {student.student.slug, student.student.display_name(), std::move(*plan), student.student.name_on_paper()});
    }
    report.marking_minutes = costs.marking_minutes;
    report.preparation_minutes = costs.preparation_minutes;
    for (const auto& [day, activities] : costs.at_once) {
        report.distinct_activities = std::max(report.distinct_activities, static_cast<int>(activities.size()));
    }
    report.conferences = conferences(state, state.file.calendar.sessions_in_week(week));
    if (only != nullptr) {
        // What the rest says is said to the teacher.
        std::erase_if(report.conferences, [&](const auto& one) { return one.slug != only->student.slug; });
        report.notes.clear();
        return report;
    }
    note_free_minutes(state, report);
    note_waiting(state, report);
    const auto& limits = state.file.policy.teacher;
    if (limits.marking_minutes && report.marking_minutes > *limits.marking_minutes) {
        report.notes.push_back(fmt::format("{} min of marking are more than the {} that the class file allows a week.",
                                           report.marking_minutes, *limits.marking_minutes));
    }
    const auto preparations = std::ranges::count_if(costs.activities, [&](const std::string& id) {
        return curriculum.activities()[*curriculum.find_activity(id)].preparation_minutes > 0;
    });
    if (limits.new_preparations && preparations > *limits.new_preparations) {
        report.notes.push_back(
            fmt::format("{} activities need preparation, more than the {} that the class file allows"
                        " a week.",
                        preparations, *limits.new_preparations));
    }
    return report;
}

}  // namespace waymark::classroom
