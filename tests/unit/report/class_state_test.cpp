#include "waymark/classroom/class_state.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/reports.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/retention.hpp"

namespace waymark::test {
namespace {

using classroom::EnrolmentStatus;

}  // namespace

TEST_CASE("sessions between leaving and coming back are none of a student's") {
    auto facts = two_students();
    facts.enrolments = {{1, day("2026-09-07"), EnrolmentStatus::left}, {1, day("2026-09-16"), EnrolmentStatus::active}};
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-22"));
    // Seven sessions are over: 31 Aug, 2, 7, 9, 14, 16 and 21 Sep; Ana was away for 7, 9 and 14.
    CHECK(state.students[0].pace.sessions_had == 4);
    CHECK(state.students[1].pace.sessions_had == 7);
}

TEST_CASE("who was in the class on a day had joined and had not left") {
    classroom::Student ana;
    ana.id = 1;
    ana.joined = day("2026-09-02");
    const std::vector<classroom::Enrolment> changes = {{1, day("2026-09-07"), EnrolmentStatus::left},
                                                       {1, day("2026-09-16"), EnrolmentStatus::active},
                                                       {2, day("2026-09-17"), EnrolmentStatus::left}};
    CHECK_FALSE(classroom::was_in_class(ana, changes, day("2026-09-01")));
    CHECK(classroom::was_in_class(ana, changes, day("2026-09-06")));
    CHECK_FALSE(classroom::was_in_class(ana, changes, day("2026-09-07")));
    CHECK(classroom::was_in_class(ana, changes, day("2026-09-18")));
}

TEST_CASE("a comment on a skill is answered by later work on that skill, one on nothing by any") {
    auto facts = two_students();
    facts.comments = {{.id = 1, .student = 1, .skill = "a", .text = "again", .said_on = day("2026-09-07")},
                      {.id = 2, .student = 1, .skill = "", .text = "well done", .said_on = day("2026-09-07")},
                      {.id = 3, .student = 1, .skill = "c", .text = "look", .said_on = day("2026-09-07")}};
    answer(facts, 1, "a", "2026-09-07", 1);
    const auto same_day = classroom::class_state(some_class(), facts, day("2026-09-08"));
    for (const auto& one : same_day.students[0].comments) CHECK(one.open);
    answer(facts, 1, "a", "2026-09-08", 1);
    const auto later = classroom::class_state(some_class(), facts, day("2026-09-09"));
    CHECK_FALSE(later.students[0].comments[0].open);
    CHECK_FALSE(later.students[0].comments[1].open);
    CHECK(later.students[0].comments[2].open);
}

TEST_CASE("a student's report says where to, how it goes and what next") {
    auto facts = two_students();
    answer(facts, 1, "c", "2026-08-31", 6);
    facts.decisions.push_back({1, "c", Status::mastered, "showed me", day("2026-09-07")});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-10"));
    const auto report = classroom::student_report(state, state.students[0]);
    REQUIRE(report.due.size() == 1);
    CHECK(report.due[0].due == day("2026-09-09"));
    CHECK(report.due[0].skills == std::vector<std::string>{"A"});
    CHECK(report.strengths == std::vector<std::string>{"C"});
    CHECK(report.next == std::vector<std::string>{"A"});
    CHECK(report.pace.skills_mastered == 1);
}

TEST_CASE("a score that a group shares weighs less than own work") {
    auto own = two_students();
    answer(own, 1, "a", "2026-08-31", 4);
    auto shared = own;
    for (auto& one : shared.evidence) one.shared_by = 3;
    const auto of_own = classroom::class_state(some_class(), own, day("2026-09-06")).students[0].skills[0].estimate;
    const auto of_shared =
        classroom::class_state(some_class(), shared, day("2026-09-06")).students[0].skills[0].estimate;
    CHECK(of_own.mean > of_shared.mean);
    CHECK(of_own.variance < of_shared.variance);
}

TEST_CASE("conferences go to who has waited longest, and are noted") {
    auto facts = two_students();
    facts.conferences = {{.student = 1, .held_on = day("2026-09-02"), .note = {}}};
    const auto file = some_class("policy: {teacher: {conferences: {minutes: 5, each: 5, at_least_every: 1}}}\n");
    const auto state = classroom::class_state(file, facts, day("2026-09-06"));
    const auto report = classroom::week_report(state, day("2026-09-07"), {});
    REQUIRE(report.conferences.size() == 2);
    CHECK(report.conferences[0].name == "Ben X");
    CHECK(report.conferences[0].sessions_waited == 2);
    CHECK(report.conferences[1].name == "Ana X");
    CHECK(report.conferences[1].on == day("2026-09-09"));
    CHECK(report.conferences[1].sessions_waited == 1);
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].ends_with("until this week's: Ben X (2)."));
}

