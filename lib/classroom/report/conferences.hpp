#pragma once

#include <span>
#include <vector>

#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {

/// Sessions of this student from the last conference, or the first day, to `before`.
[[nodiscard]] int sessions_waited(const ClassState& state, const StudentState& student, Date before);

/// Who is talked with in which of these sessions, by the class's policy; nobody when it has no minutes for it.
[[nodiscard]] std::vector<WeekReport::Conference> conferences(const ClassState& state,
                                                              std::span<const Session> sessions);

}  // namespace waymark::classroom
