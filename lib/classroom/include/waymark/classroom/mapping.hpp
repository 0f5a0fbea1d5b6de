#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// What teachers said of the titles of other systems, ready to be looked up. A title finds the mapping of exactly
/// itself; else of itself without the system's number behind it ("Quiz 7 (4101)" is "Quiz 7"); else, for a question
/// ("Quiz 7 #3"), of its whole quiz. Case and spaces do not matter.
class MappingIndex {
public:
    explicit MappingIndex(std::span<const ResultMapping> mappings);
    /// Nothing when no mapping speaks of the title. Pointers live as long as the mappings.
    [[nodiscard]] const ResultMapping* find(std::string_view title) const;

private:
    std::unordered_map<std::string, const ResultMapping*> by_title_;
};

/// "Quiz 7 (4101)" -> "Quiz 7".
[[nodiscard]] std::string without_number(std::string_view title);

/// The ids in the last brackets of a title: "Quiz 7 [ser-estar, tener] (4101)" -> ser-estar, tener.
[[nodiscard]] std::vector<std::string> bracketed_ids(std::string_view title);

}  // namespace waymark::classroom
