#include "best_lr.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include "models.hpp"

namespace waymark::bench {
namespace {

/// Rows of a sparse matrix, one after the other.
struct Rows {
    std::vector<std::size_t> starts{0};
    std::vector<std::uint32_t> columns;
    std::vector<double> values;
    std::vector<double> scores;
    void add(std::uint32_t column, double value) {
        if (value == 0) return;
        columns.push_back(column);
        values.push_back(value);
    }
};

struct Counts {
    double wins = 0, attempts = 0;
};

/// Columns: intercept, item counts, total counts, three for each skill, one for each item.
Rows features(std::span<const Answer> answers, std::size_t skills) {
    Rows rows;
    std::unordered_map<std::uint32_t, Counts> total;
    std::unordered_map<std::uint64_t, Counts> by_item, by_skill;
    const auto two = [](const Counts& counts, auto add) {
        add(0U, std::log1p(counts.wins));
        add(1U, std::log1p(counts.attempts));
    };
    for (const auto& answer : answers) {
        const auto high = std::uint64_t{answer.student} << 32U;
        auto& all = total[answer.student];
        auto& item = by_item[high | answer.item];
        rows.add(0, 1);
        two(item, [&](std::uint32_t at, double value) { rows.add(1 + at, value); });
        two(all, [&](std::uint32_t at, double value) { rows.add(3 + at, value); });
        const auto learn = [&](Counts& counts) {
            counts.wins += answer.score;
            counts.attempts += 1;
        };
        for (const auto skill : answer.skills) {
            auto& own = by_skill[high | skill];
            const auto first = static_cast<std::uint32_t>(5 + 3 * skill);
            rows.add(first, 1);
            two(own, [&](std::uint32_t at, double value) { rows.add(first + 1 + at, value); });
            learn(own);
        }
        rows.add(static_cast<std::uint32_t>(5 + 3 * skills + answer.item), 1);
        learn(all);
        learn(item);
        rows.scores.push_back(answer.score);
        rows.starts.push_back(rows.columns.size());
    }
    return rows;
}

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Sum of losses and half the squared weights, and its gradient.
double loss(const Rows& rows, const Vector& weights, Vector& gradient) {
    double sum = 0;
    gradient = weights;
    gradient[0] = 0;
    for (std::size_t at = 1; at < weights.size(); ++at) sum += weights[at] * weights[at] / 2;
    for (std::size_t row = 0; row < rows.scores.size(); ++row) {
        double z = 0;
        for (auto at = rows.starts[row]; at < rows.starts[row + 1]; ++at) {
            z += weights[rows.columns[at]] * rows.values[at];
        }
        const double y = rows.scores[row];
        sum += std::max(z, 0.0) - z * y + std::log1p(std::exp(-std::abs(z)));
        const double difference = 1 / (1 + std::exp(-z)) - y;
        for (auto at = rows.starts[row]; at < rows.starts[row + 1]; ++at) {
            gradient[rows.columns[at]] += difference * rows.values[at];
        }
    }
    return sum;
}

/// Limited-memory BFGS with halved steps; Nocedal & Wright, algorithm 7.4.
Vector minimise(const Rows& rows, std::size_t columns) {
    constexpr std::size_t kMemory = 10;
    constexpr int kRounds = 300;
    Vector weights(columns, 0.0), gradient;
    double value = loss(rows, weights, gradient);
    std::vector<Vector> steps, changes;
    for (int round = 0; round < kRounds; ++round) {
        Vector direction = gradient;
        Vector alphas(steps.size());
        for (std::size_t at = steps.size(); at-- > 0;) {
            alphas[at] = dot(steps[at], direction) / dot(steps[at], changes[at]);
            for (std::size_t i = 0; i < columns; ++i) direction[i] -= alphas[at] * changes[at][i];
        }
        const double scale = steps.empty() ? 1 / std::sqrt(dot(gradient, gradient))
                                           : dot(steps.back(), changes.back()) / dot(changes.back(), changes.back());
        for (auto& one : direction) one *= scale;
        for (std::size_t at = 0; at < steps.size(); ++at) {
            const double beta = dot(changes[at], direction) / dot(steps[at], changes[at]);
            for (std::size_t i = 0; i < columns; ++i) direction[i] += (alphas[at] - beta) * steps[at][i];
        }
        const double descent = -dot(gradient, direction);
        Vector tried(columns), tried_gradient;
        double length = 1, tried_value = value;
        for (int halving = 0; halving < 30; ++halving, length /= 2) {
            for (std::size_t i = 0; i < columns; ++i) tried[i] = weights[i] - length * direction[i];
            tried_value = loss(rows, tried, tried_gradient);
            if (tried_value <= value + 1e-4 * length * descent) break;
        }
        if (!(tried_value < value)) break;
        Vector step(columns), change(columns);
        for (std::size_t i = 0; i < columns; ++i) {
            step[i] = tried[i] - weights[i];
            change[i] = tried_gradient[i] - gradient[i];
        }
        if (dot(step, change) > 1e-12) {
            steps.push_back(std::move(step));
            changes.push_back(std::move(change));
            if (steps.size() > kMemory) {
                steps.erase(steps.begin());
                changes.erase(changes.begin());
            }
        }
        const bool done = value - tried_value < 1e-7 * value;
        weights = std::move(tried);
        gradient = std::move(tried_gradient);
        value = tried_value;
        if (done) break;
    }
    return weights;
}

}  // namespace

std::vector<Outcome> best_lr(std::span<const Answer> train, std::span<const Answer> test) {
    std::size_t skills = 0, items = 0;
    for (const auto part : {train, test}) {
        for (const auto& answer : part) {
            items = std::max<std::size_t>(items, answer.item + 1);
            for (const auto skill : answer.skills) skills = std::max(skills, skill + 1);
        }
    }
    const auto weights = minimise(features(train, skills), 5 + 3 * skills + items);
    const auto rows = features(test, skills);
    std::vector<Outcome> outcomes;
    for (std::size_t row = 0; row < rows.scores.size(); ++row) {
        double z = 0;
        for (auto at = rows.starts[row]; at < rows.starts[row + 1]; ++at) {
            z += weights[rows.columns[at]] * rows.values[at];
        }
        outcomes.push_back({static_cast<float>(std::clamp(1 / (1 + std::exp(-z)), kLowest, kHighest)),
                            static_cast<float>(rows.scores[row])});
    }
    return outcomes;
}

}  // namespace waymark::bench
