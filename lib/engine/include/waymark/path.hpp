#pragma once

#include <span>
#include <utility>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/readiness.hpp"
#include "waymark/status.hpp"

namespace waymark {

/// A need of which any one skill would do, and what a path makes of it.
struct PathBranch {
    SkillIndex chosen = 0;
    /// The other skills that would do, each with the minutes the whole path would take with it in place of `chosen`.
    std::vector<std::pair<SkillIndex, int>> others;
};

/// One skill that is missing on the way.
struct PathStep {
    SkillIndex skill = 0;
    int minutes = 0;  ///< of the work that is left for it
    Readiness readiness = Readiness::blocked;
    std::vector<SkillIndex> after;     ///< steps of this path that come directly before it
    std::vector<PathBranch> branches;  ///< its needs with a choice, unless one of the choice is mastered
    bool taught = true;                ///< the class has an activity for it
};

/// From where a student stands to a goal.
struct Path {
    std::vector<SkillIndex> goals;      ///< as asked for, each once
    std::vector<PathStep> steps;        ///< what is missing, needs first; empty when the goals are mastered
    std::vector<SkillIndex> mastered;   ///< needs on the way that are mastered already, ascending
    std::vector<SkillIndex> skippable;  ///< alternatives that this path does without, ascending
    int minutes = 0;                    ///< of all steps
    bool shortest = true;  ///< no other choice of alternatives takes fewer minutes; false: too many to try them all
};

/// The work that is left for a skill: its minutes, less by what the estimate says is known already; at least 15, and 0
/// when it is mastered.
[[nodiscard]] WAYMARK_EXPORT int minutes_left(const Skill& skill, const SkillState& state);

/// The path that takes the fewest minutes, exactly while at most 4,096 combinations of alternatives are to be tried,
/// otherwise each alternative as the shorter one seems. Needs that are mastered are done; direct success opens a skill
/// whatever its needs, so that nothing before it is missing for its sake. Of equally short paths the one whose
/// alternatives come first in the curriculum. `states`: one for each skill, std::invalid_argument otherwise, also when
/// `goals` is empty; std::out_of_range for a goal out of range.
[[nodiscard]] WAYMARK_EXPORT Path path_to(const Curriculum& curriculum, std::span<const SkillState> states,
                                          std::span<const SkillIndex> goals);

}  // namespace waymark
