#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::app::render {

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words, std::string_view between = ", ") {
    std::string line;
    for (const auto& word : words) {
        if (!line.empty()) line += between;
        line += word;
    }
    return line;
}

}  // namespace waymark::app::render
