#include "waymark/pace.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace waymark {
namespace {

/// Share of the work due by session `due` that is planned by now, both counted in the student's own sessions.
double planned_share(int had, int due) {
    return due <= 0 ? 1.0 : std::min(1.0, static_cast<double>(had) / due);
}

}  // namespace

Pace pace(const Curriculum& curriculum, const Calendar& calendar, std::span<const SkillState> states, Date joined,
          Date today, const PacePolicy& policy) {
    if (states.size() != curriculum.skills().size()) throw std::invalid_argument("one state for each skill is needed");
    const int before_joining = calendar.sessions_before(joined);
    const int all = static_cast<int>(calendar.sessions().size());
    Pace result;
    result.sessions_total = all - before_joining;
    result.sessions_had = std::clamp(calendar.sessions_before(today) - before_joining, 0, result.sessions_total);

    double planned_by_due = 0;
    std::optional<Date> last_seen;
    for (SkillIndex at = 0; at < states.size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        if (states[at].last_seen && (!last_seen || *states[at].last_seen > *last_seen)) last_seen = states[at].last_seen;
        if (skill.priority == Priority::aspire) continue;
        ++result.skills_total;
        result.total_minutes += skill.minutes;
        if (states[at].decision.status == Status::mastered) {
            ++result.skills_mastered;
            result.done_minutes += skill.minutes;
        }
        const int due = skill.due_session ? *skill.due_session - before_joining : result.sessions_total;
        planned_by_due += skill.minutes * (due <= 0 ? 1.0 : planned_share(result.sessions_had, due));
    }
    result.planned_minutes = planned_by_due;
    const double per_session = result.sessions_total > 0 ? result.total_minutes / result.sessions_total : 0.0;
    result.sessions_ahead = per_session > 0 ? (result.done_minutes - result.planned_minutes) / per_session : 0.0;

    const int seen_before = last_seen ? calendar.sessions_before(*last_seen) : -1;
    const bool recent = last_seen && calendar.sessions_before(today) - seen_before <= policy.recent_sessions;
    if (!recent) {
        result.state = PaceState::no_recent_evidence;
    } else if (result.sessions_ahead < -policy.tolerance_sessions) {
        result.state = PaceState::behind;
    } else if (result.sessions_ahead > policy.tolerance_sessions) {
        result.state = PaceState::ahead;
    } else {
        result.state = PaceState::on_pace;
    }
    return result;
}

}  // namespace waymark
