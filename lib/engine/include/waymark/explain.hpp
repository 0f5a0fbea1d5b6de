#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/plan.hpp"

namespace waymark {

/// One thing that could be otherwise for one student.
struct Alteration {
    enum class Kind {
        requested,  ///< the student asks for `activity`
        passed,     ///< the student passes `skill`: it is mastered
        not_due,    ///< `skill` is not due for this student
        unpinned,   ///< the teacher does not put it there: pin number `pin` is gone
    };
    Kind kind = Kind::passed;
    SkillIndex skill = 0;
    ActivityIndex activity = 0;
    std::size_t pin = 0;

    friend bool operator==(const Alteration&, const Alteration&) = default;
};

/// Why one entry is in a plan.
struct SlotExplanation {
    enum class Rule {
        pinned,        ///< the teacher put it here
        refreshed,     ///< mastered, and a review of it falls due
        check_first,   ///< nothing is known of the skill: found out before it is taught
        due,           ///< must work that is due comes before everything else
        wished,        ///< asked for, or on the way to the student's own goal
        most_expected  ///< of what is ready, what is expected to teach and open most in the time
    };
    Slot slot;
    Rule rule = Rule::most_expected;
    Prospect prospect;       ///< of its skill; nothing of the sort when the student has none
    bool prospects = false;  ///< the request has prospects of this student
    /// The smallest change found after which the plan no longer has this entry: the same skill in the same session,
    /// recommended the same; where nothing takes it away, the one after which it is longer or shorter. Wishes are
    /// smaller than results of others' skills, those smaller than its own, and those than the calendar's.
    std::optional<Alteration> change;
    std::optional<Slot> instead;  ///< what is in its session then that was not there before, the first
    bool other_length = false;    ///< `instead` was there before, for longer or shorter
};

/// The request as it would be with this alteration. Throws std::out_of_range for a student, skill, activity or pin that
/// is not there.
[[nodiscard]] WAYMARK_EXPORT PlanRequest altered(const Curriculum& curriculum, PlanRequest request, std::size_t student,
                                                 const Alteration& alteration);

/// Explains slot number `slot` (from 0) of the plan that plan_week makes for `student`. Every change it states was
/// applied and planned. Throws std::out_of_range when there is no such student or slot.
[[nodiscard]] WAYMARK_EXPORT SlotExplanation explain(const Curriculum& curriculum, const PlanRequest& request,
                                                     std::size_t student, std::size_t slot);

/// Is this entry in the plan: the same skill in the same session, for the same purpose, with the same recommendation,
/// and to the same minute if so asked?
[[nodiscard]] WAYMARK_EXPORT bool holds(const StudentPlan& plan, const Slot& entry, bool to_the_minute = false);

}  // namespace waymark
