#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/readiness.hpp"

namespace waymark {

/// Who could work together in one session.
struct GroupRequest {
    /// One for each student who is there: one Standing for each skill of the curriculum.
    std::vector<std::vector<Standing>> students;
    int minutes = 45;  ///< of the session
    int smallest = 2;  ///< students of a group, at least 2
    int largest = 4;   ///< at least `smallest`
    /// One who has mastered the skill with those who are ready for it, where there is one; otherwise only those who are
    /// ready.
    bool peers = false;
    std::vector<std::pair<std::size_t, std::size_t>> apart;     ///< never in one group
    std::vector<std::pair<std::size_t, std::size_t>> together;  ///< always in one group, or both in none
    /// Who worked together before, once for each time: those who did least are preferred.
    std::vector<std::pair<std::size_t, std::size_t>> before;
    std::vector<SkillIndex> skills;  ///< only these; empty = any
    int session = 0;                 ///< number of the session in the term
    /// For each student who is there, for each skill, the session by whose end it is to be mastered, as
    /// own_due_sessions gives it. What is needed for a skill is due with it. Empty = nothing is due.
    std::vector<std::vector<std::optional<int>>> due = {};
    /// Distinct activities at once, at least 1; nothing = any number.
    std::optional<int> distinct_activities = {};
    /// What students did, or will have done by then, in groups: each time for a skill makes it press half as much, and
    /// an activity that nobody of a group has had is preferred.
    struct Earlier {
        std::size_t student = 0;
        SkillIndex skill = 0;
        std::optional<ActivityIndex> activity;
    };
    std::vector<Earlier> earlier = {};
};

struct Group {
    std::vector<std::size_t> students;      ///< ascending
    SkillIndex skill = 0;                   ///< all are ready for it, but for the peer
    std::optional<std::size_t> peer;        ///< of these, the one who has mastered it
    std::optional<ActivityIndex> activity;  ///< the longest that fits and has places for all; nothing = their own way
    int minutes = 0;
};

struct Groups {
    std::vector<Group> groups;
    std::vector<std::size_t> alone;  ///< no group fits them, ascending
};

/// Groups for one session, each around one skill. Every rule of the request holds in every group. The skill whose group
/// it presses most comes first: each member counts as 1 where it is due or overdue, as half of that eight sessions
/// before, and so on, so that without due points it is the largest group; of several the one whose group worked
/// together least before, then the one that unlocks most; a group is filled with whom its members worked with least;
/// who is left over joins a group with room. Skills beyond the number of distinct activities are not begun, and the
/// last one is that which presses most on all who are left. Throws std::invalid_argument when two are to be kept apart
/// and together, directly or through others, when more than `largest` are to stay together, or when the sizes
/// contradict each other; std::out_of_range for a student who is not there.
[[nodiscard]] WAYMARK_EXPORT Groups groups_for(const Curriculum& curriculum, const GroupRequest& request);

}  // namespace waymark
