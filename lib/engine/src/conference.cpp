#include "waymark/conference.hpp"

#include <algorithm>
#include <stdexcept>

namespace waymark {

std::vector<ConferenceTurn> plan_conferences(std::span<const Session> sessions,
                                             std::span<const ConferenceStudent> students,
                                             const ConferencePolicy& policy) {
    if (policy.minutes_each < 1) throw std::invalid_argument("a conference takes at least one minute");
    std::vector<ConferenceTurn> turns;
    std::vector<int> waited;
    for (const auto& student : students) waited.push_back(student.sessions_waited);
    std::vector<bool> had(students.size(), false);
    for (const auto& session : sessions) {
        std::vector<std::size_t> queue;
        for (std::size_t at = 0; at < students.size(); ++at) {
            const auto& away = students[at].away;
            if (std::ranges::find(away, session.number) != away.end()) continue;
            if (!had[at]) queue.push_back(at);
        }
        std::ranges::stable_sort(queue, std::ranges::greater{}, [&](std::size_t at) { return waited[at]; });
        const auto places = std::min(policy.minutes_in_session, session.minutes) / policy.minutes_each;
        queue.resize(std::min(queue.size(), static_cast<std::size_t>(std::max(0, places))));
        for (const auto at : queue) {
            turns.push_back({session.number, at, waited[at]});
            had[at] = true;
        }
        for (std::size_t at = 0; at < students.size(); ++at) {
            const auto& away = students[at].away;
            if (std::ranges::find(away, session.number) == away.end()) ++waited[at];
        }
    }
    return turns;
}

}  // namespace waymark
