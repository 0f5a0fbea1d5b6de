#pragma once

#include <string>
#include <vector>

#include "waymark/classroom/reports.hpp"

/// Paper for the room, made from stored plans. Nothing on it says how anybody is doing: no estimates, no statuses, no
/// pace, no adjustments.
namespace waymark::classroom {

/// Students who do one thing at one time of a session.
struct Station {
    int starts = 0;     ///< minutes into the session; it lasts until each student's next begins, or to the end
    std::string title;  ///< of the activity or check
    std::string skill_title;
    bool own = false;                   ///< practice in the student's own way
    int group = 0;                      ///< number of the group that was fixed for the session and does it; 0: none
    std::vector<std::string> students;  ///< names, in the order of the roster
};

/// Who is where in one session, with what, and when to switch.
struct RunSheet {
    std::string title;
    Session session;
    std::string changed;                   ///< why the session is not as the calendar says; may be empty
    bool too_long = false;                 ///< more is planned for somebody than it has minutes
    std::vector<Station> stations;         ///< by start, then title
    std::vector<std::string> conferences;  ///< whom the teacher talks with, in order
    std::vector<std::string> absent;       ///< excused for this day
    std::vector<std::string> unplanned;    ///< on the roster, without work in this session
};

/// What a student chose counts; otherwise the first option.
[[nodiscard]] RunSheet run_sheet(const ClassState& state, const std::vector<StoredPlan>& plans, const Session& session);

/// One thing to have ready for a week.
struct Preparation {
    std::string activity;  ///< id of an activity or check
    std::string title;
    bool check = false;
    std::vector<Date> days;  ///< of class on which somebody may take it, in order
    bool home = false;       ///< somebody may take it home
    int most = 0;            ///< copies or seats: students who may take it, at most, on one day or at home
    int preparation_minutes = 0;
    int marking_minutes = 0;           ///< when who did not choose takes the first option
    std::vector<std::string> classes;  ///< their titles
};

/// A tool that a session needs, where everybody may take the option that needs it.
struct ToolNeed {
    std::string tool;
    std::string class_title;
    Date on{};
    int students = 0;
};

struct PreparationList {
    std::vector<std::string> titles;  ///< of the classes
    Date week{};
    std::vector<Preparation> lines;  ///< by first day, then title; what is only for home last
    std::vector<ToolNeed> tools;     ///< all but paper; by tool, day, class
    int preparation_minutes = 0;
    int marking_minutes = 0;
    int conferences = 0;
};

/// For the students of the class: who left needs no copies. Where a student chose, only what was chosen counts.
[[nodiscard]] PreparationList preparation_list(const ClassState& state, const std::vector<StoredPlan>& plans,
                                               Date week);

/// The lists of several classes for one week as one. What has the same id and title in several is one thing: it is
/// prepared once, and copied for each.
[[nodiscard]] PreparationList preparation_over(const std::vector<PreparationList>& lists);

}  // namespace waymark::classroom
