#include <fmt/format.h>

#include "commands/commands.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Gradebook;
using classroom::ResultsChange;

namespace {

std::vector<classroom::KnownTarget> known_targets(const classroom::ClassFile& file) {
    std::vector<classroom::KnownTarget> targets;
    const auto checks = file.curriculum.checks();
    for (std::size_t at = 0; at < checks.size(); ++at) {
        const auto& check = checks[at];
        double sum = 0;
        for (const auto& item : check.items) {
            sum += item.maximum;
            if (item.id == check.id) continue;
            targets.push_back({item.id, item.title, item.maximum, file.check_days[at], check.retakes});
        }
        targets.push_back({check.id, check.title, sum, file.check_days[at], check.retakes});
    }
    for (const auto& skill : file.curriculum.skills()) {
        targets.push_back({skill.id, skill.title, std::nullopt, std::nullopt, false});
    }
    for (const auto& [old_id, id] : file.renamed) {
        for (std::size_t at = 0, count = targets.size(); at < count; ++at) {
            if (targets[at].id != id) continue;
            auto renamed = targets[at];
            renamed.id = old_id;
            targets.push_back(std::move(renamed));
        }
    }
    return targets;
}

}  // namespace

Result assess_import(Invocation& invocation) {
    const auto file = class_file(invocation);
    std::vector<classroom::InputFile> inputs;
    for (const auto& name : invocation.arguments.all("FILE")) inputs.push_back({name, read_file(invocation, name)});
    classroom::ResultsOptions options{.date = std::nullopt, .today = invocation.today,
                                      .term_starts = file.calendar.term_starts()};
    if (invocation.arguments.has("date")) {
        options.date = text::parse_date(invocation.arguments.value("date"), invocation.today);
        if (!options.date) {
            throw classroom::Error(classroom::Error::Kind::usage,
                                   "--date: there is no day \"" + invocation.arguments.value("date") + "\"",
                                   "write it as 2026-11-24");
        }
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    begin(invocation, book, file);
    const auto targets = known_targets(file);
    render::ImportReceipt receipt{.schema = "assess-import/1"};
    int undated = 0;
    for (const auto& input : inputs) {
        const auto plan =
            classroom::plan_results_import(input, book.students(true), book.evidence(), targets, options);
        receipt.formats.push_back(plan.format + " (" + plan.encoding + ")");
        receipt.refused.insert(receipt.refused.end(), plan.refused.begin(), plan.refused.end());
        receipt.ignored_columns.insert(receipt.ignored_columns.end(), plan.ignored_columns.begin(),
                                       plan.ignored_columns.end());
        receipt.unmapped.insert(receipt.unmapped.end(), plan.unmapped.begin(), plan.unmapped.end());
        undated += plan.undated;
        for (const auto& change : plan.changes) {
            switch (change.kind) {
                case ResultsChange::Kind::added: ++receipt.added; break;
                case ResultsChange::Kind::corrected: ++receipt.changed; break;
                case ResultsChange::Kind::unchanged: ++receipt.unchanged; continue;
            }
            book.add_evidence(change.evidence);
        }
    }
    receipt.applied = receipt.refused.empty() || !invocation.arguments.has("strict");
    invocation.dry_run = invocation.dry_run || !receipt.applied;
    Result result;
    result.messages.push_back(finish(
        invocation, book, fmt::format("results: {} new, {} corrected", receipt.added, receipt.changed)));
    if (undated > 0) {
        result.messages.push_back(fmt::format("{} undated results count as of {}", undated,
                                              text::long_date(options.date.value_or(invocation.today))));
    }
    if (!receipt.refused.empty()) result.exit = ExitCode::failed;
    result.view = view_of(std::move(receipt), render::receipt_document, render::receipt_json);
    return result;
}

}  // namespace waymark::app::commands
