#include <algorithm>
#include <cmath>

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
    std::vector<std::optional<int>> result(curriculum.skills().size());
    for (SkillIndex at = 0; at < result.size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        if (!skill.due_session || !counts(skill, terms)) continue;
        if (std::ranges::find(terms.without, at) != terms.without.end()) continue;
        const auto session = calendar.session(*skill.due_session);
        if (session && session->date < terms.joined) continue;
        result[at] = own(*skill.due_session);
    }
    for (const auto& extension : terms.extensions) {
        auto& due = result.at(extension.skill);
        const auto last = calendar.last_session_by(extension.due);
        if (due && last) due = std::max(*due, last->number);
    }
    return result;
}

}  // namespace waymark
