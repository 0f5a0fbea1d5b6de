#include "commands/replan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::commands {

using classroom::StoredPlan;

void store(classroom::Gradebook& book, const classroom::WeekPlan& plan, bool published) {
    for (const auto at : plan.fresh) book.add_plan(plan.plans[at]);
    if (published && !plan.fresh.empty()) book.publish(plan.week);
}

classroom::WeekPlan replan(classroom::Gradebook& book, const classroom::ClassState& state,
                           const std::vector<StoredPlan>& stored, const std::vector<classroom::StudentId>& students,
                           classroom::Keep keep) {
    auto plan = classroom::plan_week(state, stored.front().week, book.all_plans(), keep, students);
    store(book, plan, std::ranges::any_of(stored, &StoredPlan::published));
    return plan;
}

void say_changes(const classroom::WeekPlan& plan, bool of_one, render::Receipt& receipt) {
    constexpr std::size_t kMost = 12;
    if (plan.changes.size() <= kMost) {
        for (const auto& change : plan.changes) {
            receipt.lines.push_back((of_one ? "" : change.name + ", ") + render::change_sentence(change));
        }
        return;
    }
    using Kind = classroom::PlanChange::Kind;
    const auto number = [&](Kind kind) { return std::ranges::count(plan.changes, kind, &classroom::PlanChange::kind); };
    std::vector<std::string> counts;
    if (number(Kind::moved) > 0) {
        counts.push_back(text::count_of(number(Kind::moved), "slot moves", "slots move") + " to another day");
    }
    if (number(Kind::added) > 0) counts.push_back(text::count_of(number(Kind::added), "slot comes", "slots come"));
    if (number(Kind::removed) > 0) {
        counts.push_back(text::count_of(number(Kind::removed), "slot goes", "slots go") +
                         ", and what is still needed comes again");
    }
    std::set<classroom::StudentId> students;
    for (const auto& change : plan.changes) students.insert(change.student);
    receipt.lines.push_back(fmt::format("the plan of {} changes for {}: {}", text::iso_week(plan.week),
                                        text::count_of(students.size(), "student", "students"),
                                        text::listed(counts, counts.size())));
}

void plan_again(classroom::Gradebook& book, const classroom::ClassState& after, Date week,
                const std::vector<classroom::StudentId>& students, classroom::Keep of_a_draft,
                render::Receipt& receipt) {
    const auto stored = book.plans(week);
    if (stored.empty()) return;
    if (after.file.calendar.sessions_in_week(week).empty()) {
        receipt.lines.push_back(fmt::format(
            "{} has no session left; what is still needed comes again with the next week", text::iso_week(week)));
        return;
    }
    const bool published = std::ranges::any_of(stored, &StoredPlan::published);
    const auto plan = replan(book, after, stored, students, published ? classroom::Keep::valid : of_a_draft);
    say_changes(plan, students.size() == 1, receipt);
    if (plan.fresh.empty()) return;
    receipt.next.push_back(students.size() == 1
                               ? fmt::format("waymark assign show {} --week {}",
                                             std::ranges::find(after.students, students.front(),
                                                               [](const auto& one) { return one.student.id; })
                                                 ->student.slug,
                                             text::iso_week(week))
                               : "waymark assign show --week " + text::iso_week(week));
}

}  // namespace waymark::app::commands
