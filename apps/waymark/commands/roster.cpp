#include "commands/commands.hpp"

#include <fmt/format.h>

#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Gradebook;
using classroom::RosterChange;

namespace {

void take(render::ImportReceipt& receipt, const classroom::RosterPlan& plan) {
    receipt.formats.push_back(plan.format + " (" + plan.encoding + ")");
    receipt.refused.insert(receipt.refused.end(), plan.refused.begin(), plan.refused.end());
    receipt.ignored_columns.insert(receipt.ignored_columns.end(), plan.ignored_columns.begin(), plan.ignored_columns.end());
    for (const auto& change : plan.changes) {
        const char* kind = "";
        switch (change.kind) {
            case RosterChange::Kind::added: ++receipt.added; kind = "new"; break;
            case RosterChange::Kind::changed: ++receipt.changed; kind = "changed"; break;
            case RosterChange::Kind::moved: ++receipt.moved; kind = "moved"; break;
            case RosterChange::Kind::absent: ++receipt.absent; kind = "absent"; break;
            case RosterChange::Kind::unchanged: ++receipt.unchanged; continue;
        }
        std::string details;
        for (const auto& detail : change.details) details += (details.empty() ? "" : "; ") + detail;
        receipt.changes.push_back({kind, change.student.slug, change.student.display_name(), details});
    }
}

}  // namespace

Result roster_import(Invocation& invocation) {
    const auto file = class_file(invocation);
    std::vector<classroom::InputFile> inputs;
    for (const auto& name : invocation.arguments.all("FILE")) inputs.push_back({name, read_file(invocation, name)});
    auto book = gradebook(invocation, Gradebook::Mode::write);
    begin(invocation, book, file);
    render::ImportReceipt receipt{.schema = "roster-import/1"};
    classroom::RosterOptions options{.section = std::nullopt, .today = invocation.today};
    if (invocation.arguments.has("section")) options.section = invocation.arguments.value("section");
    for (const auto& input : inputs) {
        const auto plan = classroom::plan_roster_import(input, book.students(true), options);
        take(receipt, plan);
        for (const auto& change : plan.changes) {
            if (change.kind == RosterChange::Kind::added) book.add_student(change.student);
            if (change.kind == RosterChange::Kind::changed || change.kind == RosterChange::Kind::moved) {
                book.change_student(change.student);
            }
        }
    }
    Result result;
    receipt.applied = receipt.refused.empty() || !invocation.arguments.has("strict");
    const auto summary = fmt::format("roster: {} new, {} changed, {} moved", receipt.added, receipt.changed, receipt.moved);
    invocation.dry_run = invocation.dry_run || !receipt.applied;
    result.messages.push_back(finish(invocation, book, summary));
    if (!receipt.refused.empty()) result.exit = ExitCode::failed;
    result.view = view_of(std::move(receipt), render::receipt_document, render::receipt_json);
    return result;
}

Result roster_list(Invocation& invocation) {
    render::Roster roster{.title = class_file(invocation).title,
                          .students = gradebook(invocation, Gradebook::Mode::read).students(invocation.arguments.has("all"))};
    Result result;
    result.view = view_of(std::move(roster), render::roster_document, render::roster_json);
    return result;
}

}  // namespace waymark::app::commands
