#include "waymark/retention.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

using namespace waymark;

namespace {

const Date kStart{std::chrono::year(2026) / 9 / 1};

Date day(int number) {
    return kStart + std::chrono::days(number);
}

Memory after(const std::vector<std::pair<RecallGrade, int>>& practice) {
    std::optional<Memory> memory;
    int today = 0;
    for (const auto& [grade, gap] : practice) {
        today += gap;
        memory = practise(memory, grade, day(today));
    }
    return *memory;
}

constexpr auto kAgain = RecallGrade::again, kHard = RecallGrade::hard, kGood = RecallGrade::good,
               kEasy = RecallGrade::easy;

}  // namespace

TEST_CASE("the sequence published with FSRS-6 comes out to the digit") {
    // The test of FSRS-6's own libraries: again, good on the same day, then good after 1, 3, 8 and 21 days.
    const auto memory = after({{kAgain, 0}, {kGood, 0}, {kGood, 1}, {kGood, 3}, {kGood, 8}, {kGood, 21}});
    CHECK(memory.stability == doctest::Approx(53.6269).epsilon(1e-6));
    CHECK(memory.difficulty == doctest::Approx(6.35749).epsilon(1e-6));
}

TEST_CASE("a first practice starts from the published values") {
    // S0 = w[G - 1]; D0 = 6.4133 - e^(.8334 (G - 1)) + 1: 6.4133, 5.1122, 2.1181, and for easy below 1.
    CHECK(after({{kAgain, 0}}).stability == 0.212);
    CHECK(after({{kAgain, 0}}).difficulty == doctest::Approx(6.4133));
    CHECK(after({{kHard, 0}}).difficulty == doctest::Approx(5.11217).epsilon(1e-5));
    CHECK(after({{kGood, 0}}).stability == 2.3065);
    CHECK(after({{kGood, 0}}).difficulty == doctest::Approx(2.11810).epsilon(1e-5));
    CHECK(after({{kEasy, 0}}).difficulty == 1.0);
}

