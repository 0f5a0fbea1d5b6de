#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft_week.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/plan.hpp"

/// What the planner is asked for a week of a class.
namespace waymark::classroom {

struct WeekRequest {
    std::vector<Session> sessions;  ///< those of the week; `request` looks at them
    PlanRequest request;
    std::vector<std::vector<Fixed>> fixed;  ///< by student: what the pins of the request are
    std::vector<bool> stays;                ///< by student: the plan there is stays as it is
    std::vector<bool> kept;                 ///< by student: the plan is made around one there was
};

/// As plan_week in week_plan.hpp is asked for it; `stored` must outlive what is made.
[[nodiscard]] WeekRequest week_request(const ClassState& state, Date week, const std::vector<StoredPlan>& stored,
                                       Keep keep, const std::vector<StudentId>& only = {});

/// The plan of one student in one week, or nothing.
[[nodiscard]] const StoredPlan* plan_of(const std::vector<StoredPlan>& stored, StudentId student, Date week);

}  // namespace waymark::classroom
