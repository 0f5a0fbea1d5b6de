#include "waymark/text/escape.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

#include "controls.hpp"
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

bool starts_formula(std::string_view text) {
    constexpr std::string_view kStarts = "=+-@\t\r";
    return !text.empty() && kStarts.find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

/// What looks guarded already needs a guard of its own, or taking it off would take the teacher's.
bool wants_guard(std::string_view text) {
    while (text.starts_with('\'')) text.remove_prefix(1);
    return starts_formula(text);
}

}  // namespace

std::string without_controls(std::string_view text) {
    const auto plain = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte < 0x7F) || c == '\n' || c == '\t' || c == '\r';
    };
    if (std::ranges::all_of(text, plain)) return std::string(text);
    std::string kept;
    kept.reserve(text.size());
    const auto length = static_cast<std::int32_t>(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t at = 0; at < length;) {
        const auto start = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (c == 0x2028 || c == 0x2029) {
            kept += ' ';
        } else if (c < 0) {
            kept += "\uFFFD";
        } else if (c == '\n' || c == '\t' || c == '\r' || !acts_on_text(c)) {
            kept.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
        }
    }
    return kept;
}

std::string_view without_guard(std::string_view cell) {
    return cell.starts_with('\'') && wants_guard(cell.substr(1)) ? cell.substr(1) : cell;
}

std::string shell_word(std::string_view word) {
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80 ||
               std::string_view("_@%+=:,./-").find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::ranges::all_of(word, plain)) return std::string(word);
    if (word.find_first_of("\"$`\\!\n") == std::string_view::npos) return '"' + std::string(word) + '"';
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string csv_cell(std::string_view raw) {
    const auto text = without_controls(raw);
    std::string cell = wants_guard(text) ? "'" : "";
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

std::string markdown(std::string_view raw) {
    const auto text = without_controls(raw);
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
                out += c;
        }
    }
    return out;
}

std::string html(std::string_view raw) {
    const auto text = without_controls(raw);
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
                if (c != '\r') out += c;
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
