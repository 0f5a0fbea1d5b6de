#pragma once

#include <vector>

#include "week_request.hpp"

namespace waymark::classroom {

/// What becomes of each request of each student in the plans made of `made`, in the order of the class. Why one was not
/// honoured is found by planning again with one rule less at a time: the first without which it would be honoured is
/// the reason.
[[nodiscard]] std::vector<std::vector<RequestOutcome>> request_outcomes(const ClassState& state, Date week,
                                                                        const WeekRequest& made,
                                                                        const std::vector<StudentPlan>& plans);

/// Why `slot`, which is in the plan of student number `at`, does not offer these activities, a sentence for each.
[[nodiscard]] std::vector<std::string> why_not_in_slot(const ClassState& state, Date week, const WeekRequest& made,
                                                       const std::vector<StudentPlan>& plans, std::size_t at,
                                                       const StoredSlot& slot,
                                                       const std::vector<ActivityIndex>& activities);

}  // namespace waymark::classroom
