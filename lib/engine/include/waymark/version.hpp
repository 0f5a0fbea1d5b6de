#pragma once

#include <string_view>

#include "waymark/export.hpp"

namespace waymark {

/// The version of the library that is loaded, as "major.minor.patch".
[[nodiscard]] WAYMARK_EXPORT std::string_view version();

}  // namespace waymark