TEST_CASE("the teacher's word that a skill is mastered is a sighting: what is remembered starts from it") {
    auto facts = two_students();
    answer(facts, 1, "c", "2026-08-31", 2, 0.1);
    facts.decisions.push_back({1, "c", Status::mastered, "showed me", day("2026-09-07")});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-08"));
    const auto& ana = state.students[0];
    CHECK(ana.skills[2].last_seen == day("2026-09-07"));
    REQUIRE(ana.histories[2].memory);
    CHECK(ana.histories[2].memory->practised == day("2026-09-07"));
    CHECK(recall(*ana.histories[2].memory, day("2026-09-08")) > 0.9);
    CHECK(ana.standings[2].readiness == Readiness::mastered);
    // A later failure weakens what is remembered, though the teacher's word stands.
    answer(facts, 1, "c", "2026-09-09", 1, 0.1);
    const auto later = classroom::class_state(some_class(), facts, day("2026-09-10"));
    CHECK(later.students[0].histories[2].memory->practised == day("2026-09-09"));
    CHECK(later.students[0].histories[2].memory->stability < ana.histories[2].memory->stability);
    CHECK(later.students[0].skills[2].last_seen == day("2026-09-09"));
}

TEST_CASE("right so far is not right at last") {
    auto facts = two_students();
    answer(facts, 1, "a", "2026-08-31", 2);
    answer(facts, 1, "c", "2026-08-31", 1, 0.2);
    answer(facts, 1, "c", "2026-09-02", 1);
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-04"));
    CHECK(state.students[0].skills[0].always_right);
    CHECK_FALSE(state.students[0].skills[1].always_right);
    CHECK_FALSE(state.students[0].skills[2].always_right);
    CHECK(state.students[0].skills[2].direct_success);
}

TEST_CASE("what is missing is counted in pieces, and all reports count the same") {
    auto facts = two_students();
    const auto file = some_class(
        "checks:\n"
        "  - {id: q, title: Quiz, minutes: 10, items: [{id: q1, skills: [a]}, {id: q2, skills: [c]}]}\n");
    answer(facts, 1, "q1", "2026-08-31", 1);
    answer(facts, 1, "q2", "2026-08-31", 1);
    answer(facts, 1, "a", "2026-09-02", 1);
    for (auto& one : facts.evidence) {
        one.state = classroom::EvidenceState::missing;
        one.score = std::nullopt;
    }
    answer(facts, 2, "a", "2026-09-21", 1);
    const auto state = classroom::class_state(file, facts, day("2026-09-22"));
    const auto missing = classroom::missing_report(state);
    REQUIRE(missing.lines.size() == 1);
    REQUIRE(missing.lines[0].pieces.size() == 2);
    CHECK(missing.lines[0].pieces[0].items == 2);
    CHECK(state.students[0].work.missing == 2);
    const auto report = classroom::class_report(state);
    CHECK(std::ranges::find(report.lines, "a-x", &classroom::ClassReportLine::slug)->missing == 2);
}

TEST_CASE("the plan that a student gets is about nobody else") {
    const auto file = some_class("policy: {teacher: {conferences: {minutes: 5, each: 5, at_least_every: 1}}}\n");
    const auto state = classroom::class_state(file, two_students(), day("2026-09-06"));
    const auto plans = classroom::plan_week(state, day("2026-09-07"), {}, classroom::Keep::begun).plans;
    const auto report = classroom::week_report(state, day("2026-09-07"), plans, &state.students[1]);
    REQUIRE(report.lines.size() == 1);
    CHECK(report.lines[0].slug == "b-x");
    REQUIRE(report.conferences.size() == 1);
    CHECK(report.conferences[0].slug == "b-x");
    CHECK(report.together.empty());
    CHECK(report.notes.empty());
}

}  // namespace waymark::test
