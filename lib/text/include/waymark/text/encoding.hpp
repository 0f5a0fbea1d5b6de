#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

enum class Encoding { utf8, utf8_with_mark, utf16_little_endian, utf16_big_endian, windows_1252 };

/// "utf-8", "utf-8 with BOM", "utf-16le", "utf-16be", "windows-1252".
[[nodiscard]] std::string_view name_of(Encoding encoding);

/// What a file's first bytes say it is, when it is no plain text.
enum class Container { zip, old_excel, web_page, binary };

struct Decoded {
    std::string utf8;  ///< valid UTF-8, no byte order mark
    Encoding encoding = Encoding::utf8;
    std::vector<int> broken_lines;    ///< 1-based lines with bytes that are no UTF-8 in a file that mostly is
    bool mojibake_suspected = false;  ///< "Ã©" in otherwise valid text: encoded twice
};

/// What `bytes` is when it is not text: a zip, an old Excel workbook, a saved web page, other binary data.
[[nodiscard]] std::optional<Container> container_of(std::string_view bytes);

/// Bytes to text by the rules: byte order mark; valid UTF-8; every second byte 0 = UTF-16; else Windows-1252. A file of
/// which fewer than a tenth of the lines with bytes above 0x7F are valid UTF-8 is Windows-1252; where most are valid
/// the lines that are not are named in `broken_lines` and hold U+FFFD.
[[nodiscard]] Decoded decode(std::string bytes);

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
/// Canonical composition (NFC). Names and ids are compared in it, and stored as they came.
[[nodiscard]] std::string normalize(std::string_view utf8);

}  // namespace waymark::text
