#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/week_plan.hpp"
#include "waymark/plan.hpp"

/// What the planner is asked for a week of a class.
namespace waymark::classroom {

/// A slot that is in the plan before the planner begins.
struct Fixed {
    std::optional<Date> on;
    Pin pin;
    const StoredSlot* kept = nullptr;  ///< the stored slot it was
    std::vector<std::string> reasons;  ///< sentences, when it is not
    std::string title;                 ///< of what the student proposed
    int number = 0;                    ///< of the slot whose place it takes
    /// Others do it at the same time: it begins the session, groups before projects.
    int with_others = 0;  ///< 2: a group of this session, 1: a project, 0: nobody
};

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

/// Activities of which any one is what was asked for. Empty when the class file has none of them now, or the student is
/// ready for none of a kind.
[[nodiscard]] std::vector<ActivityIndex> activities_asked_for(const ClassState& state, const StudentState& student,
                                                              const StudentRequest& request);

}  // namespace waymark::classroom
