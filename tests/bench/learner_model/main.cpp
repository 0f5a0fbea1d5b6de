// Measures the learner model. `learner_model --help` says how.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include "best_lr.hpp"
#include "carry_over.hpp"
#include "cold_start.hpp"
#include "parts.hpp"
#include "prediction_file.hpp"
#include "synthetic.hpp"

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
    std::size_t answers = 0;
    for (const auto& one : classes) answers += one.outcomes.front().size();
    for (auto& one : pooled) one.reserve(answers);
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
        pooled[at] = {};
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

struct FittedOptions {
    std::string file;
    std::string predictions;
    double test_share = 0.2;
    std::uint64_t seed = 1;
};

/// One pass over some students, then online over the others, against Best-LR fitted on the same students.
void fitted(const FittedOptions& options) {
    AnswerFile file(options.file);
    const AnswerTable table(file);
    const auto students = shuffled(table.students(), options.seed);
    const auto tests = static_cast<std::size_t>(static_cast<double>(students.size()) * options.test_share);
    ClassNumbers numbers;
    std::vector<Answer> train, test;
    std::vector<std::uint32_t> test_rows;
    for (std::size_t at = students.size(); at-- > 0;) {
        auto& part = at < tests ? test : train;
        for (const auto row : table.rows_of(students[at])) {
            part.push_back(numbers.of(table.row(row)));
            if (at < tests) test_rows.push_back(row);
        }
    }
    const auto ours = model_kinds().front().make();
    for (const auto& answer : train) ours->predict_then_learn(answer);
    std::vector<Outcome> outcomes;
    for (const auto& answer : test) {
        const double predicted = std::clamp(ours->predict_then_learn(answer), kLowest, kHighest);
        outcomes.push_back({static_cast<float>(predicted), static_cast<float>(answer.score)});
    }
    if (!options.predictions.empty()) {
        PredictionFile predictions(options.predictions);
        for (std::size_t at = 0; at < test.size(); ++at) {
            predictions.write("test", table.row(test_rows[at]), outcomes[at].probability);
        }
        predictions.close();
    }
    fmt::print("{} answers of {} students to learn from\n", train.size(), students.size() - tests);
    print_line("test", model_kinds().front().name, measure(outcomes));
    print_line("test", "Best-LR", measure(best_lr(train, test)));
}

/// What is lost without each part: the same draws with and without it.
void parts(const ColdOptions& options) {
    AnswerFile file(options.file);
    const AnswerTable table(file);
    const auto measured = [&](const FilterSettings& settings) {
        const ModelKind kind{"filter", [&] { return filter_with(settings); }, false};
        std::vector<Outcome> pooled;
        auto draw = options.draw;
        for (int number = 0; number < options.draws; ++number, ++draw.seed) {
            for (const auto& one : through_draw(table, draw, {&kind}, {})) {
                pooled.insert(pooled.end(), one.outcomes[0].begin(), one.outcomes[0].end());
            }
        }
        return measure(pooled);
    };
    const auto whole = measured({});
    fmt::print("{:<26} {:>8} {:>9}   AUC points and hundredths of log-loss\n", "lost without", "AUC", "loss");
    for (const auto& [part, settings] : without_parts()) {
        const auto less = measured(settings);
        fmt::print("{:<26} {:>8.2f} {:>9.2f}\n", part, 100 * (whole.auc - less.auc),
                   100 * (less.log_loss - whole.log_loss));
    }
    fmt::print("{:<26} {:>8.2f} {:>9.2f}\n", "(the whole)", 100 * whole.auc, 100 * whole.log_loss);
}

