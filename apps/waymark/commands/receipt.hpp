#pragma once

#include "command.hpp"
#include "render/models.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app::commands {

/// Ends the operation of a writing command with the receipt's sentence as its summary, and shows the receipt.
[[nodiscard]] Result finished(const Invocation& invocation, classroom::Gradebook& book, render::Receipt receipt);
/// Names the columns of a file that nothing was read from.
void add_ignored(render::Receipt& receipt, const std::vector<std::string>& columns);
/// Names the rows of a file that were refused.
void add_refused(render::Receipt& receipt, const std::vector<classroom::RefusedRow>& refused);
/// Shows a receipt of a command that wrote nothing.
[[nodiscard]] Result shown(render::Receipt receipt);

}  // namespace waymark::app::commands
