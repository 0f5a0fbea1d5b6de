#pragma once

#include <vector>

#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/week_plan.hpp"

/// Plans that are made again inside an operation.
namespace waymark::app::commands {

/// Stores the next revisions of a week; one that was published stays so.
void store(classroom::Gradebook& book, const classroom::WeekPlan& plan, bool published);

/// Plans again, where it must change, what these students do in the week of `stored`, all its plans, and stores it.
classroom::WeekPlan replan(classroom::Gradebook& book, const classroom::ClassState& state,
                           const std::vector<classroom::StoredPlan>& stored,
                           const std::vector<classroom::StudentId>& students,
                           classroom::Keep keep = classroom::Keep::valid);

}  // namespace waymark::app::commands
