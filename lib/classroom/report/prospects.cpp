#include "prospects.hpp"

#include <algorithm>

namespace waymark::classroom {
namespace {

constexpr int kPieceMinutes = 20;

/// How many pieces of work the sessions of a class make, by their number.
std::vector<int> pieces_before(const Calendar& calendar) {
    std::vector<int> pieces{0};
    int minutes = 0;
    for (const auto& session : calendar.sessions()) {
        minutes += session.minutes;
        pieces.push_back(minutes / kPieceMinutes);
    }
    return pieces;
}

struct Answers {
    SkillIndex skill = 0;
    Date on{};
    double right = 0;
    int items = 0;
};

}  // namespace

std::vector<std::vector<Prospect>> class_prospects(const ClassState& state) {
    std::vector<std::vector<Answers>> checks(state.students.size());
    for (const auto& answer : state.answers) {
        auto& list = checks[answer.student];
        // Those of one day stand together at the end.
        auto same = list.rbegin();
        while (same != list.rend() && same->on == answer.on && same->skill != answer.skill) ++same;
        if (same == list.rend() || same->on != answer.on) {
            list.push_back({answer.skill, answer.on, answer.share, 1});
        } else {
            same->right += answer.share;
            ++same->items;
        }
    }
    const auto& curriculum = state.file.curriculum;
    LearningModel model(curriculum, state.students.size());
    const auto pieces = pieces_before(state.file.calendar);
    const auto done = [&](Date day) {
        return pieces[static_cast<std::size_t>(state.file.calendar.sessions_before(day))];
    };
    // Day by day over the whole class, so that what one student shows of a skill serves the others.
    std::vector<std::size_t> next(checks.size(), 0);
    std::vector<int> passed(checks.size(), 0);
    const auto catch_up = [&](std::size_t at, Date day) {
        if (done(day) <= passed[at]) return;
        model.pass(at, done(day) - passed[at]);
        passed[at] = done(day);
    };
    std::vector<Date> days;
    for (const auto& list : checks) {
        for (const auto& check : list) days.push_back(check.on);
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    for (const auto day : days) {
        for (std::size_t at = 0; at < checks.size(); ++at) {
            if (next[at] == checks[at].size() || checks[at][next[at]].on != day) continue;
            catch_up(at, day);
            for (; next[at] < checks[at].size() && checks[at][next[at]].on == day; ++next[at]) {
                const auto& check = checks[at][next[at]];
                model.observe(at, check.skill, check.right, check.items);
            }
        }
    }
    std::vector<std::vector<Prospect>> result;
    for (std::size_t at = 0; at < checks.size(); ++at) {
        catch_up(at, state.today);
        result.push_back(model.prospects(at));
        for (SkillIndex skill = 0; skill < result.back().size(); ++skill) {
            const auto* decided = state.students[at].decision_on(skill);
            if (decided != nullptr && decided->status == Status::mastered) result.back()[skill].known = 1;
        }
    }
    return result;
}

}  // namespace waymark::classroom
