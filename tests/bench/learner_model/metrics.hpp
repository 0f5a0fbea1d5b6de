#pragma once

#include <cstddef>
#include <span>

namespace waymark::bench {

/// One prediction beside what came: the probability, and the score from 0 to 1. Single precision: a hundred thousand
/// students have many answers, and a prediction is printed with seven digits.
struct Outcome {
    float probability = 0;
    float score = 0;
};

struct Metrics {
    std::size_t answers = 0;
    /// Area under the ROC curve: how often an answer that was right (more than half of the score) had been given the
    /// higher probability, ties counting half. 0.5 where all were right or all wrong.
    double auc = 0.5;
    double log_loss = 0;  ///< mean of -(y log p + (1 - y) log(1 - p)), natural logarithm
    double rmse = 0;      ///< root of the mean squared difference
    double ece = 0;       ///< expected calibration error over 15 bins of equal width
};

/// Probabilities lie strictly between 0 and 1.
[[nodiscard]] Metrics measure(std::span<const Outcome> outcomes);

}  // namespace waymark::bench
