#include "conferences.hpp"

#include <algorithm>

namespace waymark::classroom {

int sessions_waited(const ClassState& state, const StudentState& student, Date before) {
    int waited = 0;
    for (const auto& session : state.file.calendar.sessions()) {
        if (session.date >= before) break;
        if (session.date < student.student.joined) continue;
        if (student.last_conference && session.date <= *student.last_conference) continue;
        if (student.excused_on(session.date)) continue;
        ++waited;
    }
    return waited;
}

std::vector<WeekReport::Conference> conferences(const ClassState& state, std::span<const Session> sessions) {
    const auto& policy = state.file.policy.teacher.conferences;
    if (sessions.empty() || policy.minutes_in_session < policy.minutes_each) return {};
    std::vector<ConferenceStudent> students;
    for (const auto& student : state.students) {
        ConferenceStudent one{.sessions_waited = sessions_waited(state, student, sessions.front().date), .away = {}};
        for (const auto& session : sessions) {
            const bool had = student.last_conference && *student.last_conference >= session.date;
            if (had || student.excused_on(session.date)) one.away.push_back(session.number);
        }
        students.push_back(std::move(one));
    }
    std::vector<WeekReport::Conference> all;
    for (const auto& turn : plan_conferences(sessions, students, policy)) {
        const auto& student = state.students[turn.student];
        const auto session = std::ranges::find(sessions, turn.session, &Session::number);
        all.push_back({.slug = student.student.slug,
                       .name = student.student.display_name(),
                       .on = session->date,
                       .last = student.last_conference,
                       .sessions_waited = turn.sessions_waited});
    }
    return all;
}

}  // namespace waymark::classroom
