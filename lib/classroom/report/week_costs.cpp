#include "week_costs.hpp"

namespace waymark::classroom {

void WeekCosts::add(const Curriculum& curriculum, const StoredPlan& plan) {
    for (const auto& slot : plan.slots) {
        for (const auto& option : slot.options) {
            const auto& what = option.activity.empty() ? option.check : option.activity;
            if (slot.on && !what.empty()) at_once[*slot.on].insert(what);
            const auto activity = curriculum.find_activity(option.activity);
            if (activity && activities.insert(option.activity).second) {
                preparation_minutes += curriculum.activities()[*activity].preparation_minutes;
            }
        }
        if (slot.options.empty()) continue;
        const auto& first = slot.options.front();
        if (const auto activity = curriculum.find_activity(first.activity)) {
            marking_minutes += curriculum.activities()[*activity].marking_minutes;
        } else if (const auto check = curriculum.find_check(first.check)) {
            marking_minutes += curriculum.checks()[*check].marking_minutes;
        }
    }
}

int WeekCosts::at_once_on(Date day) const {
    const auto found = at_once.find(day);
    return found == at_once.end() ? 0 : static_cast<int>(found->second.size());
}

}  // namespace waymark::classroom
