#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "answers.hpp"
#include "waymark/estimate.hpp"

namespace waymark::bench {

/// Predicts the answers of one class. Nothing is known of the class before its first answer.
class Model {
public:
    virtual ~Model() = default;
    /// The probability that the answer is right, from earlier answers alone; then learns from its score.
    virtual double predict_then_learn(const Answer& answer) = 0;
};

struct ModelKind {
    std::string_view name;
    std::function<std::unique_ptr<Model>()> make;
    bool baseline;
};

/// Ours first, then the baselines. Definitions and constants of these: research survey of knowledge tracing, section 5.
[[nodiscard]] std::span<const ModelKind> model_kinds();

/// Ours with other constants.
[[nodiscard]] std::unique_ptr<Model> filter_with(const FilterSettings& settings);

/// Every model's predictions are held within these bounds before they are measured.
inline constexpr double kLowest = 0.02, kHighest = 0.98;

}  // namespace waymark::bench
