#include "week_costs.hpp"

#include "option_taken.hpp"

namespace waymark::classroom {

void WeekCosts::add(const Curriculum& curriculum, const StoredPlan& plan) {
    for (const auto& slot : plan.slots) {
        for (const auto& option : options_open(slot)) {
            const auto& what = option.activity.empty() ? option.check : option.activity;
            if (slot.on && !what.empty()) at_once[*slot.on].insert(what);
            const auto activity = curriculum.find_activity(option.activity);
            if (activity && activities.insert(option.activity).second) {
                preparation_minutes += curriculum.activities()[*activity].preparation_minutes;
            }
        }
        const auto* taken = option_taken(slot);
        if (taken == nullptr) continue;
        if (const auto activity = curriculum.find_activity(taken->activity)) {
            marking_minutes += curriculum.activities()[*activity].marking_minutes;
        } else if (const auto check = curriculum.find_check(taken->check)) {
            marking_minutes += curriculum.checks()[*check].marking_minutes;
        }
    }
}

int WeekCosts::at_once_on(Date day) const {
    const auto found = at_once.find(day);
    return found == at_once.end() ? 0 : static_cast<int>(found->second.size());
}

}  // namespace waymark::classroom
