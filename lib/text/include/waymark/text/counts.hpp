#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace waymark::text {

/// "1 student", "28 students".
[[nodiscard]] std::string count_of(std::integral auto count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace waymark::text
