#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/text/counts.hpp"

namespace waymark::app::render {

/// Stands before what a dry run says.
inline constexpr const char* kTried = "dry run, nothing is changed: ";

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words, std::string_view between = ", ") {
    std::string line;
    for (const auto& word : words) {
        if (!line.empty()) line += between;
        line += word;
    }
    return line;
}

using text::count_of;

}  // namespace waymark::app::render
