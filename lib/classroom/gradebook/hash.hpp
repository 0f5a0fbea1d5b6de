#pragma once

#include <string>
#include <string_view>

namespace waymark::classroom {

/// SHA-256 as 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace waymark::classroom
