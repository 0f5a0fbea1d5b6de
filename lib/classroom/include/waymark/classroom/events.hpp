#pragma once

#include <cstdint>
#include <string>

#include "waymark/calendar.hpp"

/// What happens in a term, as facts of the gradebook.
namespace waymark::classroom {

using StudentId = std::int64_t;

/// A session that fell out, or was shorter or longer than the calendar says.
struct SessionChange {
    Date on{};
    int minutes = 0;  ///< 0: cancelled
    std::string because;
};

/// A session that a student missed with an excuse: it is none of this student's sessions.
struct Absence {
    StudentId student = 0;
    Date on{};
    bool excused = true;  ///< false takes an excuse back
    std::string because;
};

/// What the teacher said to a student about their work.
struct Comment {
    std::int64_t id = 0;
    StudentId student = 0;
    std::string skill;  ///< id; empty: about the work as a whole
    std::string text;
    Date said_on{};
};

}  // namespace waymark::classroom
