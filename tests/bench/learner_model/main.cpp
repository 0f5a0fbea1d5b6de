// Measures the learner model. `learner_model --help` says how.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "cold_start.hpp"
#include "prediction_file.hpp"

namespace waymark::bench {
namespace {

struct ColdOptions {
    std::string file;
    std::string predictions;
    std::vector<std::string> models;
    Draw draw;
    int draws = 1;
    bool pooled_only = false;
};

std::vector<const ModelKind*> chosen(const std::vector<std::string>& names) {
    std::vector<const ModelKind*> kinds;
    for (const auto& kind : model_kinds()) {
        if (names.empty() || std::ranges::find(names, kind.name) != names.end()) kinds.push_back(&kind);
    }
    if (kinds.empty() || (!names.empty() && kinds.size() != names.size())) {
        std::string known;
        for (const auto& kind : model_kinds()) known += fmt::format(" \"{}\"", kind.name);
        throw AnswerError("no such model; there are" + known);
    }
    return kinds;
}

void print_line(std::string_view where, std::string_view model, const Metrics& metrics) {
    fmt::print("{:<10} {:<17} {:>8} {:.4f}  {:.4f}  {:.4f}  {:.4f}\n", where, model, metrics.answers, metrics.auc,
               metrics.log_loss, metrics.rmse, metrics.ece);
}

/// Prints each class unless only the pool is wanted; returns the pooled figures of each model.
std::vector<Metrics> print_draw(std::vector<NamedOutcomes> classes, const std::vector<const ModelKind*>& kinds,
                                bool pooled_only, std::string_view pool) {
    std::vector<std::vector<double>> losses(kinds.size());
    std::vector<std::vector<Outcome>> pooled(kinds.size());
    for (auto& one : classes) {
        for (std::size_t at = 0; at < kinds.size(); ++at) {
            auto& outcomes = one.outcomes[at];
            pooled[at].insert(pooled[at].end(), outcomes.begin(), outcomes.end());
            if (kinds.size() > 1 || !pooled_only) {
                const auto metrics = measure(outcomes);
                losses[at].push_back(metrics.log_loss);
                if (!pooled_only) print_line(one.class_name, kinds[at]->name, metrics);
            }
            outcomes = {};
        }
    }
    std::vector<Metrics> all;
    for (std::size_t at = 0; at < kinds.size(); ++at) {
        all.push_back(measure(pooled[at]));
        print_line(pool, kinds[at]->name, all.back());
        if (at == 0 || kinds[0]->baseline) continue;
        std::size_t below = 0;
        for (std::size_t one = 0; one < classes.size(); ++one) below += losses[0][one] < losses[at][one] ? 1 : 0;
        if (below < classes.size()) {
            fmt::print("{:<10} {} has the lower log-loss in {} of {} classes only\n", "", kinds[0]->name, below,
                       classes.size());
        }
    }
    return all;
}

void cold(const ColdOptions& options) {
    const auto kinds = chosen(options.models);
    AnswerFile file(options.file);
    std::optional<PredictionFile> predictions;
    OnPrediction on_prediction;
    if (!options.predictions.empty()) {
        predictions.emplace(options.predictions);
        on_prediction = [&](std::string_view class_name, const Row& row, double prediction) {
            predictions->write(class_name, row, prediction);
        };
    }
    fmt::print("{:<10} {:<17} {:>8} {:<7} {:<7} {:<7} {:<7}\n", "class", "model", "answers", "AUC", "loss", "RMSE",
               "ECE");
    if (file.has_classes()) {
        print_draw(through_file(file, kinds, on_prediction), kinds, options.pooled_only, "pooled");
    } else {
        const AnswerTable table(file);
        std::vector<Metrics> sums(kinds.size());
        auto draw = options.draw;
        for (int number = 0; number < options.draws; ++number, ++draw.seed) {
            const auto name = options.draws == 1 ? "pooled" : fmt::format("seed {}", draw.seed);
            const auto pooled =
                print_draw(through_draw(table, draw, kinds, on_prediction), kinds, options.pooled_only, name);
            for (std::size_t at = 0; at < kinds.size(); ++at) {
                sums[at].answers += pooled[at].answers;
                sums[at].auc += pooled[at].auc / options.draws - (number == 0 ? Metrics{}.auc : 0);
                sums[at].log_loss += pooled[at].log_loss / options.draws;
                sums[at].rmse += pooled[at].rmse / options.draws;
                sums[at].ece += pooled[at].ece / options.draws;
            }
        }
        for (std::size_t at = 0; options.draws > 1 && at < kinds.size(); ++at) {
            print_line("mean", kinds[at]->name, sums[at]);
        }
    }
    if (predictions) predictions->close();
}

int run(int count, char** words) {
    CLI::App program("Measures the learner model on answers of students: predict, then learn, answer by answer.");
    program.require_subcommand(1);
    ColdOptions options;
    auto* const on_cold = program.add_subcommand(
        "cold", "classes without a history: those of the file's column `class`, else classes drawn from it");
    on_cold->add_option("FILE", options.file, "CSV: student,item,skill,correct,order and maybe class; skill may be a~b")
        ->required();
    on_cold->add_option("--predictions", options.predictions, "write each row with the first model's prediction here");
    on_cold->add_option("--model", options.models, "measure this one only; may be repeated");
    on_cold->add_option("--seed", options.draw.seed, "of the draw of classes");
    on_cold->add_option("--draws", options.draws, "so many draws, with this seed and those after it; prints the mean")
        ->check(CLI::PositiveNumber);
    on_cold->add_option("--size", options.draw.class_size, "students of a class")->check(CLI::PositiveNumber);
    on_cold->add_option("--answers", options.draw.most_answers, "the first answers of a student that are used");
    on_cold->add_option("--classes", options.draw.most_classes, "at most so many");
    on_cold->add_flag("--matched", options.draw.matched, "classes of students whose items overlap most");
    on_cold->add_flag("--pooled", options.pooled_only, "print no single classes");
    on_cold->callback([&] { cold(options); });
    CLI11_PARSE(program, count, words);
    return 0;
}

}  // namespace
}  // namespace waymark::bench

int main(int count, char** words) {
    try {
        return waymark::bench::run(count, words);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
