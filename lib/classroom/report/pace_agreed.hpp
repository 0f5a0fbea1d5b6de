#pragma once

#include <string>
#include <vector>

#include "waymark/classroom/pace_report.hpp"

namespace waymark::classroom {

/// What was agreed with one student about pace, work and days, as sentences; empty for who goes with the class.
[[nodiscard]] std::vector<std::string> agreed_pace(const ClassState& state, const StudentState& student,
                                                   double planned_by_end);

}  // namespace waymark::classroom
