#include "commands/replan.hpp"

#include <algorithm>

namespace waymark::app::commands {

using classroom::StoredPlan;

void store(classroom::Gradebook& book, const classroom::WeekPlan& plan, bool published) {
    for (const auto& one : plan.fresh) book.add_plan(one);
    if (published && !plan.fresh.empty()) book.publish(plan.week);
}

classroom::WeekPlan replan(classroom::Gradebook& book, const classroom::ClassState& state,
                           const std::vector<StoredPlan>& stored, const std::vector<classroom::StudentId>& students,
                           classroom::Keep keep) {
    auto plan = classroom::plan_week(state, stored.front().week, book.all_plans(), keep, students);
    store(book, plan, std::ranges::any_of(stored, &StoredPlan::published));
    return plan;
}

}  // namespace waymark::app::commands
