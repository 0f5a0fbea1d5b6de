#include "waymark/text/names.hpp"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>

#include "unicode.hpp"

namespace waymark::text {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_blank(UChar32 c) {
    return u_isUWhiteSpace(c) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string trim_ascii(std::string_view text) {
    // Most text is tidy: no space but single ones between words.
    char before = ' ';
    const bool tidy = std::ranges::all_of(text, [&](char c) {
        const bool wrong = is_ascii_space(c) && (c != ' ' || before == ' ');
        before = c;
        return !wrong;
    });
    if (tidy && (text.empty() || before != ' ')) return std::string(text);
    std::string out;
    bool gap = false;
    for (const char c : text) {
        if (is_ascii_space(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

bool is_east_asian(std::string_view name) {
    const auto unicode = to_unicode(name);
    bool any = false;
    for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(unicode.char32At(at), &status);
        if (script != USCRIPT_HAN && script != USCRIPT_HANGUL && script != USCRIPT_HIRAGANA &&
            script != USCRIPT_KATAKANA)
            return false;
        any = true;
    }
    return any;
}

/// "Jr.", "III": belongs to the family name before it.
bool is_suffix(std::string_view part) {
    static constexpr std::array<std::string_view, 9> kSuffixes{"jr",  "jr.", "sr", "sr.", "ii",
                                                               "iii", "iv",  "v",  "esq."};
    return std::ranges::find(kSuffixes, match_key(part)) != kSuffixes.end();
}

}  // namespace

std::string trim(std::string_view text) {
    if (is_ascii(text)) return trim_ascii(text);
    const auto unicode = to_unicode(text);
    icu::UnicodeString out;
    bool gap = false;
    for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
        const UChar32 c = unicode.char32At(at);
        if (is_blank(c)) {
            // A zero-width space inside a word is no gap.
            gap = gap || (!out.isEmpty() && u_isUWhiteSpace(c));
            continue;
        }
        if (gap) out.append(u' ');
        gap = false;
        out.append(c);
    }
    return to_utf8(out);
}

namespace {

/// Typographic apostrophes as the one on keyboards: O’Brien, Hawaiʻi.
std::string with_plain_apostrophes(std::string key) {
    for (const std::string_view sign : {"\u2018", "\u2019", "\u02BB", "\u02BC"}) {
        for (auto at = key.find(sign); at != std::string::npos; at = key.find(sign, at)) {
            key.replace(at, sign.size(), "'");
        }
    }
    return key;
}

}  // namespace

std::string match_key(std::string_view text) {
    if (is_ascii(text)) {
        auto key = trim_ascii(text);
        std::ranges::transform(key, key.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return key;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) return trim(text);
    const auto folded = folder->normalize(to_unicode(text), status);
    return U_FAILURE(status) ? trim(text) : with_plain_apostrophes(trim(to_utf8(folded)));
}

PersonName parse_person_name(std::string_view cell) {
    const auto whole = trim(cell);
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (start <= whole.size()) {
        // U+FF0C and U+3001 separate names on East Asian keyboards.
        auto comma = whole.find(',', start);
        std::size_t length = 1;
        for (const std::string_view wide : {"，", "、"}) {
            const auto at = whole.find(wide, start);
            if (at < comma) {
                comma = at;
                length = wide.size();
            }
        }
        parts.push_back(trim(whole.substr(start, comma == std::string::npos ? comma : comma - start)));
        if (comma == std::string::npos) break;
        start = comma + length;
    }
    if (parts.size() == 3 && is_suffix(parts[1])) parts = {parts[0] + ", " + parts[1], parts[2]};
    if (parts.size() == 3 && is_suffix(parts[2])) parts = {parts[0] + ", " + parts[2], parts[1]};
    if (parts.size() == 2 && !parts[0].empty() && !parts[1].empty() && !is_suffix(parts[1])) {
        return {parts[1], parts[0], true};
    }
    return {whole, "", false};
}

PersonName parse_typed_name(std::string_view typed) {
    auto name = parse_person_name(typed);
    const auto space = name.given.find(' ');
    if (name.split || space == std::string::npos || name.given.find(' ', space + 1) != std::string::npos) return name;
    if (name.given.find(',') != std::string::npos) return name;
    auto first = name.given.substr(0, space), second = name.given.substr(space + 1);
    if (is_suffix(second)) return name;
    if (is_east_asian(first) && is_east_asian(second)) return {second, first, true};
    return {first, second, true};
}

bool is_too_long_for_a_name(std::string_view name) {
    constexpr auto kLongestName = 200;
    const auto begins =
        std::ranges::count_if(name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return begins > kLongestName;
}

std::string whole_name(std::string_view given, std::string_view family) {
    if (given.empty() || family.empty()) return std::string(given) + std::string(family);
    if (!is_ascii(given) && is_east_asian(given) && is_east_asian(family))
        return std::string(family) + std::string(given);
    return std::string(given) + " " + std::string(family);
}

std::size_t distance(std::string_view a, std::string_view b) {
    const auto left = to_unicode(match_key(a)), right = to_unicode(match_key(b));
    std::vector<UChar32> from, to;
    for (std::int32_t at = 0; at < left.length(); at = left.moveIndex32(at, 1)) from.push_back(left.char32At(at));
    for (std::int32_t at = 0; at < right.length(); at = right.moveIndex32(at, 1)) to.push_back(right.char32At(at));
    std::vector<std::size_t> before, previous(to.size() + 1), row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({previous[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before = previous;
        previous = row;
    }
    return previous[to.size()];
}

std::string nearest(std::string_view typed, const std::vector<std::string>& candidates) {
    const auto key = match_key(typed);
    const auto letters = static_cast<std::size_t>(to_unicode(key).countChar32());
    const std::size_t allowed = 1 + letters / 4;
    std::size_t best = allowed + 1;
    const std::string* found = nullptr;
    const std::string* begins = nullptr;
    for (const auto& candidate : candidates) {
        const auto other = match_key(candidate);
        if (begins == nullptr && letters >= 3 && other.starts_with(key)) begins = &candidate;
        // The lengths alone bound the distance; bytes are at least as many as code points.
        if (other.size() > key.size() + 4 * allowed || key.size() > other.size() + 4 * allowed) continue;
        const auto away = distance(key, other);
        // A candidate of which less than half would stay is not near, however short.
        if (away < best && away < letters && (away == 1 || 2 * away < letters)) {
            best = away;
            found = &candidate;
        }
    }
    if (found != nullptr) return *found;
    return begins != nullptr ? *begins : std::string();
}

bool sorts_before(std::string_view a, std::string_view b) {
    static const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale::getRoot(), status));
        return U_FAILURE(status) ? nullptr : std::move(made);
    }();
    if (collator) {
        UErrorCode status = U_ZERO_ERROR;
        const auto order = collator->compareUTF8({a.data(), static_cast<std::int32_t>(a.size())},
                                                 {b.data(), static_cast<std::int32_t>(b.size())}, status);
        if (U_SUCCESS(status) && order != UCOL_EQUAL) return order == UCOL_LESS;
    }
    return a < b;
}

std::vector<std::string> split_list(std::string_view list, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= list.size();) {
        const auto end = std::min(list.find_first_of(separators, start), list.size());
        if (auto part = trim(list.substr(start, end - start)); !part.empty()) parts.push_back(std::move(part));
        start = end + 1;
    }
    return parts;
}

}  // namespace waymark::text
