#include "held_up.hpp"

#include <algorithm>

namespace waymark::classroom {

std::vector<SkillIndex> held_up_skills(const ClassState& state, const StudentState& student) {
    const auto& file = state.file;
    std::vector<SkillIndex> all;
    for (const auto skill : file.curriculum.order()) {
        const auto& standing = student.standings[skill];
        if (standing.readiness != Readiness::blocked || standing.unmet.size() != 1) continue;
        if (file.curriculum.checks_for(skill).empty()) continue;
        std::optional<Date> since;
        for (const auto need : standing.unmet.front()) {
            const auto& evidence = student.histories[need].evidence;
            if (!evidence.empty() && (!since || evidence.front().day < *since)) since = evidence.front().day;
        }
        if (!since) continue;
        const auto& own = student.histories[skill].evidence;
        if (!own.empty()) since = std::max(*since, own.back().day);
        const int sessions = file.calendar.sessions_before(state.today) - file.calendar.sessions_before(*since);
        if (sessions > file.policy.held_up_at_most) all.push_back(skill);
    }
    return all;
}

}  // namespace waymark::classroom
