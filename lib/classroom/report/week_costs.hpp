#pragma once

#include <map>
#include <set>
#include <string>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// What the plans of one week ask of the teacher. Where a student chose, only what was chosen counts.
struct WeekCosts {
    std::map<Date, std::set<std::string>> at_once;  ///< ids of activities and checks on offer, by session
    std::set<std::string> activities;               ///< ids of all that are on offer, home included
    int preparation_minutes = 0;                    ///< each activity once
    int marking_minutes = 0;                        ///< when who did not choose takes the first option

    void add(const Curriculum& curriculum, const StoredPlan& plan);
    /// Different activities and checks on offer in the session of that day.
    [[nodiscard]] int at_once_on(Date day) const;
};

}  // namespace waymark::classroom
