#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

/// Columns that `text` (UTF-8) takes in a terminal: the East Asian width of each grapheme cluster's base, at most 2 a
/// cluster; combining marks and control characters take none. Broken UTF-8 counts one column a byte.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` cut to at most `columns` columns, never inside a grapheme cluster; when something was cut the last column
/// holds `ellipsis`, which must be one column wide (or empty).
[[nodiscard]] std::string truncate(std::string_view text, std::size_t columns, std::string_view ellipsis = "…");

/// `text` in lines of at most `columns` columns, broken at spaces; a longer word has a line of its own. At least one
/// line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// `text` and as many spaces as make it `columns` wide; longer text stays whole.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t columns);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t columns);

/// `text` with every control character and every character that could reorder or hide a line (escape, bidirectional
/// controls, line separators) drawn as a visible "\u{1b}", so that nothing a name holds can act on a terminal.
[[nodiscard]] std::string for_terminal(std::string_view text);

}  // namespace waymark::text