TEST_CASE("recall has fallen to nine tenths after as many days as the stability says") {
    for (const double stability : {0.5, 2.3065, 53.6269, 900.0}) {
        CHECK(recall_after(stability, 0) == 1.0);
        CHECK(recall_after(stability, stability) == doctest::Approx(0.9));
        CHECK(days_until(stability, 0.9) == doctest::Approx(stability));
        CHECK(recall_after(stability, days_until(stability, 0.8)) == doctest::Approx(0.8));
    }
    CHECK_THROWS_AS(static_cast<void>(days_until(5, 1.0)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(days_until(5, 0.0)), std::invalid_argument);
}

TEST_CASE("the same day: good does not lower, again does") {
    // k = e^(.5425 (0 + .0912)) * 2.3065^-.0658 = 1.050722 * .946467 = .99447, held at 1.
    CHECK(after({{kGood, 0}, {kGood, 0}}).stability == doctest::Approx(2.3065));
    // k = e^(.5425 (-2 + .0912)) * .946467 = .355005 * .946467 = .336000
    CHECK(after({{kGood, 0}, {kAgain, 0}}).stability == doctest::Approx(2.3065 * 0.336).epsilon(1e-3));
}

TEST_CASE("practice of a part moves part of the way") {
    const auto before = after({{kGood, 0}});
    const auto full = *practise(before, kGood, day(4));
    const auto half = *practise(before, kGood, day(4), 0.5);
    CHECK(half.stability == doctest::Approx(std::sqrt(before.stability * full.stability)));
    CHECK(recall(half, day(4)) == doctest::Approx((recall(before, day(4)) + 1) / 2));
    CHECK(practise(before, kGood, day(4), 0.0)->stability == before.stability);
    CHECK(recall(*practise(before, kGood, day(4), 0.0), day(9)) == recall(before, day(9)));
    CHECK_FALSE(practise(std::nullopt, kGood, day(0), 0.5).has_value());
    CHECK_THROWS_AS(static_cast<void>(practise(before, kGood, day(4), 1.5)), std::invalid_argument);
}

TEST_CASE("success counts for what a skill encompasses, failure against what encompasses it") {
    const std::vector<Encompassing> encompassings{{1, 0, 0.5}, {2, 1, 0.25}};
    const std::optional<Memory> known = after({{kGood, 0}});
    std::vector<std::optional<Memory>> memories{known, known, known};
    practise(memories, 1, kGood, day(3), encompassings);
    CHECK(memories[0]->stability == practise(known, kGood, day(3), 0.5)->stability);
    CHECK(memories[1]->stability == practise(known, kGood, day(3))->stability);
    CHECK(memories[2]->stability == known->stability);
    memories = {known, known, known};
    practise(memories, 1, kAgain, day(3), encompassings);
    CHECK(memories[0]->stability == known->stability);
    CHECK(memories[2]->stability == practise(known, kAgain, day(3), 0.25)->stability);
    CHECK(memories[2]->stability < known->stability);
}

TEST_CASE("a review falls due before recall is below the target") {
    const auto memory = after({{kAgain, 0}, {kGood, 1}, {kGood, 3}, {kGood, 8}, {kGood, 21}});
    const auto due = review_day(memory, 0.9);
    CHECK(due.cause == ReviewCause::recall_falls);
    CHECK((due.due - memory.practised).count() == 53);
    CHECK(recall(memory, due.due) >= 0.9);
    CHECK(recall(memory, due.due + std::chrono::days(1)) < 0.9);
    CHECK((review_day(after({{kAgain, 0}}), 0.9).due - kStart).count() == 1);
}

TEST_CASE("a test ahead moves a review to a fifth of the delay that follows it") {
    const auto memory = after({{kEasy, 0}});  // stable for 8.3 days
    // 24 days to the test: 4 before the review, 20 after it.
    const auto moved = review_day(memory, 0.9, day(24));
    CHECK(moved.cause == ReviewCause::test_ahead);
    CHECK((moved.due - kStart).count() == 4);
    // A year off: 17 days would do, but recall falls sooner.
    CHECK(review_day(memory, 0.9, day(383)).cause == ReviewCause::recall_falls);
    // Recall holds until the test.
    CHECK(review_day(memory, 0.9, day(7)).due == day(8));
    // At the latest on the eve.
    CHECK(review_day(after({{kAgain, 0}}), 0.9, day(2)).due == day(1));
}

TEST_CASE("after a holiday reviews come by priority within the minutes") {
    std::vector<ReviewCandidate> candidates;
    for (SkillIndex skill = 0; skill < 12; ++skill) {
        candidates.push_back({.skill = skill,
                              .memory = after({{skill % 2 == 0 ? kGood : kHard, 0}}),
                              .priority = skill < 4 ? Priority::should : Priority::must,
                              .minutes = 5});
    }
    candidates[7].test = day(40);
    candidates[11].memory.stability = 400;  // not due
    const auto chosen = reviews_due(candidates, day(30), 0.9, 32);
    REQUIRE(chosen.size() == 6);
    CHECK(chosen[0].skill == 7);
    for (const auto& one : chosen) CHECK(candidates[one.skill].priority == Priority::must);
    for (std::size_t at = 2; at < chosen.size(); ++at) CHECK(chosen[at - 1].saved >= chosen[at].saved);
    CHECK(reviews_due(candidates, day(30), 0.9, 1000).size() == 11);
    CHECK(reviews_due(candidates, day(30), 0.9, 4).empty());
}

TEST_CASE("a share of the maximum is a grade") {
    CHECK(recall_grade(0.79, 0.8) == kAgain);
    CHECK(recall_grade(0.8, 0.8) == kHard);
    CHECK(recall_grade(0.95, 0.8) == kGood);
    CHECK(recall_grade(1.0, 0.8) == kGood);
}

TEST_CASE("the teacher's word is a good practice, and no weaker than a first one") {
    const auto first = confirm(std::nullopt, day(3));
    CHECK(first.stability == 2.3065);
    CHECK(first.practised == day(3));
    const auto failed = after({{kAgain, 0}, {kAgain, 4}});
    REQUIRE(failed.stability < 1);
    CHECK(confirm(failed, day(6)).stability == 2.3065);
    const auto known = after({{kGood, 0}, {kGood, 3}, {kGood, 10}});
    const auto confirmed = confirm(known, day(30));
    CHECK(confirmed.stability == practise(known, kGood, day(30))->stability);
    CHECK(confirmed.stability > known.stability);
}
