#pragma once

#include <algorithm>

#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// What a student chose; otherwise the first option; nothing where there is none.
[[nodiscard]] inline const StoredOption* option_taken(const StoredSlot& slot) {
    if (slot.options.empty()) return nullptr;
    const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
    return chosen == slot.options.end() ? &slot.options.front() : &*chosen;
}

}  // namespace waymark::classroom
