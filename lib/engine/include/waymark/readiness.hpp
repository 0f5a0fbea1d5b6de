#pragma once

#include <span>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/status.hpp"

namespace waymark {

/// Where one skill stands for one student.
enum class Readiness {
    mastered,
    /// Mastered, and a review has fallen due. Where nothing is known of when that is: learned last (no mastered skill
    /// builds on it) and not seen for a while.
    to_refresh,
    ready,  ///< may be started: needs met, or direct success, or begun by the teacher's word
    blocked,
};

struct Standing {
    Readiness readiness = Readiness::blocked;
    /// For a blocked skill: the needs that are not met, each with the skills of which any one would do.
    std::vector<AnyOf> unmet;
};

struct ReadinessPolicy {
    int refresh_after_days = 21;  ///< without a day of review, a skill of the inner fringe is to refresh so late
};

/// One Standing for each skill of the curriculum, in its order. `states` holds one entry for each skill.
/// A need is met by a skill that is mastered, to refresh or not: time alone schedules, it takes nothing away. Direct
/// success on a skill opens it though a need is unmet: a wrong prerequisite cannot lock a student out. Inner and outer
/// fringe after Falmagne & Doignon, "Learning Spaces" (2011).
[[nodiscard]] WAYMARK_EXPORT std::vector<Standing> standings(const Curriculum& curriculum,
                                                             std::span<const SkillState> states, Date today,
                                                             const ReadinessPolicy& policy = {});

}  // namespace waymark
