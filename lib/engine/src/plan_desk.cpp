#include "plan_desk.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "waymark/path.hpp"

namespace waymark::plan {
namespace {

constexpr int kNever = 1'000'000;
constexpr int kMostPressing = 50;  ///< sessions of delay beyond which nothing presses more
/// What opening skills is worth at the start of a term, and how it fades; measured in the policy laboratory.
constexpr double kAhead = 4.0, kAheadFading = 0.7;
constexpr double kHalfSessions = 8;  ///< of slack that halve what progress counts
constexpr int kFarSessions = 120;    ///< more slack than this, or no due point, counts as this much
constexpr std::array<double, 3> kPriorityWeights{4.0, 2.0, 1.0};

/// What is not yet seen counts as unknown; every second piece of work teaches, each skill opened adds a little.
std::vector<Prospect> rough_prospects(const Curriculum& curriculum, const PlanStudent& student) {
    std::vector<Prospect> prospects(student.states.size());
    for (SkillIndex skill = 0; skill < prospects.size(); ++skill) {
        const auto& state = student.states[skill];
        prospects[skill] = {.known = state.estimate.observations > 0 ? state.estimate.probability : 0.0,
                            .learning = 0.5,
                            .opens = 0.1 * curriculum.unlocks(skill)};
    }
    return prospects;
}

/// The session by whose end each skill must be begun, so that it and all that needs it is mastered when it is due;
/// kNever where nothing is due.
std::vector<int> latest_starts(const Curriculum& curriculum, const PlanRequest& request, const PlanStudent& student) {
    int session_minutes = 1;
    for (const auto& session : request.sessions) session_minutes = std::max(session_minutes, session.minutes);
    const auto order = curriculum.order();
    std::vector<int> latest(student.states.size(), kNever);
    for (const auto& goal : student.goals_due) latest.at(goal.skill) = std::min(latest.at(goal.skill), goal.session);
    for (std::size_t place = order.size(); place-- > 0;) {
        const auto skill = order[place];
        const auto& own = curriculum.skills()[skill];
        if (student.states[skill].decision.status == Status::mastered) continue;
        int end = latest[skill];
        const auto due = due_session(curriculum, student, skill);
        if (own.priority == Priority::must && due) end = std::min(end, *due);
        if (end == kNever) continue;
        const int sessions = (minutes_left(own, student.states[skill]) + session_minutes - 1) / session_minutes;
        latest[skill] = end - sessions + 1;
        for (const auto& need : own.needs) {
            for (const auto one : need) latest[one] = std::min(latest[one], latest[skill] - 1);
        }
    }
    return latest;
}

/// Of one minute. Nothing presses before the week in which it must be begun.
std::int64_t due_value(const PlanRequest& request, int latest) {
    const int last = request.sessions.empty() ? 0 : request.sessions.back().number;
    if (latest == kNever || latest > last) return 0;
    return 1 + std::min(last - latest, kMostPressing);
}

/// How much the due point of a skill that does not press yet weighs in its progress: half as much in so many
/// sessions, 1 where it presses.
double nearness(const PlanRequest& request, int latest) {
    const int last = request.sessions.empty() ? 0 : request.sessions.back().number;
    const int slack = latest == kNever ? kFarSessions : std::clamp(latest - last, 0, kFarSessions);
    return kHalfSessions / (kHalfSessions + slack);
}

/// The student's goals and all that is missing on the way to them.
std::vector<bool> on_the_way(const Curriculum& curriculum, const PlanStudent& student) {
    std::vector<bool> on(student.states.size(), false);
    for (const auto goal : student.goals) on.at(goal) = true;
    const auto order = curriculum.order();
    for (std::size_t place = order.size(); place-- > 0;) {
        const auto skill = order[place];
        if (!on[skill] || student.states[skill].decision.status == Status::mastered) continue;
        for (const auto& need : curriculum.skills()[skill].needs) {
            for (const auto one : need) on[one] = true;
        }
    }
    return on;
}

/// What comes next depends on the result: nothing of what is checked is taught before the session after.
void await_result(const Curriculum& curriculum, Desk& desk, const Slot& slot) {
    for (auto& other : desk.needs) {
        if (!checks(curriculum, *slot.options.front().check, other.skill)) continue;
        if (!other.checked) other.checked = slot.session;
        // What is blocked stays so until the result is known.
        if (other.probe) other.minutes_left = 0;
    }
}

int longest_of(const std::vector<Option>& options) {
    return std::ranges::max(options, {}, &Option::minutes).minutes;
}

/// However the student chooses.
int screen_minutes(const Curriculum& curriculum, const PlanPolicy& policy, const std::vector<Option>& options) {
    int most = 0;
    for (const auto& option : options) {
        if (on_screen(curriculum, policy, option)) most = std::max(most, option.minutes);
    }
    return most;
}

}  // namespace

bool on_screen(const Curriculum& curriculum, const PlanPolicy& policy, const Option& option) {
    if (!option.activity) return false;
    const auto& tool = curriculum.activities()[*option.activity].tool;
    return std::ranges::find(policy.screen_tools, tool) != policy.screen_tools.end();
}

std::optional<int> due_session(const Curriculum& curriculum, const PlanStudent& student, SkillIndex skill) {
    return student.due.empty() ? curriculum.skills()[skill].due_session : student.due[skill];
}

PlanValue minute_value(const Desk& desk, const Need& need) {
    const bool wished = need.goal && desk.own_minutes_left > 0;
    return {.due = need.aspires ? kMostPressing + 2 : need.due,
            .wished = wished || need.probe || need.fading ? 1 : 0,
            .progress = static_cast<std::int64_t>(std::llround(need.worth * 1e6 / kPieceMinutes))};
}

bool is_over(const PlanRequest& request, int session) {
    return session < request.next_session && !request.sessions.empty() &&
           request.next_session <= request.sessions.back().number;
}

bool checks(const Curriculum& curriculum, CheckIndex check, SkillIndex skill) {
    const auto of = curriculum.checks_for(skill);
    return std::ranges::find(of, check) != of.end();
}

const Review* review_of(std::span<const Review> reviews, SkillIndex skill) {
    const auto found = std::ranges::find(reviews, skill, &Review::skill);
    return found == reviews.end() ? nullptr : &*found;
}

Desk open_desk(const Curriculum& curriculum, const PlanRequest& request, const PlanStudent& student) {
    Desk desk;
    desk.standings = standings(curriculum, student.states, request.today, request.policy.readiness);
    desk.done.insert(student.done.begin(), student.done.end());
    int week_minutes = student.home_minutes;
    for (const auto& session : request.sessions) {
        if (is_over(request, session.number)) continue;
        if (std::ranges::find(student.away, session.number) == student.away.end()) week_minutes += session.minutes;
    }
    for (const auto& pin : student.pins) {
        if (pin.session && is_over(request, *pin.session)) week_minutes += longest_of(pin.options);
    }
    desk.check_minutes_left = static_cast<int>(request.policy.check_share * week_minutes);
    desk.own_minutes_left = static_cast<int>(request.policy.own_share * week_minutes);
    desk.screen_minutes_left = request.policy.screen_minutes.value_or(week_minutes);
    for (const auto& pin : student.pins) {
        if (pin.session && std::ranges::find(student.away, *pin.session) != student.away.end()) continue;
        desk.screen_minutes_left -= screen_minutes(curriculum, request.policy, pin.options);
    }
    const auto prospects = student.prospects.empty() ? rough_prospects(curriculum, student) : student.prospects;
    const auto latest = latest_starts(curriculum, request, student);
    const auto own = on_the_way(curriculum, student);
    const double ahead = kAhead * std::pow(std::clamp(request.term_left, 0.0, 1.0), kAheadFading);
    const auto reviews =
        student.reviews ? reviews_within(*student.reviews, student.review_minutes) : std::vector<Review>();
    std::vector<Need> refresh;
    for (const auto skill : curriculum.order()) {
        const auto readiness = desk.standings[skill].readiness;
        if (std::ranges::find(student.dropped, skill) != student.dropped.end()) continue;
        const bool probe = std::ranges::find(student.probes, skill) != student.probes.end();
        if (readiness == Readiness::blocked && !probe) continue;
        const auto priority = curriculum.skills()[skill].priority;
        Need need;
        need.skill = skill;
        need.goal = own[skill];
        need.worth = prospects[skill].worth(ahead) * kPriorityWeights.at(static_cast<std::size_t>(priority)) *
                     nearness(request, latest[skill]);
        need.in_100 = static_cast<int>(std::lround(100 * prospects[skill].worth(0)));
        if (readiness == Readiness::blocked) {
            need.purpose = Purpose::check;
            need.minutes_left = kShortWork;
            need.probe = true;
            desk.needs.push_back(need);
            continue;
        }
        if (readiness != Readiness::ready) {
            if (student.reviews) {
                const auto* review = review_of(reviews, skill);
                if (review == nullptr) continue;
                need.fading = review->day.due <= request.today;
                // What recall has lost is what a review is expected to win back.
                need.worth = (1 - review->recall) * kPriorityWeights.at(static_cast<std::size_t>(priority));
            } else if (readiness != Readiness::to_refresh && (student.prospects.empty() || need.in_100 < 1)) {
                continue;
            }
            need.purpose = Purpose::refresh;
            need.minutes_left = kShortWork;
            refresh.push_back(need);
            continue;
        }
        need.minutes_left = minutes_left(curriculum.skills()[skill], student.states[skill]);
        need.due = due_value(request, latest[skill]);
        need.aspires = priority == Priority::aspire && student.weeks_without_aspire + 1 >= request.policy.aspire_weeks;
        desk.needs.push_back(need);
    }
    // Without a belief about what is lost one refreshing slot a week keeps old skills alive, the longest unseen.
    if (!student.reviews && student.prospects.empty() && refresh.size() > 1) {
        std::ranges::stable_sort(refresh, {}, [&](const Need& one) { return student.states[one.skill].last_seen; });
        refresh.resize(1);
    }
    desk.needs.insert(desk.needs.end(), refresh.begin(), refresh.end());
    std::ranges::stable_sort(desk.needs, [&](const Need& a, const Need& b) {
        const auto left = minute_value(desk, a), right = minute_value(desk, b);
        return std::tuple(left.due, left.wished, a.worth) > std::tuple(right.due, right.wished, b.worth);
    });
    return desk;
}

bool waits(const Desk& desk, const Need& need, std::optional<int> session) {
    if (!need.checked || !session) return false;
    const bool goes_on = desk.impatient && need.minutes_left > 0;
    return goes_on ? *session < *need.checked : *session <= *need.checked;
}

void settle(const Curriculum& curriculum, const PlanPolicy& policy, Desk& desk, Need& need, const Slot& slot) {
    // A check teaches nothing.
    if (slot.purpose != Purpose::check) {
        need.started = true;
        need.minutes_left -= slot.minutes;
    }
    if (slot.purpose == Purpose::check && slot.options.front().check) {
        // Work before a check that the teacher asked for prepares it.
        const bool asked_for =
            std::ranges::any_of(slot.reasons, [](const Reason& one) { return one.kind == Reason::Kind::teacher; });
        if (!asked_for) await_result(curriculum, desk, slot);
        desk.check_minutes_left -= slot.minutes;
    }
    if (slot.purpose == Purpose::refresh) need.minutes_left = 0;
    if (need.goal) desk.own_minutes_left -= slot.minutes;
    if (!slot.pin) desk.screen_minutes_left -= screen_minutes(curriculum, policy, slot.options);
    if (need.aspires) {
        for (auto& other : desk.needs) other.aspires = false;
    }
    for (const auto& option : slot.options) {
        if (!option.activity) continue;
        desk.done.insert(*option.activity);
        desk.turned_away.erase({false, *option.activity});
    }
    desk.plan.planned_minutes += slot.minutes;
    desk.plan.slots.push_back(slot);
}

}  // namespace waymark::plan
