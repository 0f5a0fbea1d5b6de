#pragma once

#include <string>

namespace waymark::app {

/// For the help of imports: the systems whose exports are read as they are, and how to describe another one.
[[nodiscard]] std::string roster_formats_help();
[[nodiscard]] std::string results_formats_help();

}  // namespace waymark::app
