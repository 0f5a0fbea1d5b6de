#include "waymark/classroom/projects.hpp"

namespace waymark::classroom {

std::vector<Session> project_sessions(const Curriculum& curriculum, const Calendar& calendar, const Project& project) {
    std::vector<Session> sessions;
    const auto activity = curriculum.find_activity(project.activity);
    if (!activity) return sessions;
    const int takes = curriculum.activities()[*activity].sessions;
    const int first = calendar.sessions_before(project.starts_on) + 1;
    for (const auto& session : calendar.sessions()) {
        if (session.number < first) continue;
        const bool before_the_end = !project.milestones.empty() && session.date <= project.milestones.back().due_on;
        if (session.number < first + takes || before_the_end) sessions.push_back(session);
    }
    return sessions;
}

}  // namespace waymark::classroom
