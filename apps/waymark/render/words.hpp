#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

/// "1 student", "28 students".
[[nodiscard]] inline std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace waymark::app::render
