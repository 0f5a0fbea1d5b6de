#pragma once

#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// Blocked skills with a check that wait for one need only, which the student has worked on for more sessions than the
/// class's policy allows, and which have not been checked themselves since. The need may be wrong: a check tells.
[[nodiscard]] std::vector<SkillIndex> held_up_skills(const ClassState& state, const StudentState& student);

}  // namespace waymark::classroom
