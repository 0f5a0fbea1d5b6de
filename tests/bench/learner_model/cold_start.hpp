#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answers.hpp"
#include "metrics.hpp"
#include "models.hpp"
#include "protocol.hpp"

namespace waymark::bench {

/// Every model's outcomes of one class, the models in the order they were named.
using ClassOutcomes = std::vector<std::vector<Outcome>>;

/// Called with each row and the first model's prediction of it, in the order of prediction.
using OnPrediction = std::function<void(std::string_view class_name, const Row&, double prediction)>;

/// The models of one class, each fed the same answers.
class ClassTrial {
public:
    explicit ClassTrial(const std::vector<const ModelKind*>& kinds);
    /// Predicts, learns, and returns the first model's prediction, held within the bounds.
    double answer(const Row& row);
    ClassOutcomes outcomes;

private:
    ClassNumbers numbers_;
    std::vector<std::unique_ptr<Model>> models_;
};

struct NamedOutcomes {
    std::string class_name;
    ClassOutcomes outcomes;
};

/// Row by row through a file that names classes.
[[nodiscard]] std::vector<NamedOutcomes> through_file(AnswerFile& file, const std::vector<const ModelKind*>& kinds,
                                                      const OnPrediction& on_prediction);

/// Through classes drawn from a file that names none; they are named by number, from 1.
[[nodiscard]] std::vector<NamedOutcomes> through_draw(const AnswerTable& table, const Draw& draw,
                                                      const std::vector<const ModelKind*>& kinds,
                                                      const OnPrediction& on_prediction);

}  // namespace waymark::bench
