#include <doctest/doctest.h>

#include <string>

#include "waymark/pace.hpp"
#include "waymark/plan.hpp"

using namespace waymark;
using std::chrono::days;

namespace {

/// A Monday. The class meets every Monday of 20 weeks.
constexpr Date kMonday = std::chrono::sys_days(std::chrono::year(2026) / 9 / 7);

Calendar mondays() {
    return Calendar({.term_starts = kMonday,
                     .term_ends = kMonday + days(20 * 7 - 1),
                     .meetings = {{.day = std::chrono::Monday, .minutes = 45}},
                     .breaks = {},
                     .exceptions = {}});
}
constexpr Date session_day(int number) {
    return kMonday + days(7 * (number - 1));
}

/// One skill for each due session, and an activity for each.
Curriculum due_at(std::initializer_list<std::optional<int>> sessions) {
    CurriculumParts parts;
    for (const auto due : sessions) {
        const auto at = parts.skills.size();
        Skill skill;
        skill.id = "s" + std::to_string(at);
        skill.minutes = 45;
        skill.due_session = due;
        parts.skills.push_back(std::move(skill));
        Activity activity;
        activity.id = "a" + std::to_string(at);
        activity.teaches = {at};
        activity.minutes = 45;
        parts.activities.push_back(std::move(activity));
    }
    return Curriculum(std::move(parts));
}

using Due = std::vector<std::optional<int>>;

}  // namespace

TEST_CASE("the class's pace has the class's due points") {
    CHECK(own_due_sessions(due_at({3, std::nullopt, 20, 25}), mondays(), {.joined = kMonday}) ==
          Due{3, std::nullopt, 20, 25});
}

TEST_CASE("at four fifths of the pace the tenth session's work is due at the thirteenth") {
    const PaceTerms terms{.joined = kMonday, .choices = {{.from = kMonday, .rate = 0.8}}};
    // 10 / 0.8 = 12.5, 4 / 0.8 = 5, and the work of session 20 takes until the 25th, five after the term.
    CHECK(own_due_sessions(due_at({10, 4, 20}), mondays(), terms) == Due{13, 5, 25});
}

TEST_CASE("a pace chosen later leaves what was due before as it was, and a quicker one brings work forward") {
    const PaceTerms slower{.joined = kMonday, .choices = {{.from = session_day(6), .rate = 0.5}}};
    // Five sessions at the class's pace, then two for each.
    CHECK(own_due_sessions(due_at({5, 6, 8}), mondays(), slower) == Due{5, 7, 11});
    const PaceTerms quicker{.joined = kMonday, .choices = {{.from = kMonday, .rate = 1.25}}};
    CHECK(own_due_sessions(due_at({5, 10}), mondays(), quicker) == Due{4, 8});
}

TEST_CASE("an extension moves a due point back to the last session by its day and never forward") {
    const PaceTerms terms{.joined = kMonday,
                          .extensions = {{.skill = 0, .due = session_day(9) + days(3)}, {.skill = 1, .due = kMonday}}};
    CHECK(own_due_sessions(due_at({4, 6, 8}), mondays(), terms) == Due{9, 6, 8});
}

TEST_CASE("what was due before joining, is optional or is not the student's own has no due point") {
    auto parts = CurriculumParts{};
    for (const int due : {2, 8, 8, 8}) {
        Skill skill;
        skill.id = "s" + std::to_string(parts.skills.size());
        skill.due_session = due;
        parts.skills.push_back(std::move(skill));
    }
    parts.skills[2].priority = Priority::aspire;
    const PaceTerms terms{.joined = session_day(4), .without = {3}};
    CHECK(own_due_sessions(Curriculum(std::move(parts)), mondays(), terms) ==
          Due{std::nullopt, 8, std::nullopt, std::nullopt});
}

TEST_CASE("an extension changes what one student does first, and nobody else's week") {
    const auto curriculum = due_at({3, 4});
    const auto calendar = mondays();
    const auto sessions = calendar.sessions().subspan(1, 1);
    PlanRequest request;
    request.sessions = sessions;
    request.today = session_day(2);
    request.next_session = 2;
    request.students.resize(2);
    for (auto& student : request.students) {
        student.states.resize(2);
        for (auto& state : student.states) state.decision.status = Status::not_yet;
    }
    const PaceTerms extended{.joined = kMonday, .extensions = {{.skill = 0, .due = session_day(12)}}};
    request.students[0].due = own_due_sessions(curriculum, calendar, {.joined = kMonday});
    request.students[1].due = own_due_sessions(curriculum, calendar, extended);
    const auto plans = plan_week(curriculum, request);
    REQUIRE(plans[0].slots.size() == 1);
    REQUIRE(plans[1].slots.size() == 1);
    CHECK(plans[0].slots[0].skill == 0);
    CHECK(plans[1].slots[0].skill == 1);
    CHECK(plans[1].slots[0].reasons.front() == Reason{Reason::Kind::due, 4, {}});
}

TEST_CASE("a session that falls out moves what is due by a session and nothing that is due by a day") {
    auto by_session = due_at({3}).skills()[0];
    auto by_day = by_session;
    by_day.due_on = kMonday + days(14);  // the third Monday; the number is only where it lay at first
    const auto cancelled = mondays().with(std::vector<CalendarException>{{kMonday + days(7), 0, {}}});
    CHECK(due_day(by_session, mondays()) == kMonday + days(14));
    CHECK(due_day(by_session, cancelled) == kMonday + days(21));
    CHECK(due_session(by_session, cancelled) == 3);
    CHECK(due_day(by_day, cancelled) == kMonday + days(14));
    CHECK(due_session(by_day, cancelled) == 2);
    by_day.due_on = kMonday - days(1);
    CHECK(due_session(by_day, cancelled) == 0);
}
