#pragma once

#include "command.hpp"

/// Terms of single students: sessions and due points that are not those of the class.
namespace waymark::app::commands {

/// Who is excused when, from this week on.
[[nodiscard]] Result list_absences(const Invocation& invocation);
/// What is due later for whom, from this week on.
[[nodiscard]] Result list_extensions(const Invocation& invocation);

}  // namespace waymark::app::commands
