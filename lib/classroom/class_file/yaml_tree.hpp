#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source.hpp"

namespace waymark::classroom {

/// A piece of YAML with its place. Small on purpose: no anchors, no tags, no surprises.
struct Node {
    enum class Kind { nothing, scalar, list, map };
    Kind kind = Kind::nothing;
    Spot spot;
    std::string text;                            ///< of a scalar
    bool quoted = false;                         ///< in quotes or a block: text, whatever it looks like
    std::vector<Node> items;                     ///< of a list
    std::vector<std::pair<Word, Node>> entries;  ///< of a map, in order

    [[nodiscard]] const Node* find(std::string_view key) const;
};

/// Strict YAML: refuses duplicate keys, anchors, aliases, tags, quotes and plain texts that run over lines, a second
/// document, more than 64 levels or 200,000 pieces. Each is a complaint; after a mistake of syntax nothing is returned,
/// otherwise the tree, even with complaints. `source` must outlive the tree.
[[nodiscard]] std::optional<Node> parse_yaml(std::string_view text, const Source& source, Complaints& complaints);

}  // namespace waymark::classroom
