#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "yaml_tree.hpp"

namespace waymark::classroom {

/// A tree that was read without complaint, in the layout that tree_of understands; far quicker to read than the text.
[[nodiscard]] std::string bytes_of(const Node& root);

/// The tree again, with spots in `source`, which must outlive it. Nothing when the bytes are of another layout or are
/// damaged.
[[nodiscard]] std::optional<Node> tree_of(std::string_view bytes, const Source& source);

}  // namespace waymark::classroom
