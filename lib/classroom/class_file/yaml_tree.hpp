#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source.hpp"

namespace waymark::classroom {

/// A piece of YAML with its place. Small on purpose: no anchors, no tags, no surprises.
struct Node {
    enum class Kind { nothing, scalar, list, map };
    Kind kind = Kind::nothing;
    Spot spot;
    std::string text;         ///< of a scalar
    bool quoted = false;      ///< in quotes or a block: text, whatever it looks like
    bool cut = false;         ///< reading ended inside it: what is missing may have followed
    std::vector<Node> items;  ///< of a list
    struct Entry;
    std::vector<Entry> entries;  ///< of a map, in order

    [[nodiscard]] const Node* find(std::string_view key) const;
};

/// A key and what stands behind it.
struct Node::Entry {
    Word key;
    Node value;
};

/// Strict YAML: refuses duplicate keys, anchors, aliases, tags, directives, control characters, tabs that indent,
/// quotes and plain texts that run over lines, a second document, more than 32 levels or 200,000 pieces. Each is a
/// complaint. A mistake of syntax ends reading; the tree then holds what stood before it and is `cut`. `source` must
/// outlive the tree.
[[nodiscard]] Node parse_yaml(std::string_view text, const Source& source, Complaints& complaints);

}  // namespace waymark::classroom
