#pragma once

#include <string>
#include <vector>

#include "waymark/classroom/gradebook.hpp"

/// Which slot of a plan a teacher means.
namespace waymark::app::commands {

/// One slot of one student's stored week.
struct FoundSlot {
    const classroom::Student* student;
    const classroom::StoredPlan* plan;
    const classroom::StoredSlot* slot;
};

/// The plan of `student` among `plans`, those of the week. Error when nothing is planned, or nothing for them.
[[nodiscard]] const classroom::StoredPlan& find_plan(const std::vector<classroom::StoredPlan>& plans, Date week,
                                                     const classroom::Student& student);

/// Among `plans`, those of the week; what is found points into them and the roster. Error when nothing is planned, the
/// student is unknown or has no such slot.
[[nodiscard]] FoundSlot find_slot(const std::vector<classroom::Student>& roster,
                                  const std::vector<classroom::StoredPlan>& plans, Date week,
                                  const std::string& student_typed, const std::string& slot_typed);

}  // namespace waymark::app::commands
