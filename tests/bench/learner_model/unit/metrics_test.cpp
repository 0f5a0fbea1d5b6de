#include "metrics.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace waymark::bench;

TEST_CASE("four answers, every figure by hand") {
    const std::vector<Outcome> outcomes{{0.8F, 1}, {0.4F, 1}, {0.6F, 0}, {0.1F, 0}};
    const auto metrics = measure(outcomes);
    CHECK(metrics.answers == 4);
    // Of the four pairs of a right and a wrong answer, only .4 against .6 is the wrong way round.
    CHECK(metrics.auc == doctest::Approx(0.75));
    // -(ln .8 + ln .4 + ln .4 + ln .9) / 4 = (.223144 + .916291 + .916291 + .105361) / 4
    CHECK(metrics.log_loss == doctest::Approx(0.540271).epsilon(1e-5));
    // sqrt((.04 + .36 + .36 + .01) / 4) = sqrt(.1925)
    CHECK(metrics.rmse == doctest::Approx(0.438748).epsilon(1e-5));
    // Bins 12, 6, 9 and 1 hold one each: (.2 + .6 + .6 + .1) / 4
    CHECK(metrics.ece == doctest::Approx(0.375));
}

TEST_CASE("equal probabilities count half in the area under the curve") {
    CHECK(measure(std::vector<Outcome>{{0.5F, 1}, {0.5F, 0}}).auc == doctest::Approx(0.5));
    // Right .5 and .7 against wrong .5: half a pair and a whole one of two.
    CHECK(measure(std::vector<Outcome>{{0.5F, 1}, {0.5F, 0}, {0.7F, 1}}).auc == doctest::Approx(0.75));
    CHECK(measure(std::vector<Outcome>{{0.5F, 1}, {0.7F, 1}}).auc == doctest::Approx(0.5));
}

TEST_CASE("within a bin of the calibration error differences cancel, between bins they do not") {
    // 0.41 and 0.45 share the bin from .4 to .4667: |.41 + .45 - 1| / 2
    CHECK(measure(std::vector<Outcome>{{0.41F, 1}, {0.45F, 0}}).ece == doctest::Approx(0.07));
    CHECK(measure(std::vector<Outcome>{{0.2F, 1}, {0.8F, 0}}).ece == doctest::Approx(0.8));
}

TEST_CASE("a graded score counts as it is in the log-loss") {
    // -(.5 ln .8 + .5 ln .2) = (.223144 + 1.609438) / 2
    CHECK(measure(std::vector<Outcome>{{0.8F, 0.5}}).log_loss == doctest::Approx(0.916291).epsilon(1e-5));
}
