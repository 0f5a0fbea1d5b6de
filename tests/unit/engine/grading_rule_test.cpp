#include "waymark/grading_rule.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace waymark;

namespace {

const std::vector<double> kOneToFive{1, 2, 3, 4, 5};

std::optional<double> grade(GradingMethod method, const std::vector<double>& scores, int times = 3) {
    return grade_by({.method = method, .mastery = 3, .times = times}, scores);
}

}  // namespace

TEST_CASE("the vectors of Canvas's roll-up come out to the digit") {
    CHECK(grade(GradingMethod::weighted_average, kOneToFive) == doctest::Approx(4.125).epsilon(1e-12));
    // 1; 1.65; 2.5275; 3.484625; 4.46961875, shown as 4.47
    CHECK(grade(GradingMethod::decaying_average, kOneToFive) == doctest::Approx(4.46961875).epsilon(1e-12));
    CHECK(grade(GradingMethod::n_times, kOneToFive, 3) == 4.0);
    CHECK_FALSE(grade(GradingMethod::n_times, kOneToFive, 4).has_value());
    CHECK(grade(GradingMethod::highest, kOneToFive) == 5.0);
    CHECK(grade(GradingMethod::latest, kOneToFive) == 5.0);
    CHECK(grade(GradingMethod::mean, kOneToFive) == 3.0);
}

TEST_CASE("the order of the scores counts where it should") {
    const std::vector<double> falling{5, 4, 3, 2, 1};
    CHECK(grade(GradingMethod::highest, falling) == 5.0);
    CHECK(grade(GradingMethod::latest, falling) == 1.0);
    // .65 * 1 + .35 * 3.5
    CHECK(grade(GradingMethod::weighted_average, falling) == doctest::Approx(1.875));
    CHECK(grade(GradingMethod::decaying_average, {4}) == 4.0);
    CHECK(grade(GradingMethod::weighted_average, {4}) == 4.0);
}

TEST_CASE("the power law") {
    // Exact laws are found again: 2 * trial^.5 at the fourth trial is 4; a constant is itself.
    CHECK(grade(GradingMethod::power_law, {2, 2 * std::sqrt(2.0), 2 * std::sqrt(3.0), 4}) == doctest::Approx(4));
    CHECK(grade(GradingMethod::power_law, {3, 3, 3}) == doctest::Approx(3));
    CHECK_FALSE(grade(GradingMethod::power_law, {3, 3}).has_value());
    // 1, 2, 3: y = ln 1, ln 2, ln 3 on x the same: the law is trial^1.
    CHECK(grade(GradingMethod::power_law, {1, 2, 3}) == doctest::Approx(3));
    CHECK(*grade(GradingMethod::power_law, {0, 0, 0}) == doctest::Approx(0.03));
}

TEST_CASE("knowledge tracing") {
    const GradingRule rule{.method = GradingMethod::knowledge_tracing, .mastery = 0.5};
    // Right: .4 * .9 / (.36 + .12) = .75, learns: .75 + .25 * .1
    CHECK(grade_by(rule, std::vector<double>{1}) == doctest::Approx(0.775));
    // Then wrong: .775 * .1 / (.0775 + .18) = .300971, learns: .370874
    CHECK(grade_by(rule, std::vector<double>{1, 0}) == doctest::Approx(0.370874).epsilon(1e-5));
    CHECK(decide_by(rule, std::vector<double>{1, 1, 1}, 1).status == Status::mastered);
    CHECK(decide_by(rule, std::vector<double>{1, 0}, 1).status == Status::not_yet);
}

TEST_CASE("the formula is printed with its constants") {
    CHECK(formula_of({.method = GradingMethod::weighted_average}) ==
          "65 % newest score + 35 % mean of the earlier ones");
    CHECK(formula_of({.method = GradingMethod::decaying_average, .newest_share = 0.7}) ==
          "score by score: 70 % the score + 30 % the value before it");
    CHECK(formula_of({.method = GradingMethod::n_times, .mastery = 3, .times = 5}) ==
          "mean of the scores of 3 or more, once there are 5");
    CHECK(formula_of({.method = GradingMethod::knowledge_tracing}) ==
          "probability that it is known: at first 40 %, learned after each score 10 %, slips 10 %, guesses 20 %, right "
          "from 0.8");
}

TEST_CASE("a rule decides once there is enough, and a teacher's word wins") {
    const GradingRule mean{.method = GradingMethod::mean};
    const std::vector<double> scores{0.8, 0.8, 0.8};
    CHECK(decide_by(mean, {}, 0).cause == StatusCause::nothing_observed);
    CHECK(decide_by(mean, std::vector<double>{1, 1}, 3).status == Status::not_sure);
    CHECK(decide_by(mean, scores, 3).status == Status::mastered);
    CHECK(decide_by(mean, scores, 3).cause == StatusCause::rule_met);
    CHECK(decide_by(mean, std::vector<double>{0.8, 0.7, 0.8}, 3).status == Status::not_yet);
    CHECK(decide_by(mean, scores, 3, Status::not_yet).cause == StatusCause::teacher_decided);
    CHECK(decide_by({.method = GradingMethod::n_times}, std::vector<double>{1, 1, 0, 0}, 3).status == Status::not_yet);
    CHECK(decide_by({.method = GradingMethod::power_law}, std::vector<double>{1, 1}, 1).status == Status::not_sure);
}

TEST_CASE("constants and scores that mean nothing are refused") {
    const std::vector<double> scores{1};
    CHECK_THROWS_AS(static_cast<void>(grade_by({.mastery = 0}, scores)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(grade_by({.newest_share = 1}, scores)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(grade_by({.times = 0}, scores)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(grade_by({.slips = 0}, scores)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(grade_by({}, std::vector<double>{std::numeric_limits<double>::quiet_NaN()})),
                    std::invalid_argument);
}
