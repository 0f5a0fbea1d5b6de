#include <algorithm>
#include <cmath>
#include <set>

#include "waymark/pace.hpp"

namespace waymark {
namespace {

/// How far the student's own pace has come by the end of each session of the class, counted in the class's sessions.
std::vector<double> positions(const Calendar& calendar, const PaceTerms& terms, double& rate) {
    std::vector<double> reached;
    double position = 0.0;
    rate = 1.0;
    for (const auto& session : calendar.sessions()) {
        for (const auto& choice : terms.choices) {
            if (choice.from <= session.date) rate = choice.rate;
        }
        reached.push_back(position += rate);
    }
    return reached;
}

}  // namespace

std::optional<Date> due_day(const Skill& skill, const Calendar& calendar) {
    if (skill.due_on) return skill.due_on;
    const auto session = skill.due_session ? calendar.session(*skill.due_session) : std::nullopt;
    return session ? std::optional(session->date) : std::nullopt;
}

std::optional<int> due_session(const Skill& skill, const Calendar& calendar) {
    if (!skill.due_on) return skill.due_session;
    const auto last = calendar.last_session_by(*skill.due_on);
    return last ? last->number : 0;
}

std::vector<bool> due_before_joining(const Curriculum& curriculum, const Calendar& calendar, Date joined) {
    std::vector<bool> result(curriculum.skills().size(), false);
    const auto pattern = calendar.pattern_days();
    const auto count = [&](Date until) { return std::ranges::upper_bound(pattern, until) - pattern.begin(); };
    const auto missed = count(joined - std::chrono::days(1));
    if (missed == 0) return result;
    const auto planned = static_cast<int>(calendar.planned_days().size());
    const auto place = [&](const Skill& skill) -> std::optional<std::ptrdiff_t> {
        if (skill.due_on) return count(*skill.due_on);
        if (!skill.due_session || planned == 0) return std::nullopt;
        return std::clamp(*skill.due_session, 1, planned);
    };
    // Days and sessions each follow their own kind, as in the plan.
    std::set<std::ptrdiff_t> days, sessions;
    for (const auto& skill : curriculum.skills()) {
        if (const auto due = place(skill)) (skill.due_on ? days : sessions).insert(*due);
    }
    for (SkillIndex at = 0; at < result.size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        const auto due = place(skill);
        if (!due) continue;
        const auto& points = skill.due_on ? days : sessions;
        const auto own = points.find(*due);
        const auto from = own == points.begin() ? 0 : *std::prev(own);
        result[at] = *due <= missed || 2 * (*due - std::max(from, missed)) < *due - from;
    }
    return result;
}

std::vector<std::optional<int>> own_due_sessions(const Curriculum& curriculum, const Calendar& calendar,
                                                 const PaceTerms& terms) {
    constexpr double kRounding = 1e-9;
    double rate = 1.0;
    const auto reached = positions(calendar, terms, rate);
    const auto own = [&](int due) {
        const auto first = std::ranges::lower_bound(reached, due - kRounding);
        if (first != reached.end()) return static_cast<int>(first - reached.begin()) + 1;
        const double left = due - (reached.empty() ? 0.0 : reached.back());
        return static_cast<int>(reached.size()) + static_cast<int>(std::ceil(left / rate - kRounding));
    };
    const auto before = due_before_joining(curriculum, calendar, terms.joined);
    std::vector<std::optional<int>> result(curriculum.skills().size());
    for (SkillIndex at = 0; at < result.size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        const auto due = due_session(skill, calendar);
        if (!due || !counts(skill, terms)) continue;
        if (terms.leaves_out(at) || before[at]) continue;
        result[at] = own(*due);
    }
    for (const auto& extension : terms.extensions) {
        auto& due = result.at(extension.skill);
        const auto last = calendar.last_session_by(extension.due);
        if (due && last) due = std::max(*due, last->number);
    }
    return result;
}

}  // namespace waymark
