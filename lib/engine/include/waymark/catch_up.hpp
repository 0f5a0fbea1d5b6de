#pragma once

#include <span>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"

namespace waymark {

struct CatchUpRequest {
    std::vector<bool> mastered;  ///< one for each skill
    std::vector<bool> counts;    ///< which skills are work of this student; one for each skill
    double missing_minutes = 0;  ///< work that has to be done to be on pace again
    double minutes = 0;          ///< that there are for it
    std::vector<bool> due = {};  ///< by then; one for each skill, or empty: nothing
};

struct CatchUp {
    /// What to do, needs before what needs them. Empty when nothing is missing, or when nothing can restore the pace.
    std::vector<SkillIndex> work;
    double minutes = 0;                 ///< of that work
    double counted_minutes = 0;         ///< of it, work that counts
    double left_minutes = 0;            ///< work that counts, of all must work and its needs that are not mastered
    std::vector<SkillIndex> postponed;  ///< other must work that could be done now, in the order of the curriculum
    bool restores = false;              ///< the work is enough for the pace and fits the minutes
    bool enough_work = false;           ///< there is as much must work as is missing, whatever time it takes
    bool exact = true;                  ///< nothing smaller exists; otherwise nothing smaller was found
};

/// The smallest set of must work that restores the pace: skills of priority must that are not mastered, with those of
/// their needs that are missing (of any-of needs one), that together count for at least `missing_minutes`. Smallest by
/// minutes; of several the one with most minutes of work that is due, then by number, then by the order of the
/// curriculum. Found by depth-first search with bounds over the skills in topological order; after `kMostSteps` steps
/// the best so far stands and is not exact. Without a set that is enough `work` is empty. std::invalid_argument when a
/// vector has another size than the skills.
[[nodiscard]] WAYMARK_EXPORT CatchUp catch_up(const Curriculum& curriculum, const CatchUpRequest& request);

}  // namespace waymark
