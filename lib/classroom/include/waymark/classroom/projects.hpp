#pragma once

#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/classroom/overrides.hpp"
#include "waymark/curriculum.hpp"

namespace waymark::classroom {

/// The sessions that a group works on its project in: from the first as many as its activity takes, and on until the
/// last milestone. None when the class file does not have the activity any more.
[[nodiscard]] std::vector<Session> project_sessions(const Curriculum& curriculum, const Calendar& calendar,
                                                    const Project& project);

}  // namespace waymark::classroom
