#pragma once

#include <vector>

#include "waymark/classroom/class_state.hpp"
#include "waymark/progress.hpp"

namespace waymark::classroom {

/// What working on each skill promises each student, in the order of the class. Answers of one student on one skill and
/// day are one check, after work on it; between two days with answers a student did a piece of work for every twenty
/// minutes of the sessions between them. What the teacher calls mastered is known.
[[nodiscard]] std::vector<std::vector<Prospect>> class_prospects(const ClassState& state);

}  // namespace waymark::classroom
