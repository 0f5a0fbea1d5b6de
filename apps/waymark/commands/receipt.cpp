#include "commands/receipt.hpp"

#include "workspace.hpp"

namespace waymark::app::commands {

Result finished(const Invocation& invocation, classroom::Gradebook& book, render::Receipt receipt) {
    const auto message = finish(invocation, book, receipt.done);
    auto result = shown(std::move(receipt));
    if (invocation.dry_run) result.messages.push_back(message);
    return result;
}

Result shown(render::Receipt receipt) {
    Result result;
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

}  // namespace waymark::app::commands
