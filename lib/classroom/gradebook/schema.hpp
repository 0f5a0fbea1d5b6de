#pragma once

#include <span>
#include <string>

namespace waymark::classroom {

/// "waym" in ASCII, in the header of every gradebook.
inline constexpr int kApplicationId = 0x7761796D;

/// SQL that brings the tables of a gradebook from version N (its position, from 0) to N + 1. Views are not part of it:
/// they are made anew after every migration.
[[nodiscard]] std::span<const std::string> migrations();

}  // namespace waymark::classroom
