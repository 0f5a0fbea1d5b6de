#include "commands/receipt.hpp"

#include "workspace.hpp"

namespace waymark::app::commands {

Result finished(const Invocation& invocation, classroom::Gradebook& book, render::Receipt receipt) {
    (void)finish(invocation, book, receipt.done);
    receipt.dry_run = invocation.dry_run;
    return shown(std::move(receipt));
}

Result shown(render::Receipt receipt) {
    Result result;
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

}  // namespace waymark::app::commands
