#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::Operation;

namespace {

std::int64_t operation_number(const std::string& typed) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (failed != std::errc() || end != typed.data() + typed.size()) {
        throw Error(Error::Kind::usage, "\"" + typed + "\" is no number of an operation", "waymark log lists them");
    }
    return number;
}

const Operation* find(const std::vector<Operation>& operations, std::int64_t number) {
    const auto found = std::ranges::find(operations, number, &Operation::id);
    return found == operations.end() ? nullptr : &*found;
}

Result said(Invocation& invocation, Gradebook& book, const std::string& sentence, const std::string& schema) {
    return finished(invocation, book, {.schema = schema, .done = sentence, .lines = {}, .next = {}});
}

}  // namespace

Result log(Invocation& invocation) {
    Result result;
    result.view = view_of(render::OperationLog{gradebook(invocation, Gradebook::Mode::read).operations()},
                          render::log_document, render::log_json);
    return result;
}

Result undo(Invocation& invocation) {
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto operations = book.operations();
    const Operation* target = nullptr;
    if (invocation.arguments.has("OPERATION")) {
        target = find(operations, operation_number(invocation.arguments.value("OPERATION")));
        if (target == nullptr) throw Error(Error::Kind::usage, "there is no such operation", "waymark log lists them");
        if (target->target) throw Error(Error::Kind::usage, "that operation is an undo or redo itself", "waymark redo");
        if (target->undone)
            throw Error(Error::Kind::usage, "that operation is undone already", "waymark redo brings it back");
    } else {
        const auto newest =
            std::ranges::find_if(operations, [](const auto& one) { return !one.undone && !one.target; });
        if (newest == operations.end()) throw Error(Error::Kind::failed, "there is nothing to undo");
        target = &*newest;
    }
    const auto dependents = book.dependents(target->id);
    if (!dependents.empty()) {
        std::string list;
        for (const auto& one : dependents)
            list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", one.id, one.summary);
        throw Error(Error::Kind::failed, "later operations rest on it: " + list, "undo those first, the newest before");
    }
    begin(invocation, book, file);
    book.undo(target->id);
    return said(invocation, book, fmt::format("undid operation {}: {}", target->id, target->summary), "undo/1");
}

Result redo(Invocation& invocation) {
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto operations = book.operations();
    // The newest undo whose target is still undone: redo walks back over the undos.
    const auto newest = std::ranges::find_if(operations, [&](const auto& one) {
        if (!one.target) return false;
        const auto* target = find(operations, *one.target);
        return target != nullptr && target->undone;
    });
    if (newest == operations.end()) throw Error(Error::Kind::failed, "there is nothing to redo");
    const auto* target = find(operations, *newest->target);
    begin(invocation, book, file);
    book.redo(target->id);
    return said(invocation, book, fmt::format("restored operation {}: {}", target->id, target->summary), "redo/1");
}

}  // namespace waymark::app::commands
