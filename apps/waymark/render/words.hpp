#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/text/counts.hpp"

namespace waymark::app::render {

/// Stands before what a dry run says.
inline constexpr const char* kTried = "dry run, nothing is changed: ";

/// Text of several lines where there is one: lists and tables.
[[nodiscard]] inline std::string on_one_line(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) {
        const auto end = text.find_first_not_of('\n', at);
        text.replace(at, (end == std::string::npos ? text.size() : end) - at, " ");
    }
    return text;
}

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
