#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
    std::optional<std::int64_t> evidence;  ///< about this piece of evidence
    std::optional<std::int64_t> slot;      ///< about this slot of a plan
};

/// A talk that the teacher had with a student.
struct Conference {
    StudentId student = 0;
    Date held_on{};
    std::string note;
};

/// What is made different for a student; never why. Times are never shorter than other students'.
struct Adjustment {
    StudentId student = 0;
    double time_factor = 1.0;          ///< 1 to 4: minutes for one minute of others
    std::string format;                ///< "large print"; empty: as for all
    std::string place;                 ///< "quiet room"; empty: as for all
    bool device_at_home = true;        ///< without one nothing on a screen is planned at home
    std::vector<std::string> without;  ///< ids of skills that are not this student's
    std::string note;                  ///< the teacher's own

    friend bool operator==(const Adjustment&, const Adjustment&) = default;
};

/// A pace of one's own and a reduced load, from a day on.
struct StudentPace {
    StudentId student = 0;
    Date from{};
    double rate = 1.0;       ///< 1: the class's pace
    bool must_only = false;  ///< only must work is asked for
    std::string because;
};

/// Another due day for one skill of one student.
struct StudentExtension {
    StudentId student = 0;
    std::string skill;        ///< id
    std::optional<Date> due;  ///< nothing: taken back
    std::string because;
};

/// From a day on, a new score in a check is another attempt.
struct Retake {
    StudentId student = 0;
    std::string check;
    Date from{};
};

}  // namespace waymark::classroom
