#pragma once

#include <string>
#include <string_view>

#include <unicode/unistr.h>

namespace waymark::text {

inline icu::UnicodeString to_unicode(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

inline std::string to_utf8(const icu::UnicodeString& unicode) {
    std::string utf8;
    unicode.toUTF8String(utf8);
    return utf8;
}

}  // namespace waymark::text
