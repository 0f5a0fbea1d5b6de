#include "waymark/classroom/week_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/projects.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::test {
namespace {

using classroom::Keep;
using classroom::PlanOverride;
using classroom::StoredPlan;

const Date kWeek = day("2026-09-07");

/// "Mon a, Wed a; ": the skills of each day, a student after the other.
std::string shown(const std::vector<StoredPlan>& plans) {
    std::string text;
    for (const auto& plan : plans) {
        for (const auto& slot : plan.slots) {
            text += (slot.on ? text::weekday_name(*slot.on) : "home") + " " + slot.skill + ", ";
        }
        text += "; ";
    }
    return text;
}

classroom::ClassState state_of(classroom::Facts facts, const std::string& today = "2026-09-06",
                               const std::string& more = "") {
    return classroom::class_state(some_class(more), std::move(facts), day(today));
}

PlanOverride pin(classroom::StudentId student, const std::string& on, const std::string& skill,
                 const std::string& activity) {
    return {.student = student,
            .week = kWeek,
            .kind = PlanOverride::Kind::pin,
            .on = day(on),
            .purpose = "learn",
            .skill = skill,
            .options = {{activity, {}, 20}},
            .because = "the teacher says so"};
}

}  // namespace

TEST_CASE("a week that was published and is still right stays as it is") {
    const auto state = state_of(two_students());
    const auto first = classroom::plan_week(state, kWeek, {}, Keep::begun);
    REQUIRE(first.fresh.size() == 2);
    CHECK(first.changes.empty());
    const auto again = classroom::plan_week(state, kWeek, first.plans, Keep::valid);
    CHECK(again.fresh.empty());
    CHECK(again.changes.empty());
    CHECK(shown(again.plans) == shown(first.plans));
    // A draft is made anew, and comes out the same from the same facts.
    CHECK(classroom::plan_week(state, kWeek, first.plans, Keep::begun).fresh.empty());
}

TEST_CASE("a skill that was mastered since leaves the plan, what was done stays") {
    auto facts = two_students();
    auto plans = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun).plans;
    auto& monday = plans[0].slots[0];
    REQUIRE(monday.skill == "a");
    monday.done = true;
    monday.done_on = day("2026-09-07");
    facts.decisions.push_back({1, "a", Status::mastered, "showed me", day("2026-09-07")});
    const auto now = classroom::plan_week(state_of(facts, "2026-09-08"), kWeek, plans, Keep::valid);
    REQUIRE(now.fresh.size() == 1);
    CHECK(now.plans[now.fresh[0]].student == 1);
    CHECK(now.plans[now.fresh[0]].revision == 2);
    CHECK(now.plans[now.fresh[0]].slots[0].skill == "a");
    CHECK(now.plans[now.fresh[0]].slots[0].done == true);
    for (const auto& slot : now.plans[now.fresh[0]].slots) {
        if (slot.on == day("2026-09-09")) CHECK(slot.skill != "a");
    }
    CHECK_FALSE(now.changes.empty());
    CHECK(now.changes[0].name == "Ana X");
}

TEST_CASE("pins and drops hold whenever the week is planned") {
    auto facts = two_students();
    facts.overrides.push_back(pin(1, "2026-09-07", "b", "do-b"));
    facts.overrides.push_back({.student = 2, .week = kWeek, .kind = PlanOverride::Kind::drop, .skill = "a"});
    const auto state = state_of(facts);
    const auto plan = classroom::plan_week(state, kWeek, {}, Keep::begun);
    // Skill b waits for a, and the teacher wants it all the same.
    CHECK(plan.plans[0].slots[0].skill == "b");
    CHECK(plan.plans[0].slots[0].reasons == std::vector<std::string>{"the teacher: the teacher says so"});
    for (const auto& slot : plan.plans[1].slots) CHECK(slot.skill != "a");
    CHECK(classroom::plan_week(state, kWeek, plan.plans, Keep::begun).fresh.empty());
    CHECK(classroom::plan_week(state, kWeek, plan.plans, Keep::valid).fresh.empty());
}

TEST_CASE("what an override names and the class file no longer has is passed over") {
    auto facts = two_students();
    facts.overrides.push_back(pin(1, "2026-09-07", "b", "gone"));
    facts.overrides.push_back(pin(1, "2026-09-07", "gone", "do-b"));
    facts.overrides.push_back(pin(1, "2026-09-08", "b", "do-b"));
    const auto plain = classroom::plan_week(state_of(two_students()), kWeek, {}, Keep::begun);
    CHECK(shown(classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun).plans) == shown(plain.plans));
}

TEST_CASE("only the named students are planned again") {
    auto facts = two_students();
    const auto first = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun);
    facts.overrides.push_back(pin(1, "2026-09-07", "c", "do-c"));
    facts.overrides.push_back(pin(2, "2026-09-07", "c", "do-c"));
    const auto now = classroom::plan_week(state_of(facts), kWeek, first.plans, Keep::valid, {1});
    REQUIRE(now.fresh.size() == 1);
    CHECK(now.plans[now.fresh[0]].student == 1);
    CHECK(shown({now.plans[1]}) == shown({first.plans[1]}));
}

