#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// What brings a student back on pace by a day, or what would have to give.
struct CatchUpReport {
    struct Work {
        std::string skill;  ///< id
        std::string title;
        int minutes = 0;  ///< that this student takes
    };
    std::string title;  ///< of the class
    std::string slug;
    std::string name;
    Date by{};
    Pace pace;  ///< now
    /// Of work, as the plan counts it, to be on pace by then; 0 or less: nothing more is needed, the rest is empty.
    double missing_minutes = 0;
    double minutes = 0;         ///< that there are for it until then
    bool restores = false;      ///< `work` is enough, and fits the minutes
    bool enough_work = false;   ///< there is as much must work as is missing, whatever time it takes
    bool exact = true;          ///< nothing smaller exists
    double needed_minutes = 0;  ///< that this student takes for `work`
    double left_minutes = 0;    ///< of all must work that is not mastered, as the plan counts it
    std::vector<Work> work;     ///< needs first
    std::vector<Work> postponed;
    // Where it does not restore the pace: each alone would do.
    std::optional<double> more_minutes;     ///< until then
    std::optional<Date> later;              ///< the first session by which it can be done
    std::optional<double> lighter_minutes;  ///< of work, if only must work were planned
};

/// For `student`, by a day from the state's today on. `minutes`: that there are for it; nothing = those of the
/// sessions.
[[nodiscard]] CatchUpReport catch_up_report(const ClassState& state, const StudentState& student, Date by,
                                            std::optional<int> minutes);

}  // namespace waymark::classroom
