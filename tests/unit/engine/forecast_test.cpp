#include "waymark/forecast.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "beta.hpp"

using namespace waymark;

namespace {

/// `minutes` in every session for so many sessions, of 2,000 in all.
Progress even(double minutes, std::size_t sessions) {
    return {.minutes = std::vector<double>(sessions, minutes), .total_minutes = 2000.0};
}

/// Nothing in four sessions, twice as much in the four after them.
Progress in_bursts(double minutes, std::size_t sessions) {
    auto progress = even(minutes, sessions);
    for (std::size_t at = 0; at < sessions; ++at) progress.minutes[at] = at / 4 % 2 == 0 ? 0.0 : 2.0 * minutes;
    return progress;
}

/// What was done in five sessions is recorded in every fifth of them; more and less in turn.
Progress at_tests(double minutes, std::size_t sessions) {
    auto progress = even(0.0, sessions);
    for (std::size_t at = 4; at < sessions; at += 5) progress.minutes[at] = (at % 2 == 0 ? 3.0 : 7.0) * minutes;
    return progress;
}

/// So, by eight students who do more and less.
std::vector<Progress> a_class_with_tests(std::size_t sessions) {
    std::vector<Progress> progress;
    for (int one = 0; one < 8; ++one) progress.push_back(at_tests(12.0 + 2.0 * one, sessions));
    return progress;
}

std::vector<Progress> a_class() {
    return {even(10, 24), even(20, 24), even(30, 24), in_bursts(20, 24), even(25, 24), even(15, 24)};
}

}  // namespace

TEST_CASE("the incomplete beta function is that of the tables") {
    CHECK(regularised_beta(0.3, 1, 1) == doctest::Approx(0.3).epsilon(1e-12));
    CHECK(regularised_beta(0.5, 2, 3) == doctest::Approx(0.6875).epsilon(1e-12));
    CHECK(regularised_beta(0.7, 4, 1) == doctest::Approx(0.2401).epsilon(1e-12));
    CHECK(regularised_beta(0.9, 0.5, 0.5) ==
          doctest::Approx(2 / std::numbers::pi * std::asin(std::sqrt(0.9))).epsilon(1e-12));
    // The chance of at least 5 successes in 14 with 0.2: 1 - 0.0440 - 0.1539 - 0.2501 - 0.2501 - 0.1720.
    CHECK(regularised_beta(0.2, 5, 10) == doctest::Approx(0.12984).epsilon(1e-4));
    for (const double x : {0.001, 0.1, 0.5, 0.77}) {
        CHECK(regularised_beta(x, 37, 210) + regularised_beta(1 - x, 210, 37) == doctest::Approx(1.0));
    }
}

TEST_CASE("a forecast is a distribution over sessions to come") {
    const auto progress = a_class();
    const ProgressModel model(progress);
    for (std::size_t at = 0; at < progress.size(); ++at) {
        const auto needed = model.sessions_for(at, 400);
        CHECK(needed.within(0) == 0.0);
        for (const double left : {5.0, 50.0, 400.0, 1500.0}) {
            const auto of_these = model.sessions_for(at, left);
            for (int sessions = 1; sessions < 400; ++sessions) {
                CHECK(of_these.within(sessions) >= of_these.within(sessions - 1));
            }
        }
        CHECK(needed.quantile(0.1) >= 1);
        CHECK(needed.quantile(0.1) <= needed.quantile(0.5));
        CHECK(needed.quantile(0.5) <= needed.quantile(0.9));
        CHECK(needed.within(needed.quantile(0.5)) == doctest::Approx(0.5).epsilon(0.2));
        CHECK(model.sessions_for(at, 800).quantile(0.5) > needed.quantile(0.5));
    }
}

TEST_CASE("who did more in a session needs fewer") {
    const auto progress = a_class();
    const ProgressModel model(progress);
    CHECK(model.sessions_for(2, 400).quantile(0.5) < model.sessions_for(1, 400).quantile(0.5));
    CHECK(model.sessions_for(1, 400).quantile(0.5) < model.sessions_for(0, 400).quantile(0.5));
    // 400 minutes at 20 a session are 20 sessions, if the work becomes no harder.
    CHECK(model.sessions_for(1, 400).quantile(0.1) <= 20);
    CHECK(model.sessions_for(1, 400).quantile(0.9) >= 20);
}

TEST_CASE("who works in bursts gets a wider interval than who works evenly") {
    const auto progress = a_class();
    const ProgressModel model(progress);
    const auto width = [&](std::size_t at) {
        const auto needed = model.sessions_for(at, 400);
        return needed.quantile(0.9) - needed.quantile(0.1);
    };
    CHECK(width(3) > 2 * width(1));
}

TEST_CASE("bursts do not make it likely that much is done in no time") {
    // Standstill for four weeks, then 260 minutes twice and less after that; the others 35 a session.
    std::vector<Progress> progress;
    for (int one = 0; one < 8; ++one) {
        progress.push_back({.minutes = std::vector<double>(27, 33.0 + one / 2.0), .total_minutes = 3100.0});
    }
    Progress bursts{.minutes = std::vector<double>(27, 0.0), .total_minutes = 3100.0};
    for (const auto& [session, minutes] :
         {std::pair{2, 79.0}, {14, 261.0}, {17, 259.0}, {20, 91.0}, {23, 49.0}, {26, 130.0}}) {
        bursts.minutes[static_cast<std::size_t>(session)] = minutes;
    }
    progress.push_back(bursts);
    const auto needed = ProgressModel(progress).sessions_for(8, 330);
    // Three sessions in a row brought as much in two of 25 places.
    CHECK(needed.within(3) < 0.35);
    CHECK(needed.within(3) > 0.02);
    CHECK(needed.within(12) > 0.4);
}

