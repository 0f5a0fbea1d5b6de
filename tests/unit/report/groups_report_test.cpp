#include "waymark/classroom/groups_report.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/sheets.hpp"
#include "waymark/classroom/week_plan.hpp"

namespace waymark::test {
namespace {

using classroom::FixedGroup;
using classroom::Pairing;

const Date kMonday = day("2026-09-07");

classroom::GroupsReport groups(const classroom::Facts& facts, const char* on = "2026-09-07",
                               const classroom::GroupsWish& wish = {}) {
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-06"));
    return classroom::groups_report(state, *state.file.calendar.last_session_by(day(on)), wish);
}

Pairing rule(classroom::StudentId first, classroom::StudentId second, Pairing::Rule how) {
    return {.first = first, .second = second, .rule = how};
}

}  // namespace

TEST_CASE("two who are ready for the same are a group around it, with what it does and for how long") {
    const auto report = groups(two_students());
    REQUIRE(report.groups.size() == 1);
    CHECK(report.groups[0].members.size() == 2);
    // A unlocks B, C nothing.
    CHECK(report.groups[0].skill == "a");
    CHECK(report.groups[0].activity == "do-a");
    CHECK(report.groups[0].minutes == 20);
    CHECK(report.alone.empty());
    CHECK_FALSE(report.fixed);
}

TEST_CASE("who is absent is in no group, and who is kept apart is in none with the other") {
    auto facts = two_students();
    facts.pairings = {rule(1, 2, Pairing::Rule::apart)};
    CHECK(groups(facts).groups.empty());
    CHECK(groups(facts).alone.size() == 2);
    facts.pairings.clear();
    facts.absences = {{.student = 2, .on = kMonday}};
    const auto report = groups(facts);
    CHECK(report.groups.empty());
    REQUIRE(report.absent.size() == 1);
    CHECK(report.absent[0].slug == "b-x");
}

TEST_CASE("rules that contradict each other are found through others, too") {
    using Rule = Pairing::Rule;
    CHECK_FALSE(classroom::find_conflict({rule(1, 2, Rule::together), rule(2, 3, Rule::apart)}));
    const auto conflict = classroom::find_conflict(
        {rule(1, 2, Rule::together), rule(2, 3, Rule::together), rule(3, 4, Rule::together), rule(1, 4, Rule::apart)});
    REQUIRE(conflict);
    CHECK(conflict->chain == std::vector<classroom::StudentId>{1, 2, 3, 4});
    auto facts = two_students();
    facts.pairings = {rule(1, 2, Rule::together), rule(1, 2, Rule::apart)};
    CHECK_THROWS_AS(static_cast<void>(groups(facts)), classroom::Error);
}

TEST_CASE("a group that is fixed has its place in the plans of its members, and counts as having met") {
    auto facts = two_students();
    facts.fixed_groups = groups(facts).made;
    REQUIRE(facts.fixed_groups.size() == 1);
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-06"));
    const auto fixed = classroom::fixed_groups_report(state, *state.file.calendar.last_session_by(kMonday));
    REQUIRE(fixed);
    CHECK(fixed->fixed);
    CHECK(fixed->groups[0].met_before == 0);
    CHECK_FALSE(classroom::fixed_groups_report(state, *state.file.calendar.last_session_by(day("2026-09-09"))));
    const auto plan = classroom::plan_week(state, kMonday, {}, classroom::Keep::begun);
    for (const auto& one : plan.plans) {
        const auto slot = std::ranges::find_if(
            one.slots, [](const auto& each) { return each.on == kMonday && each.options.front().activity == "do-a"; });
        REQUIRE(slot != one.slots.end());
        CHECK(slot->reasons[0] == (one.student == 1 ? "in a group with Ben X" : "in a group with Ana X"));
        CHECK(slot->options.size() == 1);
    }
    CHECK(groups(facts, "2026-09-09").groups[0].met_before == 1);
}

TEST_CASE("a group that is fixed after the week was published begins the session for each, and does its work once") {
    auto facts = two_students();
    const auto file = some_class("checks:\n  - {id: q, title: Quiz, minutes: 8, items: [{id: q1, skills: [a]}]}\n");
    auto before = classroom::plan_week(classroom::class_state(file, facts, day("2026-09-06")), kMonday, {},
                                       classroom::Keep::begun)
                      .plans;
    for (auto& one : before) one.published = true;
    facts.fixed_groups = {
        {.on = kMonday, .number = 1, .skill = "c", .activity = "do-c", .minutes = 20, .members = {1, 2}}};
    const auto state = classroom::class_state(file, facts, day("2026-09-06"));
    const auto after = classroom::plan_week(state, kMonday, before, classroom::Keep::valid);
    REQUIRE(after.plans.size() == 2);
    for (const auto& one : after.plans) {
        const auto first = std::ranges::find(one.slots, kMonday, &classroom::StoredSlot::on);
        REQUIRE(first != one.slots.end());
        CHECK(first->options.front().activity == "do-c");
        CHECK(std::ranges::count_if(one.slots, [](const auto& slot) {
                  return slot.on == kMonday && slot.options.front().activity == "do-c";
              }) == 1);
    }
    const auto sheet = classroom::run_sheet(state, after.plans, *state.file.calendar.last_session_by(kMonday));
    REQUIRE(!sheet.stations.empty());
    CHECK(sheet.stations[0].starts == 0);
    CHECK(sheet.stations[0].group == 1);
    CHECK(sheet.stations[0].students.size() == 2);
}

}  // namespace waymark::test
