#pragma once

#include <string>
#include <vector>

namespace waymark::classroom {

/// Words as a column keeps them (a JSON list), and back; what is no list has no words.
[[nodiscard]] std::string list_text(const std::vector<std::string>& words);
[[nodiscard]] std::vector<std::string> list_of(const std::string& text);

}  // namespace waymark::classroom
