#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

/// "1 student", "28 students".
[[nodiscard]] std::string count_of(std::integral auto count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// "Ana, Ben and 3 more": so many of the words, and how many are left out.
[[nodiscard]] inline std::string listed(const std::vector<std::string>& words, std::size_t most) {
    std::string line;
    for (std::size_t at = 0; at < std::min(most, words.size()); ++at) line += (at == 0 ? "" : ", ") + words[at];
    return words.size() > most ? line + " and " + std::to_string(words.size() - most) + " more" : line;
}

}  // namespace waymark::text
