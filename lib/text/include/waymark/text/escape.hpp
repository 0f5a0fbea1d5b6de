#pragma once

#include <string>
#include <string_view>

namespace waymark::text {

/// `text` without the characters that act on a terminal or turn the direction of a line. Line breaks and tabs
/// stay, a line separator becomes a space, broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string without_controls(std::string_view text);

/// One CSV cell without controls: quoted when it must be. A cell that a spreadsheet would run as a formula (= + - @,
/// tab or CR first, and no plain number) gets a leading apostrophe, and so does one that begins with such a guard.
[[nodiscard]] std::string csv_cell(std::string_view text);
/// A cell as it was before csv_cell guarded it; every other cell as it is.
[[nodiscard]] std::string_view without_guard(std::string_view cell);
/// Text inside Markdown, tables included: nothing in it is markup or HTML, line breaks become spaces, controls are
/// gone.
[[nodiscard]] std::string markdown(std::string_view text);
/// Text inside HTML elements and quoted attributes, without controls.
[[nodiscard]] std::string html(std::string_view text);
/// One word of a POSIX shell's command line, quoted when it must be.
[[nodiscard]] std::string shell_word(std::string_view word);
/// A name safe as a single path component: no separators, no control characters, never "", "." or "..".
[[nodiscard]] std::string file_name(std::string_view text);

}  // namespace waymark::text
