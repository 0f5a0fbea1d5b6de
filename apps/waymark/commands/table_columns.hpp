#pragma once

#include <span>

#include "command.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/keyed_table.hpp"
#include "waymark/classroom/row_students.hpp"

namespace waymark::app::commands {

/// The file of --from: the columns that say whom a row is about, and these. A title of a form stands for a column where
/// --map 'TITLE=column' says so. Error (usage) for a --map that names no column.
[[nodiscard]] classroom::KeyedTable read_rows(const Invocation& invocation,
                                              std::span<const classroom::KeyedColumn> columns);

/// Whom its rows are about.
[[nodiscard]] classroom::RowStudents row_students(const classroom::Gradebook& book);

}  // namespace waymark::app::commands
