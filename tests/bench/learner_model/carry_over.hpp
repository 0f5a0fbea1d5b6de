#pragma once

#include <span>
#include <string>
#include <vector>

#include "answers.hpp"
#include "metrics.hpp"

namespace waymark::bench {

/// The answers of one class in the order in which they happened; skills and items numbered alike in all classes.
struct ClassAnswers {
    std::string name;
    std::vector<Answer> answers;
};

/// One class predicted twice: from nothing, and from what all classes before it taught together.
struct CarryOver {
    std::string name;
    std::vector<Outcome> cold, carried;
};

[[nodiscard]] std::vector<CarryOver> carry_over(std::span<const ClassAnswers> classes, std::size_t skills);

}  // namespace waymark::bench
