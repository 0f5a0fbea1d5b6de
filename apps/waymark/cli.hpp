#pragma once

#include <string>
#include <vector>

#include "terminal.hpp"

namespace waymark::app {

/// Runs one command line (without the program's name) and gives its exit code. Nothing is thrown.
[[nodiscard]] int run(const std::vector<std::string>& words, Terminal& terminal);

}  // namespace waymark::app
