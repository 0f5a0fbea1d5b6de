#include "waymark/classroom/pace_report.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "some_class.hpp"

namespace waymark::test {
namespace {

classroom::Facts at_work(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    auto facts = two_students();
    for (const auto* skill : {"a", "b", "c"}) {
        for (classroom::StudentId student = 1; student <= 2; ++student) {
            const auto from = day("2026-08-31") + std::chrono::days(random() % 20);
            for (int times = static_cast<int>(random() % 10); times > 0; --times) {
                classroom::Evidence one;
                one.id = static_cast<classroom::EvidenceId>(facts.evidence.size() + 1);
                one.student = student;
                one.target = skill;
                one.score = random() % 8 == 0 ? 0.0 : 1.0;
                one.maximum = 1.0;
                one.happened_on = from + std::chrono::days(times);
                facts.evidence.push_back(one);
            }
        }
    }
    std::ranges::stable_sort(facts.evidence, {}, &classroom::Evidence::happened_on);
    return facts;
}

}  // namespace

TEST_CASE("no forecast lies before today, and its days are in order") {
    int forecasts = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        CAPTURE(seed);
        const auto today = day("2026-09-12") + std::chrono::days(seed % 20);
        const auto state = classroom::class_state(some_class(), at_work(seed), today);
        for (const auto& student : state.students) {
            const auto report = classroom::student_pace_report(state, student);
            for (const auto& target : report.targets) {
                if (target.reached || !target.known) {
                    CHECK_FALSE(target.earliest);
                    continue;
                }
                ++forecasts;
                if (target.earliest) CHECK(*target.earliest >= today);
                if (target.middle) CHECK(*target.middle >= *target.earliest);
                if (target.latest) CHECK(*target.latest >= *target.middle);
                if (target.chance) CHECK((*target.chance >= 0 && *target.chance <= 1));
                CHECK(target.chance.has_value() == (target.due.value_or(day("2026-09-30")) >= today));
            }
            for (const auto& week : report.weeks) {
                CHECK((week.planned >= 0 && week.planned <= 1 + 1e-9));
                if (week.low) CHECK((*week.low <= *week.middle && *week.middle <= *week.high));
            }
        }
    }
    CHECK(forecasts > 100);
}

TEST_CASE("too little to say is said") {
    auto facts = two_students();
    answer(facts, 1, "a", "2026-08-31", 1);
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-02"));
    const auto report = classroom::pace_report(state);
    for (const auto& line : report.lines) {
        CHECK_FALSE(line.all.known);
        CHECK_FALSE(line.all.chance);
    }
}

TEST_CASE("who needs action comes first, and an extension is shown with what it changes") {
    auto facts = two_students();
    facts.decisions.push_back({1, "a", Status::mastered, "showed me", day("2026-09-02")});
    answer(facts, 1, "b", "2026-09-07", 1);
    answer(facts, 2, "a", "2026-09-09", 1, 0.0);
    const auto today = day("2026-09-14");
    const auto before = classroom::pace_report(classroom::class_state(some_class(), facts, today));
    REQUIRE(before.lines.size() == 2);
    CHECK(before.lines[0].slug == "b-x");
    CHECK(before.lines[0].pace.state == PaceState::behind);
    facts.extensions.push_back({.student = 2, .skill = "a", .due = day("2026-09-28"), .because = {}});
    const auto after = classroom::pace_report(classroom::class_state(some_class(), facts, today));
    const auto effect =
        classroom::pace_effect(before.lines[0], after.lines[0].slug == "b-x" ? after.lines[0] : after.lines[1]);
    CHECK(effect.find("planned by now") != std::string::npos);
    CHECK(classroom::pace_effect(before.lines[1], before.lines[1]) == "no difference");
}

TEST_CASE("a reduced load and skills that are not a student's leave the work of others as it is") {
    auto facts = two_students();
    facts.paces.push_back({.student = 1, .from = day("2026-09-01"), .rate = 0.5, .must_only = false, .because = {}});
    facts.adjustments.push_back({.student = 2, .without = {"c"}});
    const auto state = classroom::class_state(some_class(), facts, day("2026-09-14"));
    CHECK(state.students[0].pace.total_minutes == 180.0);
    CHECK(state.students[1].pace.total_minutes == 120.0);
    const PlannedWork slower(state.file.curriculum, state.file.calendar, state.students[0].terms);
    CHECK(slower.by(day("2026-09-30")) < 180.0);
}

}  // namespace waymark::test
