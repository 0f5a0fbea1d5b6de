#include "waymark/classroom/sunday.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "some_class.hpp"

namespace waymark::test {
namespace {

/// Sunday, and its Monday before.
const Date kSunday = day("2026-09-13");

classroom::SundayReport sunday(const classroom::Facts& facts, const std::vector<classroom::StoredPlan>& plans = {},
                               const std::string& more = "policy: {mastery: {least_observations: 1}}\n") {
    const auto file = some_class(more);
    return classroom::sunday_report(classroom::class_state(file, facts, kSunday),
                                    classroom::class_state(file, facts, kSunday - std::chrono::days(7)), plans,
                                    kSunday + std::chrono::days(1), {});
}

const classroom::SundayLine* line_of(const classroom::SundayReport& report, const std::string& kind) {
    const auto found = std::ranges::find(report.lines, kind, &classroom::SundayLine::kind);
    return found == report.lines.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a published week with work on a day without class says so until it is planned again") {
    auto facts = two_students();
    facts.session_changes = {{day("2026-09-16"), 0, "fire drill"}};
    classroom::StoredPlan plan{.student = 1, .week = day("2026-09-14"), .published = true, .slots = {}, .requests = {}};
    classroom::StoredSlot slot;
    slot.on = day("2026-09-16");
    plan.slots = {slot};
    const auto report = sunday(facts, {plan});
    const auto* free = line_of(report, "no class");
    REQUIRE(free != nullptr);
    CHECK(free->text == "Wed 16 Sep 2026 has no class (fire drill), and 1 student has work planned on it");
    CHECK(free->command == "waymark assign week 2026-W38 --update");
    plan.slots[0].on = day("2026-09-14");
    CHECK(line_of(sunday(facts, {plan}), "no class") == nullptr);
    plan.slots[0].on = day("2026-09-16");
    plan.published = false;
    CHECK(line_of(sunday(facts, {plan}), "no class") == nullptr);
}

TEST_CASE("good news is of a success that lasted, says it in figures, and comes round to everybody") {
    auto facts = two_students();
    answer(facts, 1, "a", "2026-09-01", 1, 0.2);
    answer(facts, 1, "a", "2026-09-08", 6);
    answer(facts, 2, "c", "2026-09-07", 6);
    const auto report = sunday(facts);
    REQUIRE(report.good_news.size() == 2);
    const auto of = [&](const std::string& slug) {
        return std::ranges::find(report.good_news, slug, &classroom::GoodNews::slug)->text;
    };
    CHECK(of("a-x") == "mastered A: 20% at first, 100% now");
    CHECK(of("b-x") == "mastered C, with all 6 results right");
    // Mastered on the whole, but the newest result is a failure.
    answer(facts, 2, "c", "2026-09-13", 1, 0.5);
    const auto failed = sunday(facts);
    CHECK(std::ranges::find(failed.good_news, "b-x", &classroom::GoodNews::slug) == failed.good_news.end());
}

TEST_CASE("a school's own name of a status is used") {
    auto facts = two_students();
    answer(facts, 2, "c", "2026-09-07", 6);
    const auto report =
        sunday(facts, {}, "policy: {mastery: {least_observations: 1, level_names: {mastered: got it}}}\n");
    REQUIRE(report.good_news.size() == 1);
    CHECK(report.good_news[0].text == "reached \"got it\" in C, with all 6 results right");
}

}  // namespace waymark::test
