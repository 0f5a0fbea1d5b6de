#include "plan_teacher.hpp"

#include <algorithm>
#include <limits>

namespace waymark::plan {

std::optional<Work> work_of(const Option& option) {
    if (option.activity) return Work{false, *option.activity};
    if (option.check) return Work{true, *option.check};
    return std::nullopt;
}

int TeacherWeek::marking_of(Work work) const {
    return work.is_check ? curriculum_.checks()[work.index].marking_minutes
                         : curriculum_.activities()[work.index].marking_minutes;
}
bool TeacherWeek::needs_preparation(Work work) const {
    return !work.is_check && curriculum_.activities()[work.index].preparation_minutes > 0;
}

void TeacherWeek::spend(const std::vector<Option>& options) {
    int marking = 0;
    for (const auto& option : options) {
        const auto work = work_of(option);
        if (!work) continue;
        marking = std::max(marking, marking_of(*work));
        if (needs_preparation(*work)) prepared_.insert(*work);
    }
    marking_ += marking;
}

void TeacherWeek::keep_within_limits(std::vector<Work>& work) const {
    const auto& limit = policy_.marking_minutes;
    auto prepared = prepared_;
    std::erase_if(work, [&](Work one) {
        const int marking = marking_of(one);
        if (limit && marking > 0 && marking_ + marking > *limit) return true;
        return !prepare(one, prepared);
    });
}

/// Adds it to what is prepared; false, and nothing added, when that would be more than the teacher does in a week.
bool TeacherWeek::prepare(Work work, std::set<Work>& prepared) const {
    const auto& limit = policy_.new_preparations;
    if (!needs_preparation(work) || prepared.contains(work)) return true;
    if (limit && static_cast<int>(prepared.size()) >= *limit) return false;
    prepared.insert(work);
    return true;
}

std::size_t TeacherWeek::places_to_mark(Work work) const {
    const int marking = marking_of(work);
    if (!policy_.marking_minutes || marking <= 0) return std::numeric_limits<std::size_t>::max();
    return static_cast<std::size_t>(std::max(0, *policy_.marking_minutes - marking_) / marking);
}

bool TeacherWeek::can_prepare(const std::vector<Work>& work) const {
    auto prepared = prepared_;
    return std::ranges::all_of(work, [&](Work one) { return prepare(one, prepared); });
}

}  // namespace waymark::plan
