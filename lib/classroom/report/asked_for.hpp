#pragma once

#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// Activities of which any one is what was asked for. Empty when the class file has none of them now, or the student is
/// ready for none of a kind.
[[nodiscard]] std::vector<ActivityIndex> activities_asked_for(const ClassState& state, const StudentState& student,
                                                              const StudentRequest& request);

/// A request for any activity of a kind means this one too.
[[nodiscard]] bool is_of_kind(const Activity& activity, const StudentRequest& request);

}  // namespace waymark::classroom
