#include "metrics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace waymark::bench {
namespace {

constexpr std::size_t kBins = 15;

double area_under_curve(std::span<const Outcome> outcomes) {
    std::vector<Outcome> sorted(outcomes.begin(), outcomes.end());
    std::ranges::sort(sorted, {}, &Outcome::probability);
    double pairs = 0, wrong_below = 0, right_so_far = 0;
    for (std::size_t begin = 0; begin < sorted.size();) {
        double right = 0, wrong = 0;
        const float probability = sorted[begin].probability;
        for (; begin < sorted.size() && sorted[begin].probability <= probability; ++begin) {
            (sorted[begin].score > 0.5 ? right : wrong) += 1;
        }
        pairs += right * (wrong_below + wrong / 2);
        wrong_below += wrong;
        right_so_far += right;
    }
    return right_so_far == 0 || wrong_below == 0 ? 0.5 : pairs / (right_so_far * wrong_below);
}

}  // namespace

Metrics measure(std::span<const Outcome> outcomes) {
    Metrics metrics;
    metrics.answers = outcomes.size();
    if (outcomes.empty()) return metrics;
    struct Bin {
        double probability = 0, score = 0;
    };
    std::array<Bin, kBins> bins{};
    double log_loss = 0, squares = 0;
    for (const auto& outcome : outcomes) {
        const double probability = outcome.probability, score = outcome.score;
        log_loss -= score * std::log(probability) + (1 - score) * std::log(1 - probability);
        squares += (probability - score) * (probability - score);
        const auto bin = static_cast<std::size_t>(probability * static_cast<double>(kBins));
        bins[std::min(bin, kBins - 1)].probability += probability;
        bins[std::min(bin, kBins - 1)].score += score;
    }
    const auto count = static_cast<double>(outcomes.size());
    metrics.log_loss = log_loss / count;
    metrics.rmse = std::sqrt(squares / count);
    for (const auto& bin : bins) metrics.ece += std::abs(bin.probability - bin.score) / count;
    metrics.auc = area_under_curve(outcomes);
    return metrics;
}

}  // namespace waymark::bench
