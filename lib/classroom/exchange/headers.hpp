#pragma once

#include <span>

#include "waymark/classroom/format.hpp"

namespace waymark::classroom {

/// The formats of files that people keep by hand, under any of the headers they use in English, Spanish, German,
/// French, Italian, Portuguese, Dutch or Polish. They are tried when no system's format fits.
[[nodiscard]] const Format& generic_roster();
[[nodiscard]] const Format& long_results();  ///< student; item, skill or check; score; maximum; date
[[nodiscard]] const Format& check_sheet();   ///< made by `assess sheet`: student, and a column for each item

}  // namespace waymark::classroom