TEST_CASE("members of a project work on it in its sessions, together") {
    auto facts = two_students();
    facts.projects.push_back({.id = 1,
                              .name = "poster",
                              .activity = "do-b",
                              .starts_on = day("2026-09-09"),
                              .members = {1, 2},
                              .milestones = {{"draft", day("2026-09-09")}}});
    const auto plan = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun);
    for (const auto& one : plan.plans) {
        const auto project = std::ranges::find(one.slots, "b", &classroom::StoredSlot::skill);
        REQUIRE(project != one.slots.end());
        CHECK(project->on == day("2026-09-09"));
        CHECK(project->reasons[1] == "draft by 9 Sep");
    }
    CHECK(std::ranges::find(plan.plans[0].slots, "b", &classroom::StoredSlot::skill)->reasons[0] ==
          "project poster with Ben X");
    // Two sessions from the 9th: the 9th and the 14th.
    const auto next = classroom::plan_week(state_of(facts), day("2026-09-14"), {}, Keep::begun);
    const auto& slots = next.plans[0].slots;
    CHECK(std::ranges::count(slots, "b", &classroom::StoredSlot::skill) == 1);
    CHECK(std::ranges::find(slots, "b", &classroom::StoredSlot::skill)->on == day("2026-09-14"));
}

TEST_CASE("a project lasts for the sessions of its activity, and until its last milestone") {
    const auto file = some_class();
    classroom::Project project{.id = 1,
                               .name = "poster",
                               .activity = "do-b",
                               .starts_on = day("2026-09-09"),
                               .members = {1, 2},
                               .milestones = {{"draft", day("2026-09-09")}}};
    // do-b takes two sessions; an early milestone does not shorten it, a late one goes on until its day.
    const auto until = [&] {
        const auto sessions = classroom::project_sessions(file.curriculum, file.calendar, project);
        return std::pair(sessions.size(), sessions.back().date);
    };
    CHECK(until() == std::pair(std::size_t{2}, day("2026-09-14")));
    project.milestones.push_back({"shown", day("2026-09-22")});
    CHECK(until() == std::pair(std::size_t{4}, day("2026-09-21")));
    project.activity = "gone";
    CHECK(classroom::project_sessions(file.curriculum, file.calendar, project).empty());
}

TEST_CASE("who is absent or needs more time gets a plan that fits") {
    auto facts = two_students();
    facts.absences.push_back({.student = 1, .on = day("2026-09-07")});
    facts.adjustments.push_back({.student = 2, .time_factor = 1.5});
    const auto plan = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun);
    for (const auto& slot : plan.plans[0].slots) CHECK(slot.on != day("2026-09-07"));
    REQUIRE_FALSE(plan.plans[1].slots.empty());
    CHECK(plan.plans[1].slots[0].options[0].activity == "do-a");
    CHECK(plan.plans[1].slots[0].options[0].minutes == 30);
}

TEST_CASE("what was done stays where its session fell out afterwards") {
    auto facts = two_students();
    auto plans = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun).plans;
    auto& wednesday = *std::ranges::find(plans[0].slots, std::optional(day("2026-09-09")), &classroom::StoredSlot::on);
    wednesday.done = true;
    wednesday.done_on = day("2026-09-09");
    facts.session_changes.push_back({day("2026-09-09"), 0, "snow"});
    const auto now = classroom::plan_week(state_of(facts, "2026-09-10"), kWeek, plans, Keep::valid);
    const auto count = [&](const StoredPlan& plan) {
        return std::ranges::count(plan.slots, std::optional(day("2026-09-09")), &classroom::StoredSlot::on);
    };
    CHECK(count(now.plans[0]) == 1);
    CHECK(count(now.plans[1]) == 0);
}

TEST_CASE("who has no device at home gets nothing on a screen to take home") {
    const std::string screen =
        "  - {id: watch-a, title: Watch A, teaches: [a], minutes: 20, tool: laptop, place: home}\n"
        "  - {id: watch-c, title: Watch C, teaches: [c], minutes: 20, tool: laptop, place: home}\n"
        "policy: {week: {home_minutes: 40}}\n";
    auto facts = two_students();
    facts.adjustments.push_back({.student = 2, .device_at_home = false});
    const auto plan = classroom::plan_week(state_of(facts, "2026-09-06", screen), kWeek, {}, Keep::begun);
    const auto watches_at_home = [&](const StoredPlan& one) {
        return std::ranges::any_of(one.slots, [](const auto& slot) {
            return !slot.on && std::ranges::any_of(slot.options, [](const auto& option) {
                return option.activity.starts_with("watch");
            });
        });
    };
    CHECK(watches_at_home(plan.plans[0]));
    CHECK_FALSE(watches_at_home(plan.plans[1]));
}

TEST_CASE("a week without a session cannot be planned") {
    CHECK_THROWS_AS((void)classroom::plan_week(state_of(two_students()), day("2026-12-07"), {}, Keep::begun),
                    classroom::Error);
}

}  // namespace waymark::test
