#include "commands/receipt.hpp"

#include <fmt/format.h>

#include "render/words.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result finished(const Invocation& invocation, classroom::Gradebook& book, render::Receipt receipt) {
    (void)finish(invocation, book, receipt.done);
    receipt.dry_run = invocation.dry_run;
    return shown(std::move(receipt));
}

void add_ignored(render::Receipt& receipt, const std::vector<std::string>& columns) {
    if (columns.empty()) return;
    receipt.lines.push_back("ignored columns: " + render::joined(columns));
}

void add_refused(render::Receipt& receipt, const std::vector<classroom::RefusedRow>& refused) {
    for (const auto& row : refused) {
        receipt.lines.push_back(fmt::format("refused {}:{}: {}", row.file, row.line, row.said()));
    }
}

Result shown(render::Receipt receipt) {
    Result result;
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

}  // namespace waymark::app::commands
