#pragma once

#include "command.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app::commands {

/// A school's attendance list: excused absences are noted, an absence that is present here is taken back.
[[nodiscard]] Result excuse_from_file(Invocation& invocation);

/// What the gradebook will say of this day of a student.
void set_absence(classroom::Facts& facts, const classroom::Absence& one);

}  // namespace waymark::app::commands
