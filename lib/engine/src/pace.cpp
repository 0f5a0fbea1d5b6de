#include "waymark/pace.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

namespace waymark {
namespace {

/// Minutes of work that are due by the end of a session, counted in the student's own sessions.
using WorkByDue = std::map<int, double>;

/// Work between two due points is planned in equal parts over the sessions between them.
double planned_by(int had, const WorkByDue& work) {
    double planned = 0;
    int since = 0;
    for (const auto& [due, minutes] : work) {
        if (due > had) return planned + minutes * (had - since) / (due - since);
        planned += minutes;
        since = due;
    }
    return planned;
}

}  // namespace

Pace pace(const Curriculum& curriculum, const Calendar& calendar, std::span<const SkillState> states, Date joined,
          Date today, const PacePolicy& policy, std::span<const Date> excused) {
    if (states.size() != curriculum.skills().size()) throw std::invalid_argument("one state for each skill is needed");
    const int before_joining = calendar.sessions_before(joined);
    const int all = static_cast<int>(calendar.sessions().size());
    Pace result;
    result.sessions_total = all - before_joining;
    const auto missed_since = [&](Date from) {
        return static_cast<int>(std::ranges::count_if(excused, [&](Date day) {
            const auto session = calendar.last_session_by(day);
            return day >= from && day >= joined && day < today && session && session->date == day;
        }));
    };
    result.sessions_had =
        std::clamp(calendar.sessions_before(today) - before_joining - missed_since(joined), 0, result.sessions_total);

    WorkByDue work;
    double without_due = 0;
    std::optional<Date> last_seen;
    for (SkillIndex at = 0; at < states.size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        if (states[at].last_seen && (!last_seen || *states[at].last_seen > *last_seen))
            last_seen = states[at].last_seen;
        if (skill.priority == Priority::aspire) continue;
        ++result.skills_total;
        result.total_minutes += skill.minutes;
        if (states[at].decision.status == Status::mastered) {
            ++result.skills_mastered;
            result.done_minutes += skill.minutes;
        }
        if (skill.due_session) {
            work[std::max(0, *skill.due_session - before_joining)] += skill.minutes;
        } else {
            without_due += skill.minutes;
        }
    }
    result.planned_minutes = planned_by(result.sessions_had, work);
    if (result.sessions_total > 0) result.planned_minutes += without_due * result.sessions_had / result.sessions_total;
    const double per_session = result.sessions_total > 0 ? result.total_minutes / result.sessions_total : 0.0;
    result.sessions_ahead = per_session > 0 ? (result.done_minutes - result.planned_minutes) / per_session : 0.0;

    const int seen_before = last_seen ? calendar.sessions_before(*last_seen) : -1;
    const bool recent =
        last_seen && calendar.sessions_before(today) - seen_before - missed_since(*last_seen) <= policy.recent_sessions;
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
