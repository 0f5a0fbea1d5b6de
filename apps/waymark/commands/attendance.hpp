#pragma once

#include <vector>

#include "command.hpp"
#include "render/models.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app::commands {

/// A school's attendance list: excused absences are noted, an absence that is present here is taken back.
[[nodiscard]] Result excuse_from_file(Invocation& invocation);

/// Writes absences into the operation, and plans the weeks again that they touch and that are not over; the receipt
/// says what changes. `after`: the class as it is with them.
void write_absences(classroom::Gradebook& book, const classroom::ClassState& after, Date today,
                    const std::vector<classroom::Absence>& absences, render::Receipt& receipt);

}  // namespace waymark::app::commands
