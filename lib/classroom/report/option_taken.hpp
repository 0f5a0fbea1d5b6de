#pragma once

#include <algorithm>
#include <span>

#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// What a student chose; otherwise the first option; nothing where there is none.
[[nodiscard]] inline const StoredOption* option_taken(const StoredSlot& slot) {
    if (slot.options.empty()) return nullptr;
    const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
    return chosen == slot.options.end() ? &slot.options.front() : &*chosen;
}

/// What a student may still take: the option that was chosen alone, otherwise all.
[[nodiscard]] inline std::span<const StoredOption> options_open(const StoredSlot& slot) {
    const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
    if (chosen == slot.options.end()) return slot.options;
    return {&*chosen, 1};
}

}  // namespace waymark::classroom
