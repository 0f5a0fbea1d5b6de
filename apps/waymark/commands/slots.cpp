#include "commands/slots.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::commands {

using classroom::Error;

const classroom::StoredPlan& find_plan(const std::vector<classroom::StoredPlan>& plans, Date week,
                                       const classroom::Student& student) {
    if (plans.empty()) no_plan(week);
    const auto plan = std::ranges::find(plans, student.id, &classroom::StoredPlan::student);
    if (plan != plans.end()) return *plan;
    throw Error(Error::Kind::failed, fmt::format("{} has no plan for {}", student.display_name(), text::iso_week(week)),
                "waymark assign week " + text::iso_week(week) + " --update plans again");
}

FoundSlot find_slot(const std::vector<classroom::Student>& roster, const std::vector<classroom::StoredPlan>& plans,
                    Date week, const std::string& student_typed, const std::string& slot_typed) {
    if (plans.empty()) no_plan(week);
    const auto& student = classroom::find_student(roster, student_typed);
    const auto& plan = find_plan(plans, week, student);
    for (const auto& slot : plan.slots) {
        if (std::to_string(slot.number) == slot_typed) return {&student, &plan, &slot};
    }
    std::vector<int> numbers;
    for (const auto& slot : plan.slots) numbers.push_back(slot.number);
    std::ranges::sort(numbers);
    const bool in_a_row = !numbers.empty() && numbers.back() == static_cast<int>(numbers.size());
    throw Error(Error::Kind::usage,
                fmt::format("{} has no slot {} in {}", student.display_name(), slot_typed, text::iso_week(week)),
                numbers.empty() ? std::string("the week is empty")
                : in_a_row      ? fmt::format("slots 1 to {}", numbers.back())
                                : fmt::format("its slots are {}", fmt::join(numbers, ", ")));
}

}  // namespace waymark::app::commands