/// Classes one after the other: each from nothing, and from what those before it taught.
void carry(const ColdOptions& options) {
    AnswerFile file(options.file);
    const AnswerTable table(file);
    ClassNumbers numbers;
    std::vector<ClassAnswers> classes;
    for (const auto& rows : draw_classes(table, options.draw)) {
        classes.push_back({std::to_string(classes.size() + 1), {}});
        for (const auto at : rows) classes.back().answers.push_back(numbers.of(table.row(at)));
    }
    fmt::print("{:<10} {:<17} {:>8} {:<7} {:<7} {:<7} {:<7}\n", "class", "start", "answers", "AUC", "loss", "RMSE",
               "ECE");
    std::vector<Outcome> cold, carried;
    const auto all = carry_over(classes, numbers.skills());
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (!options.pooled_only) {
            print_line(all[at].name, "cold", measure(all[at].cold));
            print_line(all[at].name, "carried over", measure(all[at].carried));
        }
        if (at == 0) continue;
        cold.insert(cold.end(), all[at].cold.begin(), all[at].cold.end());
        carried.insert(carried.end(), all[at].carried.begin(), all[at].carried.end());
    }
    print_line("from 2nd", "cold", measure(cold));
    print_line("from 2nd", "carried over", measure(carried));
}

struct StatusOptions {
    std::uint64_t seed = 1;
    int classes = 100;
};

void print_agreement(std::string_view kind, std::string_view truth, const Agreement& agreement) {
    fmt::print("{:<22} {:<22} {:>8} {:>9.2f} % {:>9.2f} % {:>9.2f} %\n", kind, truth,
               agreement.known + agreement.unknown, 100 * agreement.sensitivity(), 100 * agreement.specificity(),
               100 * static_cast<double>(agreement.known_not_yet) / static_cast<double>(agreement.known));
}

/// The status by default policy against a truth that is known.
void status(const StatusOptions& options) {
    fmt::print("{:<22} {:<22} {:>8} {:>11} {:>11} {:>11}\n", "classes", "truth: known", "statuses", "sensitive",
               "specific", "known, but not yet");
    SyntheticSettings settings;
    for (const std::string_view kind : {"knowledge tracing", "needs and forgetting"}) {
        const auto trial = try_status(settings, options.seed, options.classes);
        print_agreement(kind, "at the sixth answer", trial.when_answering);
        print_agreement(kind, "after learning from it", trial.then);
        settings.chained = true;
        settings.forgets = 0.02;
    }
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
    ColdOptions taken_apart, series;
    for (const auto& [name, help, into] :
         {std::tuple("parts", "what each part of the model buys, on classes drawn from the file", &taken_apart),
          std::tuple("carry", "classes one after the other, cold and from what those before taught", &series)}) {
        auto* const on = program.add_subcommand(name, help);
        on->add_option("FILE", into->file, "CSV: student,item,skill,correct,order")->required();
        on->add_option("--seed", into->draw.seed, "of the draw of classes");
        on->add_option("--size", into->draw.class_size, "students of a class")->check(CLI::PositiveNumber);
        on->add_option("--answers", into->draw.most_answers, "the first answers of a student that are used");
        on->add_option("--classes", into->draw.most_classes, "at most so many");
        on->add_flag("--matched", into->draw.matched, "classes of students whose items overlap most");
        if (into == &series) {
            on->add_flag("--pooled", into->pooled_only, "print no single classes");
            on->callback([into] { carry(*into); });
        } else {
            on->add_option("--draws", into->draws, "so many draws, pooled")->check(CLI::PositiveNumber);
            on->callback([into] { parts(*into); });
        }
    }
    FittedOptions fit;
    auto* const on_fitted = program.add_subcommand(
        "fitted", "one pass over most students, then online over the others, against Best-LR fitted on the same");
    on_fitted->add_option("FILE", fit.file, "CSV: student,item,skill,correct,order")->required();
    on_fitted->add_option("--predictions", fit.predictions,
                          "write each row of a test student with its prediction here");
    on_fitted->add_option("--test-share", fit.test_share, "of the students")->check(CLI::Range(0.01, 0.99));
    on_fitted->add_option("--seed", fit.seed, "of the split");
    on_fitted->callback([&] { fitted(fit); });
    StatusOptions synthetic;
    auto* const on_status = program.add_subcommand(
        "status", "made-up classes whose knowledge is known: is who is called mastered one who knows?");
    on_status->add_option("--classes", synthetic.classes, "of 30 students, 12 skills, 6 answers on each");
    on_status->add_option("--seed", synthetic.seed, "of the first class");
    on_status->callback([&] { status(synthetic); });
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
