#pragma once

#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {

[[nodiscard]] CommentLine comment_line(const ClassState& state, const StudentState& student,
                                       const StudentComment& comment);

}  // namespace waymark::classroom
