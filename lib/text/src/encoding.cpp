#include "waymark/text/encoding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>

#include "unicode.hpp"

namespace waymark::text {
namespace {

using namespace std::string_view_literals;

/// The bytes through one of ICU's converters; what cannot be converted becomes U+FFFD.
std::string convert(std::string_view bytes, const char* converter_name) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(converter_name, &status), &ucnv_close);
    if (U_FAILURE(status)) return std::string(bytes);
    return to_utf8({bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status});
}

bool has_high_byte(std::string_view bytes) {
    return std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Calls `use(line number, bytes with their end)` for each line; LF, CRLF and CR end one.
template <class Use>
void each_line(std::string_view bytes, Use use) {
    int number = 0;
    while (!bytes.empty()) {
        auto end = bytes.find_first_of("\r\n");
        if (end == std::string_view::npos) {
            end = bytes.size();
        } else {
            end += bytes.substr(end).starts_with("\r\n") ? 2 : 1;
        }
        use(++number, bytes.substr(0, end));
        bytes.remove_prefix(end);
    }
}

/// Unmarked UTF-16 of Western text: one of the two bytes of nearly every unit is 0.
std::optional<Encoding> unmarked_utf16(std::string_view bytes) {
    if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
    const auto sample = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096));
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < sample.size(); ++at) {
        if (sample[at] == '\0') ++zeros[at % 2];
    }
    const auto units = sample.size() / 2;
    if (zeros[1] * 10 >= units * 7 && zeros[0] * 10 < units) return Encoding::utf16_little_endian;
    if (zeros[0] * 10 >= units * 7 && zeros[1] * 10 < units) return Encoding::utf16_big_endian;
    return std::nullopt;
}

/// UTF-8 read as Windows-1252 and written as UTF-8 again: "Ã©" for "é", "â€™" for "’".
bool looks_encoded_twice(std::string_view utf8) {
    for (auto at = utf8.find("\xC3\x83"sv); at != std::string_view::npos; at = utf8.find("\xC3\x83"sv, at + 2)) {
        if (at + 2 < utf8.size() && static_cast<unsigned char>(utf8[at + 2]) == 0xC2) return true;
    }
    return utf8.find("\xC3\xA2\xE2\x82\xAC"sv) != std::string_view::npos;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8:
            return "utf-8";
        case Encoding::utf8_with_mark:
            return "utf-8 with BOM";
        case Encoding::utf16_little_endian:
            return "utf-16le";
        case Encoding::utf16_big_endian:
            return "utf-16be";
        case Encoding::windows_1252:
            return "windows-1252";
    }
    return {};
}

std::optional<Container> container_of(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04"sv)) return Container::zip;
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) return Container::old_excel;
    auto text = bytes;
    if (text.starts_with("\xEF\xBB\xBF"sv)) text.remove_prefix(3);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
    std::string start;
    for (const char c : text.substr(0, 14)) start += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (start.starts_with("<!doctype html") || start.starts_with("<html")) return Container::web_page;
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv) || unmarked_utf16(bytes))
        return std::nullopt;
    const auto sample = bytes.substr(0, 8192);
    if (sample.starts_with("%PDF") || sample.starts_with("\x89PNG"sv) || sample.starts_with("\xFF\xD8\xFF"sv) ||
        sample.starts_with("SQLite format 3"sv)) {
        return Container::binary;
    }
    const auto odd = std::ranges::count_if(sample, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != 0x1B && byte != '\f';
    });
    if (odd > 8 && static_cast<std::size_t>(odd) * 20 > sample.size()) return Container::binary;
    return std::nullopt;
}

bool is_valid_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t at = 0;
    while (at < bytes.size()) {
        UChar32 c = 0;
        U8_NEXT(data, at, bytes.size(), c);
        if (c < 0) return false;
    }
    return true;
}

Decoded decode(std::string text) {
    Decoded result;
    std::string_view bytes = text;
    if (bytes.starts_with("\xFF\xFE"sv)) {
        result.encoding = Encoding::utf16_little_endian;
        result.utf8 = convert(bytes.substr(2), "UTF-16LE");
        return result;
    }
    if (bytes.starts_with("\xFE\xFF"sv)) {
        result.encoding = Encoding::utf16_big_endian;
        result.utf8 = convert(bytes.substr(2), "UTF-16BE");
        return result;
    }
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
        result.encoding = Encoding::utf8_with_mark;
        text.erase(0, 3);
        bytes = text;
    } else if (const auto utf16 = unmarked_utf16(bytes)) {
        result.encoding = *utf16;
        result.utf8 = convert(bytes, *utf16 == Encoding::utf16_little_endian ? "UTF-16LE" : "UTF-16BE");
        return result;
    }
    if (is_valid_utf8(bytes)) {
        result.mojibake_suspected = looks_encoded_twice(bytes);
        result.utf8 = std::move(text);
        return result;
    }
    int valid = 0, all = 0;
    each_line(bytes, [&](int, std::string_view line) {
        if (!has_high_byte(line)) return;
        ++all;
        valid += is_valid_utf8(line) ? 1 : 0;
    });
    if (result.encoding != Encoding::utf8_with_mark && valid * 10 < all) {
        result.encoding = Encoding::windows_1252;
        result.utf8 = convert(bytes, "windows-1252");
        return result;
    }
    each_line(bytes, [&](int number, std::string_view line) {
        if (is_valid_utf8(line)) {
            result.utf8 += line;
        } else {
            result.broken_lines.push_back(number);
            result.utf8 += to_utf8(to_unicode(line));
        }
    });
    return result;
}

std::string normalize(std::string_view utf8) {
    if (!has_high_byte(utf8)) return std::string(utf8);
    UErrorCode status = U_ZERO_ERROR;
    const auto* composer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::string(utf8);
    const auto composed = composer->normalize(to_unicode(utf8), status);
    return U_FAILURE(status) ? std::string(utf8) : to_utf8(composed);
}

}  // namespace waymark::text
