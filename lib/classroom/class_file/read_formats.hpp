#pragma once

#include <optional>

#include "waymark/classroom/format.hpp"
#include "yaml_tree.hpp"

namespace waymark::classroom {

/// A description of an export, from a tree that fits format_shape(). Complains about what no file could ever fit.
[[nodiscard]] std::optional<Format> read_format(const Node& node, Complaints& complaints);

}  // namespace waymark::classroom
