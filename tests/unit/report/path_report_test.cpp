#include "waymark/classroom/path_report.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/week_plan.hpp"

namespace waymark::test {
namespace {

using classroom::StudentGoal;

}  // namespace

TEST_CASE("a path counts the work that is missing and the sessions until the day") {
    auto facts = two_students();
    facts.goals.push_back({.student = 1, .target = "b", .by = day("2026-09-09")});
    facts.absences.push_back({.student = 1, .on = day("2026-09-07")});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-01"));
    const auto& ana = state.students[0];
    const auto report = classroom::path_report(state, ana, ana.goals);
    REQUIRE(report.steps.size() == 2);
    CHECK(report.steps[0].skill == "a");
    CHECK(report.steps[0].readiness == Readiness::ready);
    CHECK(report.steps[0].due == day("2026-09-09"));
    CHECK(report.steps[1].skill == "b");
    CHECK(report.steps[1].after == std::vector{1});
    CHECK(report.steps[1].goal);
    CHECK(report.minutes == 120);
    REQUIRE(report.goals.size() == 1);
    CHECK(report.goals[0].set);
    // 2 and 9 September; the 7th she is away.
    CHECK(report.goals[0].sessions == 2);
    CHECK(report.goals[0].class_minutes == 80);
    REQUIRE(report.goals[0].missing.size() == 1);
    CHECK(report.goals[0].missing[0] ==
          "120 minutes of work are missing, and there are 80 minutes of class until then");
}

TEST_CASE("a goal that needs a skill left out for this student says which") {
    auto facts = two_students();
    facts.adjustments.push_back({.student = 1, .without = {"a"}});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-01"));
    const std::vector<SkillIndex> goal{*state.file.curriculum.find_skill("b")};
    CHECK(classroom::out_of_reach(state, state.students[0], goal) ==
          std::vector<std::string>{"A (a) is left out for this student"});
    CHECK(classroom::out_of_reach(state, state.students[1], goal).empty());
}

TEST_CASE("a goal may be a unit; what the class file no longer has is left out, and nothing at all is said so") {
    auto file = some_class();
    const StudentGoal gone{.student = 1, .target = "flying"};
    const auto state = classroom::class_state(std::move(file), two_students(), day("2026-09-01"));
    const StudentGoal c{.student = 1, .target = "c"};
    const std::vector both{gone, c};
    CHECK(classroom::path_report(state, state.students[0], both).goals.size() == 1);
    CHECK_THROWS_AS(static_cast<void>(classroom::path_report(state, state.students[0], std::span(&gone, 1))),
                    classroom::Error);
    CHECK(classroom::goal_skills(state.file, "flying").empty());
}

TEST_CASE("a goal of one's own comes into the plan, and into nobody else's") {
    // Without the goal A, which is due, fills what can be chosen first; C is worth no more than B later.
    auto facts = two_students();
    facts.goals.push_back({.student = 2, .target = "c"});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-06"));
    const auto plan = classroom::plan_week(state, day("2026-09-07"), {}, classroom::Keep::begun);
    const auto says_goal = [&](std::size_t student) {
        return std::ranges::any_of(plan.plans[student].slots, [](const auto& slot) {
            return slot.skill == "c" && std::ranges::find(slot.reasons, "on the way to a goal") != slot.reasons.end();
        });
    };
    CHECK_FALSE(says_goal(0));
    CHECK(says_goal(1));
}

}  // namespace waymark::test
