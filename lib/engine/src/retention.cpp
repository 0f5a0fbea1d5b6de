#include "waymark/retention.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>

namespace waymark {
namespace {

using Weights = std::array<double, 21>;

constexpr double kLeastStability = 0.001, kMostStability = 36500;
constexpr int kHorizon = 28;

double factor(const Weights& w) {
    return std::pow(0.9, -1 / w[20]) - 1;
}

double held(double stability) {
    return std::clamp(stability, kLeastStability, kMostStability);
}

double first_difficulty(const Weights& w, double grade) {
    return w[4] - std::exp(w[5] * (grade - 1)) + 1;
}

double next_difficulty(const Weights& w, double difficulty, double grade) {
    const double moved = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9;
    return std::clamp(w[7] * first_difficulty(w, 4) + (1 - w[7]) * moved, 1.0, 10.0);
}

double same_day_stability(const Weights& w, double stability, double grade) {
    const double growth = std::exp(w[17] * (grade - 3 + w[18])) * std::pow(stability, -w[19]);
    return stability * (grade >= 2 ? std::max(growth, 1.0) : growth);
}

double next_stability(const Weights& w, const Memory& memory, double recalled, RecallGrade grade) {
    const double s = memory.stability, d = memory.difficulty;
    if (grade == RecallGrade::again) {
        const double lapsed =
            w[11] * std::pow(d, -w[12]) * (std::pow(s + 1, w[13]) - 1) * std::exp(w[14] * (1 - recalled));
        return std::min(lapsed, s / std::exp(w[17] * w[18]));
    }
    double growth = std::exp(w[8]) * (11 - d) * std::pow(s, -w[9]) * (std::exp(w[10] * (1 - recalled)) - 1);
    if (grade == RecallGrade::hard) growth *= w[15];
    if (grade == RecallGrade::easy) growth *= w[16];
    return s * (1 + growth);
}

double days_between(const Memory& memory, Date day) {
    return std::max(0.0, static_cast<double>((day - memory.practised).count())) + memory.lag;
}

/// The share of the delay from review to test that is the best gap before the review.
double best_gap(double delay) {
    constexpr double kWeeks = 28, kYear = 365;
    const double way = std::clamp(std::log(delay / kWeeks) / std::log(kYear / kWeeks), 0.0, 1.0);
    return 0.20 + (0.05 - 0.20) * way;
}

}  // namespace

RecallGrade recall_grade(double share, double success_rate) {
    if (share < success_rate) return RecallGrade::again;
    return share < (success_rate + 1) / 2 ? RecallGrade::hard : RecallGrade::good;
}

double recall_after(double stability, double days, const RetentionSettings& settings) {
    return std::pow(1 + factor(settings.weights) * days / stability, -settings.weights[20]);
}

double days_until(double stability, double target, const RetentionSettings& settings) {
    if (!(target > 0 && target < 1)) throw std::invalid_argument("a target of recall outside 0 to 1");
    const auto& w = settings.weights;
    return stability / factor(w) * (std::pow(target, -1 / w[20]) - 1);
}

double recall(const Memory& memory, Date day, const RetentionSettings& settings) {
    return day < memory.practised ? 1.0 : recall_after(memory.stability, days_between(memory, day), settings);
}

std::optional<Memory> practise(const std::optional<Memory>& before, RecallGrade grade, Date day, double share,
                               const RetentionSettings& settings) {
    if (!(share >= 0 && share <= 1)) throw std::invalid_argument("a share of practice outside 0 to 1");
    const auto& w = settings.weights;
    const auto number = static_cast<double>(grade);
    if (!before) {
        if (share < 1) return std::nullopt;
        const auto stability = w[static_cast<std::size_t>(grade) - 1];
        return Memory{held(stability), std::clamp(first_difficulty(w, number), 1.0, 10.0), day, 0};
    }
    if (share == 0) return before;
    const double days = days_between(*before, day);
    const double recalled = recall_after(before->stability, days, settings);
    Memory after = *before;
    const double full = held(days == 0 ? same_day_stability(w, before->stability, number)
                                       : next_stability(w, *before, recalled, grade));
    after.practised = std::max(before->practised, day);
    if (share == 1) {
        after.stability = full;
        after.difficulty = next_difficulty(w, before->difficulty, number);
        after.lag = 0;
        return after;
    }
    after.stability = before->stability * std::pow(full / before->stability, share);
    after.difficulty += share * (next_difficulty(w, before->difficulty, number) - before->difficulty);
    // Recall moves the same share of the way to 1, as the full practice moves it all the way; a failure of part of the
    // work leaves it where it was.
    const double now = grade == RecallGrade::again ? recalled : recalled + share * (1 - recalled);
    after.lag = now < 1 ? days_until(after.stability, now, settings) : 0;
    return after;
}

Memory confirm(const std::optional<Memory>& before, Date day, const RetentionSettings& settings) {
    const auto& w = settings.weights;
    const auto good = static_cast<double>(RecallGrade::good);
    const Memory fresh{held(w[static_cast<std::size_t>(RecallGrade::good) - 1]),
                       std::clamp(first_difficulty(w, good), 1.0, 10.0), day, 0};
    const auto after = before ? practise(before, RecallGrade::good, day, 1.0, settings) : std::nullopt;
    return after && after->stability >= fresh.stability ? *after : fresh;
}

void practise(std::span<std::optional<Memory>> memories, SkillIndex skill, RecallGrade grade, Date day,
              std::span<const Encompassing> encompassings, const RetentionSettings& settings) {
    auto& own = memories[skill];
    own = practise(own, grade, day, 1.0, settings);
    for (const auto& [whole, part, share] : encompassings) {
        const bool success = grade != RecallGrade::again;
        if (success ? whole != skill : part != skill) continue;
        auto& other = memories[success ? part : whole];
        // A whole encompassing may be all of the part's practice, but only what was practised itself has a memory.
        if (other) other = practise(other, grade, day, share, settings);
    }
}

ReviewDay review_day(const Memory& memory, double target, std::optional<Date> test, const RetentionSettings& settings) {
    const auto after = [&](double days) {
        return memory.practised + std::chrono::days(std::max(1, static_cast<int>(std::floor(days - memory.lag))));
    };
    ReviewDay day{after(days_until(memory.stability, target, settings)), ReviewCause::recall_falls};
    if (!test || *test <= memory.practised || recall(memory, *test, settings) >= target) return day;
    const auto total = static_cast<double>((*test - memory.practised).count());
    double gap = 0;
    // Gap and delay make up the days to the test together; the share depends on the delay, so look for it by
    // repetition.
    for (int round = 0; round < 20; ++round) gap = total - total / (1 + best_gap(std::max(total - gap, 1.0)));
    const auto eve = *test - std::chrono::days(1);
    const auto forward = std::min(after(std::round(gap) + memory.lag), std::max(eve, memory.practised));
    if (forward < day.due) day = {forward, ReviewCause::test_ahead};
    return day;
}

std::vector<Review> reviews_due(std::span<const ReviewCandidate> candidates, Date today, double target, int minutes,
                                std::optional<Date> until, const RetentionSettings& settings) {
    struct Ranked {
        const ReviewCandidate* candidate;
        Review review;
    };
    std::vector<Ranked> due;
    for (const auto& one : candidates) {
        const auto test = one.test && *one.test > today ? one.test : std::nullopt;
        const auto day = review_day(one.memory, target, test, settings);
        if (day.due > until.value_or(today)) continue;
        Review review{one.skill, day, recall(one.memory, today, settings), 0, one.minutes};
        const auto reviewed = practise(one.memory, RecallGrade::good, today, 1.0, settings).value_or(one.memory);
        for (int ahead = 1; ahead <= kHorizon; ++ahead) {
            const auto then = today + std::chrono::days(ahead);
            review.saved += recall(reviewed, then, settings) - recall(one.memory, then, settings);
        }
        due.push_back({&one, review});
    }
    std::ranges::stable_sort(due, {}, [&](const Ranked& one) {
        const auto& test = one.candidate->test;
        return std::tuple(one.candidate->priority, test && *test > today ? *test : Date::max(),
                          -one.review.saved / std::max(one.candidate->minutes, 1));
    });
    std::vector<Review> all;
    for (const auto& one : due) all.push_back(one.review);
    return reviews_within(all, minutes);
}

std::vector<Review> reviews_within(std::span<const Review> reviews, int minutes) {
    std::vector<Review> fit;
    for (const auto& one : reviews) {
        if (one.minutes > minutes) continue;
        minutes -= one.minutes;
        fit.push_back(one);
    }
    return fit;
}

}  // namespace waymark
