#pragma once

#include <optional>
#include <string>
#include <vector>

#include "keys.hpp"
#include "waymark/text/dates.hpp"
#include "yaml_tree.hpp"

namespace waymark::classroom {

/// Complains about every key and value that does not fit `shape`. Values that do not fit are emptied, so that what
/// reads the tree afterwards meets only what fits.
void check_shape(Node& node, const Shape& shape, Complaints& complaints);

inline constexpr const char* kIdHint = "letters, digits, \"-\", \"_\" and \".\" only, a letter or digit first";
inline constexpr const char* kDueHint = "a day (2026-10-02), a session (session 34), or a unit (end of UNIT)";
[[nodiscard]] bool is_id(std::string_view text);
[[nodiscard]] bool is_due(std::string_view text);

// Reading what check_shape left. Each gives nothing when the key is absent.
[[nodiscard]] std::optional<Word> word(const Node& map, std::string_view key);
[[nodiscard]] std::vector<Word> words(const Node& map, std::string_view key);
[[nodiscard]] std::optional<int> integer(const Node& map, std::string_view key);
[[nodiscard]] std::optional<double> number(const Node& map, std::string_view key);
/// The text of a key, or `fallback`.
[[nodiscard]] std::string text_or(const Node& map, std::string_view key, std::string fallback = {});
/// A day that exists; complains about one that does not.
[[nodiscard]] std::optional<text::Date> day(const Node& map, std::string_view key, Complaints& complaints);
/// A list or the one value that stands for it.
[[nodiscard]] std::vector<const Node*> each(const Node* list_or_one);

}  // namespace waymark::classroom
