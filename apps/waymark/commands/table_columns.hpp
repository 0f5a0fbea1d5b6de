#pragma once

#include <vector>

#include "command.hpp"
#include "waymark/classroom/keyed_table.hpp"

namespace waymark::app::commands {

/// The file of --from. A title of a form stands for a column where --map 'TITLE=column' says so. Error (usage) for a
/// --map that names no column.
[[nodiscard]] classroom::KeyedTable read_mapped_table(const Invocation& invocation,
                                                      std::vector<classroom::KeyedColumn> columns);

}  // namespace waymark::app::commands
