#pragma once

#include <vector>

#include "render/models.hpp"
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

/// Says in the receipt what a week planned again changes: each change when they are few, else how many of each kind.
/// `of_one`: they are all of the student that the receipt is about.
void say_changes(const classroom::WeekPlan& plan, bool of_one, render::Receipt& receipt);

/// After something happened in a week: when it is planned and has a session left, plans it again for these students, or
/// for all when none are named, so that unfinished work rolls over; the receipt says what changes and what to look at
/// next. A published plan changes only where it must; of a draft stays what `of_a_draft` says. `after`: the class as it
/// is with what happened.
void plan_again(classroom::Gradebook& book, const classroom::ClassState& after, Date week,
                const std::vector<classroom::StudentId>& students, classroom::Keep of_a_draft,
                render::Receipt& receipt);

}  // namespace waymark::app::commands
