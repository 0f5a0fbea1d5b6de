#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "answers.hpp"
#include "metrics.hpp"

namespace waymark::bench {

/// Best-LR, the strongest plain fitted model (Gervet et al. 2020): L2 logistic regression (C = 1, the intercept free)
/// on item and skills one-hot, and log(1 + wins) and log(1 + attempts): for each skill with weights of its own, for the
/// item, and in total. Counts are the student's own before the answer.
/// Fits on `train` and predicts `test`, student by student in order; both hold their answers in order of time.
[[nodiscard]] std::vector<Outcome> best_lr(std::span<const Answer> train, std::span<const Answer> test);

}  // namespace waymark::bench
