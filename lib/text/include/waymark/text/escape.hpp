#pragma once

#include <string>
#include <string_view>

namespace waymark::text {

/// One CSV cell: quoted when it must be. A cell that a spreadsheet would run as a formula (= + - @, tab or CR first,
/// and no plain number) gets a leading apostrophe.
[[nodiscard]] std::string csv_cell(std::string_view text);
/// Text inside Markdown, tables included: nothing in it is markup or HTML, line breaks become spaces.
[[nodiscard]] std::string markdown(std::string_view text);
/// Text inside HTML elements and quoted attributes.
[[nodiscard]] std::string html(std::string_view text);
/// A name safe as a single path component: no separators, no control characters, never "", "." or "..".
[[nodiscard]] std::string file_name(std::string_view text);

}  // namespace waymark::text
