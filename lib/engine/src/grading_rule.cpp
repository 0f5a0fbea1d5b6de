#include "waymark/grading_rule.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace waymark {
namespace {

constexpr std::size_t kLeastForPowerLaw = 3;

double mean(std::span<const double> scores) {
    return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

std::optional<double> n_times(const GradingRule& rule, std::span<const double> scores) {
    double sum = 0;
    int count = 0;
    for (const double score : scores) {
        if (score < rule.mastery) continue;
        sum += score;
        ++count;
    }
    if (count < rule.times) return std::nullopt;
    return sum / count;
}

std::optional<double> power_law(const GradingRule& rule, std::span<const double> scores) {
    if (scores.size() < kLeastForPowerLaw) return std::nullopt;
    const auto count = static_cast<double>(scores.size());
    double x_sum = 0, y_sum = 0, xx_sum = 0, xy_sum = 0;
    for (std::size_t at = 0; at < scores.size(); ++at) {
        const double x = std::log(static_cast<double>(at + 1));
        const double y = std::log(std::max(scores[at], rule.mastery / 100));
        x_sum += x;
        y_sum += y;
        xx_sum += x * x;
        xy_sum += x * y;
    }
    const double slope = (count * xy_sum - x_sum * y_sum) / (count * xx_sum - x_sum * x_sum);
    return std::exp((y_sum - slope * x_sum) / count + slope * std::log(count));
}

double known_after(const GradingRule& rule, std::span<const double> scores) {
    double known = rule.known_at_first;
    for (const double score : scores) {
        const bool right = score >= rule.mastery;
        const double if_known = right ? 1 - rule.slips : rule.slips;
        const double if_not = right ? rule.guesses : 1 - rule.guesses;
        const double after = known * if_known / (known * if_known + (1 - known) * if_not);
        known = after + (1 - after) * rule.learns;
    }
    return known;
}

void check(const GradingRule& rule, std::span<const double> scores) {
    const auto inside = [](double value) { return value > 0 && value < 1; };
    const bool good = rule.mastery > 0 && std::isfinite(rule.mastery) && inside(rule.newest_share) && rule.times >= 1 &&
                      inside(rule.known_at_first) && inside(rule.learns) && inside(rule.slips) &&
                      inside(rule.guesses) && inside(rule.known_at);
    if (!good) throw std::invalid_argument("a constant of a grading rule outside its range");
    if (!std::ranges::all_of(scores, [](double score) { return std::isfinite(score); })) {
        throw std::invalid_argument("a score that is not a number");
    }
}

/// The shortest text that is read back as the same number.
std::string shortest(double value) {
    std::array<char, 32> text{};
    // Shares become percent: 0.65 * 100 is not 65 in binary, so digits beyond the twelfth are noise.
    const double rounded = std::round(value * 1e10) / 1e10;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), rounded).ptr;
    return {text.data(), end};
}

std::string percent(double share) {
    return shortest(share * 100) + " %";
}

}  // namespace

std::optional<double> grade_by(const GradingRule& rule, std::span<const double> scores) {
    check(rule, scores);
    if (scores.empty()) return std::nullopt;
    const double newest = scores.back();
    switch (rule.method) {
        case GradingMethod::highest:
            return std::ranges::max(scores);
        case GradingMethod::latest:
            return newest;
        case GradingMethod::mean:
            return mean(scores);
        case GradingMethod::weighted_average:
            if (scores.size() == 1) return newest;
            return rule.newest_share * newest + (1 - rule.newest_share) * mean(scores.first(scores.size() - 1));
        case GradingMethod::decaying_average: {
            double value = scores.front();
            for (const double score : scores.subspan(1)) {
                value = rule.newest_share * score + (1 - rule.newest_share) * value;
            }
            return value;
        }
        case GradingMethod::n_times:
            return n_times(rule, scores);
        case GradingMethod::power_law:
            return power_law(rule, scores);
        case GradingMethod::knowledge_tracing:
            return known_after(rule, scores);
    }
    return std::nullopt;
}

std::string formula_of(const GradingRule& rule) {
    const auto newest = percent(rule.newest_share), older = percent(1 - rule.newest_share);
    switch (rule.method) {
        case GradingMethod::highest:
            return "highest score";
        case GradingMethod::latest:
            return "newest score";
        case GradingMethod::mean:
            return "mean of all scores";
        case GradingMethod::weighted_average:
            return newest + " newest score + " + older + " mean of the earlier ones";
        case GradingMethod::decaying_average:
            return "score by score: " + newest + " the score + " + older + " the value before it";
        case GradingMethod::n_times:
            return "mean of the scores of " + shortest(rule.mastery) + " or more, once there are " +
                   std::to_string(rule.times);
        case GradingMethod::power_law:
            return "a * trial^b fitted to at least 3 scores by least squares of logarithms, at the newest trial";
        case GradingMethod::knowledge_tracing:
            return "probability that it is known: at first " + percent(rule.known_at_first) +
                   ", learned after each score " + percent(rule.learns) + ", slips " + percent(rule.slips) +
                   ", guesses " + percent(rule.guesses) + ", right from " + shortest(rule.mastery);
    }
    return {};
}

Decision decide_by(const GradingRule& rule, std::span<const double> scores, int least_observations,
                   std::optional<Status> teacher) {
    const auto grade = grade_by(rule, scores);
    if (teacher) return {*teacher, StatusCause::teacher_decided};
    if (scores.empty()) return {Status::not_sure, StatusCause::nothing_observed};
    const bool enough = scores.size() >= static_cast<std::size_t>(std::max(least_observations, 0));
    const bool undecided = rule.method == GradingMethod::power_law && !grade;
    if (!enough || undecided) return {Status::not_sure, StatusCause::too_few_observations};
    const double wanted = rule.method == GradingMethod::knowledge_tracing ? rule.known_at : rule.mastery;
    // Averages of decimal numbers miss their sum by the last bits: 0.8 three times must be 0.8.
    constexpr double kRounding = 1e-9;
    if (grade && *grade >= wanted - kRounding) return {Status::mastered, StatusCause::rule_met};
    return {Status::not_yet, StatusCause::rule_not_met};
}

}  // namespace waymark
