#include "waymark/estimate.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace waymark;

TEST_CASE("before any answer the prediction is that of the published constants") {
    const BeliefFilter filter(1);
    const std::vector<SkillIndex> skill{0};
    // m = .42169 - .42283 (first answer); v = .00212 + .70392 + .65476 + .69968 + .33892 + .00884 = 2.40824;
    // sigma(-.00114 / sqrt(1 + .03937 * 2.40824)) by hand.
    CHECK(filter.predict(0, 0, skill) == doctest::Approx(0.499728).epsilon(1e-5));
}

TEST_CASE("one right answer moves each belief by its variance") {
    BeliefFilter filter(1);
    filter.observe({0, 0, {0}, 1.0});
    // q = .499715, lam = .25, D = 1 + .25 * 2.40824 = 1.60206, e = .500285 / 1.60206 = .312276.
    // Typical item afterwards: base .42169 + .00212 e, student .70392 e, skill .65476 e, pair .33892 e + .00694;
    // no first-answer feature any more, log(2) * (.25654), residuals (1 - rho) * .500272 with their weights.
    const double e = 0.312276;
    const double expected = 0.42169 + (0.00212 + 0.70392 + 0.65476 + 0.33892) * e + 0.00694 + std::log(2.0) * 0.25654 +
                            (1 - 0.2753) * 0.500272 * 0.34039 + (1 - 0.76714) * 0.500272 * 0.4979;
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
    CHECK(good.estimate(0, 0, 0.8).probability > 0.8);
    CHECK(bad.estimate(0, 0, 0.8).probability < 0.2);
    CHECK(good.estimate(0, 0, 0.8).variance < before.variance);
}
