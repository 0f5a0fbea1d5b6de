#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// Why a slot is in a plan, and what would change that.
struct WhyReport {
    std::string title;
    Date week{};
    std::string slug;
    std::string name;
    StoredSlot slot;
    Date known_on{};  ///< the day the plan was made: what was known then is what it was made from
    /// The plan made again from what was known then has this entry. Otherwise only what was stored speaks: it stays
    /// from an earlier revision, or more was known later that day.
    bool found = false;
    std::string rule;       ///< pinned, check_first, due, wished, most_expected; empty when it was not found
    std::string rule_text;  ///< a sentence

    struct Fact {
        std::string fact;  ///< due, unlocks, estimate, learning …
        std::optional<double> value;
        std::string word;  ///< an interest, a tool, a priority, a reason of the teacher's
        std::string text;  ///< a sentence
    };
    std::vector<Fact> facts;  ///< the weightiest first

    /// The smallest change found after which the entry is not there any more.
    struct Change {
        std::string kind;     ///< requested, passed, not_due, unpinned
        std::string what;     ///< id of the activity or skill; empty for a pin
        std::string text;     ///< "if Numbers to 20 were passed"
        std::string instead;  ///< what its session has then; empty when nothing
    };
    std::optional<Change> change;

    /// Work on the same skill that the slot does not offer.
    struct Other {
        std::string activity;  ///< id
        std::string title;
        std::string because;
    };
    std::vector<Other> others;
    std::vector<RequestOutcome> refused;  ///< what the student asked for in the week and did not get
};

/// Of `slot` of the plan of `student` in `week`, as it is stored. `state` and `stored`, the plans of all weeks, are of
/// the day on which it was made.
[[nodiscard]] WhyReport why_report(const ClassState& state, const StudentState& student, const StoredPlan& plan,
                                   const StoredSlot& slot, std::vector<StoredPlan> stored);

}  // namespace waymark::classroom
