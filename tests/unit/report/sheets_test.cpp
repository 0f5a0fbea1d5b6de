#include "waymark/classroom/sheets.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/week_plan.hpp"

namespace waymark::test {
namespace {

classroom::StoredSlot slot(const std::string& skill, const std::string& title, int minutes) {
    classroom::StoredSlot one;
    one.on = day("2026-09-07");
    one.skill = skill;
    one.skill_title = skill;
    one.minutes = minutes;
    one.options = {{"a", {}, {}, title, minutes}};
    return one;
}

/// Of Monday 7 September, Ana's and Ben's plans.
classroom::RunSheet sheet_of(const classroom::ClassState& state, std::vector<classroom::StoredSlot> anas,
                             std::vector<classroom::StoredSlot> bens) {
    classroom::StoredPlan ana, ben;
    ana.student = 1;
    ana.slots = std::move(anas);
    ben.student = 2;
    ben.slots = std::move(bens);
    return classroom::run_sheet(state, {ana, ben}, *state.file.calendar.last_session_by(day("2026-09-07")));
}

}  // namespace

TEST_CASE("a run sheet puts nobody in two places, and does not say who has more time") {
    auto facts = two_students();
    facts.adjustments.push_back({.student = 2, .time_factor = 1.5});
    const auto state = classroom::class_state(some_class(), std::move(facts), day("2026-09-06"));
    const auto sheet =
        sheet_of(state, {slot("a", "Do A", 20), slot("b", "Do B", 20)}, {slot("a", "Do A", 30), slot("c", "Do C", 15)});
    REQUIRE(sheet.stations.size() == 3);
    CHECK(sheet.stations[0].students == std::vector<std::string>{"Ana X", "Ben X"});
    CHECK(sheet.stations[1].starts == 20);
    CHECK(sheet.stations[1].students == std::vector<std::string>{"Ana X"});
    CHECK(sheet.stations[2].starts == 30);
    CHECK(sheet.too_long);  // 45 of 40 minutes
}

TEST_CASE("the same thing for different skills stands together") {
    const auto state = classroom::class_state(some_class(), two_students(), day("2026-09-06"));
    const auto sheet = sheet_of(state, {slot("a", "practise", 15), slot("b", "Do B", 20)}, {slot("b", "practise", 30)});
    REQUIRE(sheet.stations.size() == 3);
    CHECK(sheet.stations[0].title == "practise");
    CHECK(sheet.stations[1].title == "practise");
    CHECK(sheet.stations[1].students == std::vector<std::string>{"Ben X"});
    CHECK_FALSE(sheet.too_long);
}

}  // namespace waymark::test
