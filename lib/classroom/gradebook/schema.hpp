#pragma once

#include <span>
#include <string>

namespace waymark::classroom {

/// "waym" in ASCII, in the header of every gradebook.
inline constexpr int kApplicationId = 0x7761796D;

/// SQL that brings a gradebook from version N (its position, from 0) to N + 1.
[[nodiscard]] std::span<const std::string> migrations();

/// A view over facts that skips what is undone. Kept as text because the same views are made a second time, as
/// temporary ones over the operations of a day, to answer --as-of.
struct CurrentView {
    const char* name;
    const char* select;
};
/// In the order in which they build on each other.
[[nodiscard]] std::span<const CurrentView> current_views();

}  // namespace waymark::classroom
