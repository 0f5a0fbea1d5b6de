#include "waymark/estimate.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace waymark;

namespace {

double log_odds(double probability) {
    return std::log(probability / (1 - probability));
}

double sigma(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

}  // namespace

TEST_CASE("before any answer the prediction is that of the settings") {
    const BeliefFilter filter(1);
    const std::vector<SkillIndex> skill{0};
    // The sum is .014: able .503500; slips sigma(-3.04) = .045653: .954347 * .5035.
    CHECK(filter.predict(0, 0, skill) == doctest::Approx(0.480514).epsilon(1e-5));
}

TEST_CASE("one right answer moves each belief by its variance") {
    BeliefFilter filter(1);
    filter.observe({0, 0, {0}, 1.0});
    // By hand: expected .480515, gain .480515 * .4965 = .238576, spread .249620, curvature .228020.
    // Slip's share -.045651 / .4965 = -.091946; v = .34 + .9 + .53 + .65 + .54 + .091946^2 * .2 = 2.961691;
    // damping 1.675325; e = .519485 * .238576 / .249620 / 1.675325.
    const double e = 0.296361;
    // Afterwards: base .34 e, student .9 e, skill .53 e, pair .54 e; one earlier answer; what lies above expectation,
    // .519485, counts 1 - .85 and 1 - .81; last right; same skills; position.
    const double sum = 0.014 + (0.34 + 0.90 + 0.53 + 0.54) * e + std::log(2.0) * (0.274 - 0.20) +
                       0.15 * 0.519485 * 1.157 + 0.19 * 0.519485 * 0.064 + 0.031 + 0.469;
    // The slip: -3.04 - .091946 * .2 e. The last step, from log-odds -.077979 of .480515: error .510258.
    const double able = (1 - sigma(-3.045450)) * sigma(sum);
    const double expected = 0.072 * 0.510258 + (1 - 0.072 * 0.077979 * 0.510258) * log_odds(able);
    CHECK(filter.estimate(0, 0, 0.8).mean == doctest::Approx(expected).epsilon(1e-4));
    CHECK(filter.estimate(0, 0, 0.8).observations == 1);
}

TEST_CASE("a later answer does not move an earlier prediction") {
    const std::vector<Observation> start{{0, 0, {0}, 1.0}, {1, 0, {0}, 0.0}, {0, 1, {0, 1}, 0.5}};
    BeliefFilter a(2), b(2);
    std::vector<double> first, second;
    for (const auto& one : start) first.push_back(a.observe(one));
    a.observe({0, 2, {1}, 1.0});
    for (const auto& one : start) second.push_back(b.observe(one));
    b.observe({0, 2, {1}, 0.0});
    CHECK(first == second);
}

TEST_CASE("predicting is what observing predicts") {
    BeliefFilter filter(3);
    for (std::size_t at = 0; at < 40; ++at) {
        const std::vector<SkillIndex> skills =
            at % 3 == 0 ? std::vector<SkillIndex>{0, 2} : std::vector<SkillIndex>{at % 2};
        const double predicted = filter.predict(at % 4, at % 7, skills);
        CHECK(filter.observe({at % 4, at % 7, skills, at % 5 < 3 ? 1.0 : 0.0}) == predicted);
    }
}

TEST_CASE("group work moves beliefs less, and what is told of nobody's work is refused") {
    BeliefFilter own(1), group(1);
    own.observe({0, 0, {0}, 1.0});
    group.observe({0, 0, {0}, 1.0, 0.5});
    CHECK(group.estimate(0, 0, 0.8).mean < own.estimate(0, 0, 0.8).mean);
    CHECK(group.estimate(0, 0, 0.8).mean > BeliefFilter(1).estimate(0, 0, 0.8).mean);
    CHECK_THROWS_AS(own.observe({0, 0, {0}, 1.0, 0.0}), std::invalid_argument);
    CHECK_THROWS_AS(own.observe({0, 0, {}, 1.0}), std::invalid_argument);
}

TEST_CASE("what a class taught is carried over, without its students") {
    BeliefFilter taught(2);
    for (std::size_t student = 0; student < 20; ++student) {
        taught.observe({student, 0, {0}, 1.0});
        taught.observe({student, 1, {0, 1}, 0.0});
    }
    const auto knowledge = taught.course_knowledge();
    CHECK(knowledge.items.size() == 2);
    CHECK(knowledge.combinations.size() == 1);
    const BeliefFilter cold(2), carried(knowledge);
    const std::vector<SkillIndex> easy{0}, hard{0, 1};
    CHECK(carried.predict(0, 0, easy) > cold.predict(0, 0, easy) + 0.2);
    CHECK(carried.predict(0, 1, hard) < cold.predict(0, 1, hard) - 0.2);
    // A student's number means nothing in the next class.
    CHECK(carried.predict(0, 0, easy) == carried.predict(99, 0, easy));
}

TEST_CASE("merging counts the common prior once and does not mind the order") {
    CourseKnowledge one, two;
    // Prior 0 with .6; beliefs 1 with .3 and .5 with .2: precisions 3.3333 + 5 - 1.6667, sums 3.3333 + 2.5.
    one.items = {{7, {1.0, 0.3}}};
    two.items = {{3, {0.2, 0.5}}, {7, {0.5, 0.2}}};
    FilterSettings settings;
    settings.item_variance = 0.6;
    for (auto* each : {&one, &two}) {
        each->base = settings.base;
        each->slip = settings.slip;
        for (std::size_t at = 0; at < kCircumstances; ++at) {
            each->weights[at] = {settings.weight_means[at], settings.weight_variance};
        }
    }
    const auto merged = merge(std::vector{one, two}, settings);
    REQUIRE(merged.items.size() == 2);
    CHECK(merged.items[0].first == 3);
    CHECK(merged.items[0].second.mean == doctest::Approx(0.2));
    CHECK(merged.items[1].second.mean == doctest::Approx(0.875));
    CHECK(merged.items[1].second.variance == doctest::Approx(0.15));
    CHECK(merged.base.mean == doctest::Approx(settings.base.mean));
    const auto turned = merge(std::vector{two, one}, settings);
    CHECK(turned.items[1].second.mean == doctest::Approx(merged.items[1].second.mean).epsilon(1e-12));
}

TEST_CASE("a score outside 0 to 1 is refused") {
    BeliefFilter filter(1);
    CHECK_THROWS(filter.observe({0, 0, {0}, 1.5}));
    CHECK_THROWS(filter.observe({0, 0, {0}, std::nan("")}));
    CHECK_THROWS(static_cast<void>(filter.predict(0, 0, std::vector<SkillIndex>{3})));
}

TEST_CASE("success raises, failure lowers, and each narrows") {
    BeliefFilter good(1), bad(1);
    const auto before = good.estimate(0, 0, 0.8);
    for (std::size_t item = 0; item < 6; ++item) {
        good.observe({0, item, {0}, 1.0});
        bad.observe({0, item, {0}, 0.0});
    }
    CHECK(good.estimate(0, 0, 0.8).probability > before.probability + 0.5);
    CHECK(bad.estimate(0, 0, 0.8).probability < 0.2);
    CHECK(good.estimate(0, 0, 0.8).variance < before.variance);
}
