#include "waymark/text/escape.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cctype>
#include <charconv>
#include <cstdint>

#include "unicode.hpp"

namespace waymark::text {
namespace {

/// A number that a spreadsheet shows as it stands: "-3", "+1.5".
bool is_plain_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() && !text.empty() &&
           std::isalpha(static_cast<unsigned char>(text.back())) == 0;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell;
    constexpr std::string_view kStartsFormula = "=+-@\t\r";
    if (!text.empty() && kStartsFormula.find(text.front()) != std::string_view::npos && !is_plain_number(text)) {
        cell = "'";
    }
    cell += text;
    if (cell.find_first_of(",;|\t\"\r\n") == std::string::npos && !cell.starts_with(' ') && !cell.ends_with(' ')) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string markdown(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\r':
            case '\n':
            case '\t':
                out += ' ';
                break;
            case '\\':
            case '`':
            case '*':
            case '_':
            case '[':
            case ']':
            case '|':
            case '~':
            case '#':
            case '!':
                out += '\\';
                out += c;
                break;
            case '-':
            case '+':
            case '=':
                // Only at the start can they make a list or a heading.
                if (out.empty()) out += '\\';
                out += c;
                break;
            case '.':
            case ')':
                // "1." would begin a numbered list.
                if (!out.empty() && out.find_first_not_of("0123456789") == std::string::npos) out += '\\';
                out += c;
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
        }
    }
    return out;
}

std::string html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string file_name(std::string_view text) {
    const auto unicode = to_unicode(text);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
        const UChar32 c = unicode.char32At(at);
        const bool harmful =
            u_iscntrl(c) || u_charType(c) == U_FORMAT_CHAR || c == 0x2028 || c == 0x2029 ||
            std::string_view("/\\:*?\"<>|").find(static_cast<char>(c < 0x80 ? c : 'a')) != std::string_view::npos;
        kept.append(harmful ? static_cast<UChar32>('_') : c);
    }
    auto name = to_utf8(kept);
    // Most file systems hold 255 bytes; a character is never cut in two.
    constexpr std::size_t kLongest = 200;
    if (name.size() > kLongest) {
        auto end = static_cast<std::int32_t>(kLongest);
        U8_SET_CP_START(reinterpret_cast<const std::uint8_t*>(name.data()), 0, end);
        name.resize(static_cast<std::size_t>(end));
    }
    while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
    if (name.starts_with('.') || name.starts_with('-')) name.front() = '_';
    return name.empty() ? "_" : name;
}

}  // namespace waymark::text