TEST_CASE("one record that begins too early does not move everybody's forecast") {
    // Good and bad weeks of the class, and of each student, at a speed that grows a little.
    std::vector<Progress> progress;
    for (int one = 0; one < 12; ++one) {
        auto student = even(16.0 + one, 36);
        for (int at = 0; at < 36; ++at) {
            const double week = 1.0 + 0.5 * (at / 4 % 3 - 1), own = 1.0 + 0.3 * ((at + one) % 3 - 1);
            student.minutes[static_cast<std::size_t>(at)] *= week * own * (0.75 + at / 72.0);
        }
        progress.push_back(student);
    }
    const int without = ProgressModel(progress).sessions_for(4, 1000).quantile(0.5);
    // Twenty sessions of nothing, before they came, and then much in bursts.
    auto joiner = in_bursts(60, 36);
    std::fill_n(joiner.minutes.begin(), 20, 0.0);
    progress.push_back(joiner);
    // It halved when one record could say how hard the course becomes.
    CHECK(ProgressModel(progress).sessions_for(4, 1000).quantile(0.5) > 0.8 * without);
}

TEST_CASE("the order of students and what they are compared with change nothing") {
    auto progress = a_class();
    const ProgressModel model(progress), again(progress);
    CHECK(model.sessions_for(4, 300).within(12) == again.sessions_for(4, 300).within(12));
    std::ranges::reverse(progress);
    const ProgressModel reversed(progress);
    CHECK(model.sessions_for(4, 300).within(12) == doctest::Approx(reversed.sessions_for(1, 300).within(12)));
}

TEST_CASE("too little to say is said") {
    const std::vector<Progress> progress{even(20, 24), even(20, 5), even(0, 24)};
    const ProgressModel model(progress);
    CHECK(model.knows(0));
    CHECK_FALSE(model.knows(1));
    CHECK(model.knows(2));  // what a student without progress needs is known from the class, and widely
    const std::vector<Progress> nobody{even(0, 24), even(0, 24)};
    CHECK_FALSE(ProgressModel(nobody).knows(0));
    CHECK(ProgressModel(nobody).sessions_for(0, 100).within(1000) < 0.01);
    CHECK_FALSE(ProgressModel(std::vector<Progress>{even(1, 0)}).knows(0));
}

TEST_CASE("work that is recorded at tests is done at one of those to come") {
    const auto progress = a_class_with_tests(27);  // the last test was two sessions ago, the next is in three
    const auto needed = ProgressModel(progress).sessions_for(3, 200);
    CHECK(needed.within(2) == 0.0);
    CHECK(needed.within(3) > 0.0);
    CHECK(needed.within(7) == needed.within(3));
    CHECK(needed.within(8) > needed.within(7));
    for (const double chance : {0.1, 0.5, 0.9}) CHECK(needed.quantile(chance) % 5 == 3);
    // 18 minutes a session, 36 of them done since the test: 200 need nine more, and the third test from now.
    CHECK(needed.within(8) < 0.7);
    CHECK(needed.within(18) > 0.7);
}

TEST_CASE("sessions in which nobody can record are not taken for standstill") {
    const auto just_after = a_class_with_tests(25), just_before = a_class_with_tests(29);
    const ProgressModel after(just_after), before(just_before);
    for (std::size_t at = 0; at < just_after.size(); ++at) {
        for (const int tests : {1, 2, 3, 6}) {
            CHECK(before.sessions_for(at, 300).within(5 * tests - 4) ==
                  doctest::Approx(after.sessions_for(at, 300).within(5 * tests)));
        }
    }
    CHECK(before.mean_rate() == doctest::Approx(after.mean_rate()));
}

TEST_CASE("one student alone shows no rhythm of tests, nor do students who record at sessions of their own") {
    const std::vector<Progress> alone{at_tests(20, 27)};
    CHECK(ProgressModel(alone).sessions_for(0, 50).within(1) > 0.0);
    std::vector<Progress> own;
    for (std::size_t one = 0; one < 8; ++one) {
        own.push_back(at_tests(20, 27));
        std::ranges::rotate(own.back().minutes, own.back().minutes.begin() + static_cast<std::ptrdiff_t>(one % 5));
    }
    const auto needed = ProgressModel(own).sessions_for(0, 50);
    CHECK(needed.within(1) > 0.0);
    CHECK(needed.within(2) > needed.within(1));
}

TEST_CASE("what is no progress is refused") {
    CHECK_THROWS_AS(ProgressModel(std::vector<Progress>{{.minutes = {-1.0}, .total_minutes = 10}}),
                    std::invalid_argument);
    CHECK_THROWS_AS(ProgressModel(std::vector<Progress>{{.minutes = {1.0}, .total_minutes = 0}}),
                    std::invalid_argument);
    CHECK_THROWS_AS((void)ProgressModel(a_class()).sessions_for(6, 10), std::out_of_range);
}
