#include "cold_start.hpp"

#include <algorithm>

namespace waymark::bench {

ClassTrial::ClassTrial(const std::vector<const ModelKind*>& kinds) : outcomes(kinds.size()) {
    for (const auto* kind : kinds) models_.push_back(kind->make());
}

double ClassTrial::answer(const Row& row) {
    const auto answer = numbers_.of(row);
    double first = 0;
    for (std::size_t at = 0; at < models_.size(); ++at) {
        const double predicted = std::clamp(models_[at]->predict_then_learn(answer), kLowest, kHighest);
        if (at == 0) first = predicted;
        outcomes[at].push_back({static_cast<float>(predicted), static_cast<float>(answer.score)});
    }
    return first;
}

std::vector<NamedOutcomes> through_file(AnswerFile& file, const std::vector<const ModelKind*>& kinds,
                                        const OnPrediction& on_prediction) {
    Numbers classes;
    std::vector<std::unique_ptr<ClassTrial>> trials;
    Row row;
    while (file.next(row)) {
        const auto number = classes.of(row.class_name);
        if (number == trials.size()) trials.push_back(std::make_unique<ClassTrial>(kinds));
        const double predicted = trials[number]->answer(row);
        if (on_prediction) on_prediction(row.class_name, row, predicted);
    }
    std::vector<NamedOutcomes> all;
    for (std::uint32_t number = 0; number < trials.size(); ++number) {
        all.push_back({std::string(classes.name(number)), std::move(trials[number]->outcomes)});
        trials[number].reset();
    }
    return all;
}

std::vector<NamedOutcomes> through_draw(const AnswerTable& table, const Draw& draw,
                                        const std::vector<const ModelKind*>& kinds, const OnPrediction& on_prediction) {
    std::vector<NamedOutcomes> all;
    for (const auto& rows : draw_classes(table, draw)) {
        ClassTrial trial(kinds);
        const auto name = std::to_string(all.size() + 1);
        for (const auto at : rows) {
            const auto row = table.row(at);
            const double predicted = trial.answer(row);
            if (on_prediction) on_prediction(name, row, predicted);
        }
        all.push_back({name, std::move(trial.outcomes)});
    }
    return all;
}

}  // namespace waymark::bench
