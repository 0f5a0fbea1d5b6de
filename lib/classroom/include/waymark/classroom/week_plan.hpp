#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// One slot that came, went or moved when a week was planned again.
struct PlanChange {
    enum class Kind { added, removed, moved };
    StudentId student = 0;
    std::string slug;
    std::string name;
    Kind kind = Kind::added;
    std::optional<Date> from;  ///< of what moved: where it was; nothing = at home
    std::optional<Date> on;    ///< nothing = at home
    std::string skill_title;
    std::string what;  ///< titles of what it offers
};

/// A week as it is planned from now on.
struct WeekPlan {
    Date week{};
    std::vector<StoredPlan> plans;   ///< one for each student, in the order of the class
    std::vector<std::size_t> fresh;  ///< places of those that differ from what was stored: the next revisions
    std::vector<PlanChange> changes;
};

/// What stays as it is when a week is planned again. Slots of sessions that are over, and slots that were chosen or of
/// which something is recorded, always do.
enum class Keep {
    begun,  ///< nothing else: a draft is made anew
    valid,  ///< every slot that is still possible and still of use: a published plan changes only where it must
};

/// Plans the week that begins on Monday `week`; nothing is stored. `stored` are the plans of all weeks: what was done
/// in earlier ones is not offered again first, and those of this week are what is planned again. With `only`, plans of
/// other students stay as they are. The teacher's pins and drops and the projects of groups hold. Error (failed) when
/// the week has no session.
[[nodiscard]] WeekPlan plan_week(const ClassState& state, Date week, const std::vector<StoredPlan>& stored, Keep keep,
                                 const std::vector<StudentId>& only = {});

/// Different activities and checks on offer in the session of that day.
[[nodiscard]] int activities_at_once(const Curriculum& curriculum, const std::vector<StoredPlan>& plans, Date day);

/// The skill of a slot that works on `activity`: the first ready one that it teaches, else the first not mastered, else
/// the first.
[[nodiscard]] SkillIndex skill_of(const StudentState& student, const Activity& activity);
[[nodiscard]] SkillIndex skill_of(const StudentState& student, const Check& check);

}  // namespace waymark::classroom
