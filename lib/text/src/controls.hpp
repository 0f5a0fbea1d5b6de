#pragma once

#include <unicode/uchar.h>

namespace waymark::text {

/// Whether a character does something to the text around it instead of standing in it: control characters, line
/// separators, and what turns the direction of writing.
inline bool acts_on_text(UChar32 c) {
    const auto category = u_charType(c);
    return category == U_CONTROL_CHAR || category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

}  // namespace waymark::text
