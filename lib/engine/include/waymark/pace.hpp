#pragma once

#include <span>

#include "waymark/calendar.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/status.hpp"

namespace waymark {

enum class PaceState { no_recent_evidence, behind, on_pace, ahead };

struct PacePolicy {
    /// Work done may differ from work planned by this many sessions' worth before the state changes.
    double tolerance_sessions = 2.0;
    /// Nothing observed for more than this many of the student's sessions is "no recent evidence".
    int recent_sessions = 6;
};

/// Work is counted in the expected minutes of the skills that must be learned (priority must and should).
struct Pace {
    double planned_minutes = 0.0;  ///< of work, by the sessions this student has had
    double done_minutes = 0.0;     ///< of the skills mastered
    double total_minutes = 0.0;    ///< of all such skills
    int sessions_had = 0;          ///< sessions of the student so far
    int sessions_total = 0;
    double sessions_ahead = 0.0;  ///< (done - planned) in sessions of the student's plan; negative = behind
    int skills_mastered = 0;      ///< among those counted
    int skills_total = 0;
    PaceState state = PaceState::no_recent_evidence;
};

/// The pace of one student on the morning of `today`: sessions from `joined` on that lie before `today` are the ones
/// this student has had. Skills that are due by the same session are planned in equal parts over the sessions since the
/// due point before it; skills without one over the whole term. `states` holds one entry for each skill;
/// std::invalid_argument otherwise. "No recent evidence" is never reported as behind. `excused`: days, in order, on
/// which the student was absent with an excuse. Their sessions are none of this student's: nothing was planned for
/// them, and they make no silence.
[[nodiscard]] WAYMARK_EXPORT Pace pace(const Curriculum& curriculum, const Calendar& calendar,
                                       std::span<const SkillState> states, Date joined, Date today,
                                       const PacePolicy& policy = {}, std::span<const Date> excused = {});

}  // namespace waymark
