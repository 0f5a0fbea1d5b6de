#include "waymark/classroom/catch_up_report.hpp"

#include <doctest/doctest.h>

#include "some_class.hpp"

namespace waymark::test {
namespace {

/// Monday 14 September: four of ten sessions were had, a was due in the fourth, and nobody did anything.
classroom::ClassState behind(classroom::Facts facts = two_students()) {
    return classroom::class_state(some_class(), std::move(facts), day("2026-09-14"));
}

std::vector<std::string> ids(const std::vector<classroom::CatchUpReport::Work>& all) {
    std::vector<std::string> list;
    for (const auto& one : all) list.push_back(one.skill);
    return list;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("what brings a student back is named, and what can wait") {
    const auto state = behind();
    const auto report = classroom::catch_up_report(state, state.students[0], day("2026-09-16"), std::nullopt);
    // Two sessions of 40 minutes until then. Back on pace is at most one session behind: 60 of a, which was due, and 12
    // of b and c in each of five sessions.
    CHECK(report.minutes == 80);
    CHECK(report.missing_minutes == doctest::Approx(120));
    REQUIRE(report.enough_work);
    CHECK_FALSE(report.restores);
    REQUIRE(report.more_minutes);
    CHECK(*report.more_minutes == 120 - 80);
    REQUIRE(report.later);
    // By the 28th 60 + 8 x 12 are planned, all of it is 180 minutes, and there are five sessions; by the 23rd, four.
    CHECK((*report.later == day("2026-09-28")));
}

TEST_CASE("with minutes of one's own no later day is looked for") {
    const auto state = behind();
    const auto report = classroom::catch_up_report(state, state.students[0], day("2026-09-16"), 200);
    CHECK(report.restores);
    CHECK(ids(report.work) == Ids{"a", "b"});
    CHECK(ids(report.postponed) == Ids{"c"});
    CHECK(report.needed_minutes == 120);
    const auto little = classroom::catch_up_report(state, state.students[0], day("2026-09-16"), 30);
    CHECK_FALSE(little.restores);
    CHECK(little.more_minutes == 90.0);
    CHECK_FALSE(little.later);
}

TEST_CASE("who is on pace needs nothing") {
    auto facts = two_students();
    for (const auto* skill : {"a", "b"}) {
        facts.decisions.push_back({1, skill, Status::mastered, "showed me", day("2026-09-09")});
    }
    const auto state = behind(std::move(facts));
    const auto report = classroom::catch_up_report(state, state.students[0], day("2026-09-16"), std::nullopt);
    CHECK(report.missing_minutes <= 0);
    CHECK(report.work.empty());
}

}  // namespace waymark::test
