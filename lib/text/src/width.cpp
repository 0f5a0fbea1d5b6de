#include "waymark/text/width.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "controls.hpp"

namespace waymark::text {
namespace {

/// Where the grapheme cluster that starts at `start` ends, and how wide it is. The rules are those of UAX 29 that
/// matter for width: marks, joiners, variation selectors, Hangul syllables and regional indicators extend a cluster.
struct Cluster {
    std::int32_t end;
    std::size_t width;
};

bool extends(UChar32 c) {
    return u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND) || u_getCombiningClass(c) != 0 || c == 0x200D ||
           u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) ||
           u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_SPACING_MARK;
}

std::size_t width_of(UChar32 c) {
    const auto category = u_charType(c);
    if (category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_NON_SPACING_MARK ||
        category == U_ENCLOSING_MARK) {
        return 0;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

bool hangul_continues(UChar32 previous, UChar32 next) {
    const int before = u_getIntPropertyValue(previous, UCHAR_HANGUL_SYLLABLE_TYPE);
    const int after = u_getIntPropertyValue(next, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (after == U_HST_NOT_APPLICABLE || before == U_HST_NOT_APPLICABLE) return false;
    if (after == U_HST_TRAILING_JAMO) return before != U_HST_LEADING_JAMO;
    if (after == U_HST_VOWEL_JAMO) return before != U_HST_TRAILING_JAMO && before != U_HST_LVT_SYLLABLE;
    return before == U_HST_LEADING_JAMO;
}

bool is_regional_indicator(UChar32 c) {
    return u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) != 0;
}

Cluster cluster_at(std::string_view text, std::int32_t start) {
    const auto length = static_cast<std::int32_t>(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    // Most text is ASCII, of which nothing joins what stands before it.
    const bool plain = bytes[start] >= 0x20 && bytes[start] < 0x7F;
    if (plain && (start + 1 == length || bytes[start + 1] < 0x80)) return {start + 1, 1};
    std::int32_t at = start;
    UChar32 base = 0;
    U8_NEXT(bytes, at, length, base);
    if (base < 0) return {start + 1, 1};
    std::size_t width = width_of(base);
    if (base < 0x20 || base == 0x7F) return {at, width};
    UChar32 previous = base;
    bool flag_open = is_regional_indicator(base);
    while (at < length) {
        std::int32_t next_at = at;
        UChar32 next = 0;
        U8_NEXT(bytes, next_at, length, next);
        if (next < 0) break;
        const bool joined = previous == 0x200D && u_hasBinaryProperty(next, UCHAR_EXTENDED_PICTOGRAPHIC);
        const bool second_indicator = flag_open && is_regional_indicator(next);
        if (!extends(next) && !joined && !second_indicator && !hangul_continues(previous, next)) break;
        if (next == 0xFE0F || second_indicator) width = 2;
        flag_open = false;
        previous = next;
        at = next_at;
    }
    return {at, width};
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        const auto cluster = cluster_at(text, at);
        width += cluster.width;
        at = cluster.end;
    }
    return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        const auto width = display_width(word);
        if (!line.empty() && used + 1 + width > columns) {
            lines.push_back(std::move(line));
            line.clear();
        }
        used = line.empty() ? width : used + 1 + width;
        if (!line.empty()) line += ' ';
        line += word;
        at = end + 1;
    }
    lines.push_back(std::move(line));
    return lines;
}

std::string truncate(std::string_view text, std::size_t columns, std::string_view ellipsis) {
    if (display_width(text) <= columns) return std::string(text);
    const std::size_t room = columns - std::min(columns, display_width(ellipsis));
    std::size_t width = 0;
    std::int32_t at = 0;
    while (at < static_cast<std::int32_t>(text.size())) {
        const auto cluster = cluster_at(text, at);
        if (width + cluster.width > room) break;
        width += cluster.width;
        at = cluster.end;
    }
    std::string cut(text.substr(0, static_cast<std::size_t>(at)));
    if (columns > 0) cut += ellipsis;
    return cut;
}

std::string pad_right(std::string_view text, std::size_t columns) {
    const auto width = display_width(text);
    return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
    const auto width = display_width(text);
    return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

std::string for_terminal(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    const auto length = static_cast<std::int32_t>(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t at = 0; at < length;) {
        const auto start = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (c < 0) {
            safe += "\uFFFD";
        } else if (acts_on_text(c)) {
            safe += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c));
        } else {
            safe.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
        }
    }
    return safe;
}

}  // namespace waymark::text
