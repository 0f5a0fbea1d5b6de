#include "plan_menu.hpp"

#include <algorithm>
#include <map>

namespace waymark::plan {

/// Of work of `minutes` as the class file counts them.
PlanValue Menu::value_of(std::size_t at, const Need& need, Work work) const {
    const auto one = minute_value(desks_[at], need);
    if (work.is_check) {
        return {one.due * kShortWork, one.wished * kShortWork, one.progress * kShortWork};
    }
    const auto& activity = curriculum_.activities()[work.index];
    const auto minutes = std::min(activity.minutes, need.minutes_left);
    const auto& requests = request_.students[at].requests;
    const bool requested = std::ranges::find(requests, work.index) != requests.end();
    auto progress = one.progress * minutes * (100 + 3 * interest_of(at, activity)) / 100;
    if (desks_[at].done.contains(work.index)) progress /= 2;
    return {one.due * minutes, (one.wished + (requested ? 2 : 0)) * minutes, progress};
}

int Menu::minutes_of(std::size_t at, Work work) const {
    const auto minutes =
        work.is_check ? curriculum_.checks()[work.index].minutes : curriculum_.activities()[work.index].minutes;
    return minutes_needed(minutes, request_.students[at].time_factor);
}
std::size_t Menu::capacity_of(Work work) const {
    if (work.is_check) return desks_.size();
    const auto capacity = curriculum_.activities()[work.index].capacity;
    return capacity ? static_cast<std::size_t>(std::max(0, *capacity)) : desks_.size();
}

bool Menu::screen_allows(std::size_t at, Work work, bool home) const {
    const int minutes = minutes_of(at, work);
    if (work.is_check || !on_screen(curriculum_, request_.policy, {work.index, std::nullopt, minutes})) return true;
    return (!home || request_.students[at].device_at_home) && minutes <= desks_[at].screen_minutes_left;
}

/// Not sure and never seen, or right so far: a short check may save the time of teaching what is known.
bool Menu::to_find_out(std::size_t at, SkillIndex skill) const {
    const auto& state = request_.students[at].states[skill];
    const bool unseen = state.estimate.observations == 0 && state.decision.status == Status::not_sure;
    return unseen || shown_once(state.decision, state.direct_success);
}

int Menu::interest_of(std::size_t at, const Activity& activity) const {
    const auto& student = request_.students[at];
    int score = 0;
    for (const auto& interest : activity.interests) {
        if (std::ranges::find(student.interests, interest) != student.interests.end()) score += 2;
    }
    if (std::ranges::find(student.tools, activity.tool) != student.tools.end()) ++score;
    return score;
}

/// What `at` could do for `need` in `minutes`, the best first.
std::vector<Work> Menu::work_for(std::size_t at, const Need& need, int minutes, bool home) const {
    std::vector<Work> work;
    const bool find_out = need.purpose != Purpose::refresh && to_find_out(at, need.skill);
    const bool find_out_first = !need.started && (find_out || need.probe);
    if ((find_out_first || to_be_shown(need)) && !need.checked && !home) {
        for (const auto check : curriculum_.checks_for(need.skill)) {
            const auto length = minutes_of(at, {true, check});
            if (length <= minutes && length <= desks_[at].check_minutes_left) work.push_back({true, check});
        }
        std::ranges::stable_sort(work, {}, [&](Work one) { return minutes_of(at, one); });
        if (work.size() > 1) work.resize(1);
        if (!work.empty()) return work;
    }
    if (need.probe || to_be_shown(need)) return work;
    for (const auto index : curriculum_.activities_for(need.skill)) {
        const auto& activity = curriculum_.activities()[index];
        if (minutes_of(at, {false, index}) > minutes || activity.place == (home ? Place::classroom : Place::home))
            continue;
        if (!all_open(at, activity)) continue;
        const bool review = need.purpose == Purpose::refresh && request_.students[at].reviews;
        if (review && minutes_of(at, {false, index}) > kLongestReview) continue;
        work.push_back({false, index});
    }
    std::ranges::stable_sort(work, [&](Work a, Work b) { return preference(at, a) < preference(at, b); });
    return work;
}

/// An activity may teach several skills at once; none of them may be blocked for this student.
bool Menu::all_open(std::size_t at, const Activity& activity) const {
    return std::ranges::none_of(activity.teaches, [&](SkillIndex skill) {
        return desks_[at].standings[skill].readiness == Readiness::blocked;
    });
}

std::tuple<bool, bool, int, std::size_t> Menu::preference(std::size_t at, Work work) const {
    const auto& activity = curriculum_.activities()[work.index];
    const auto& requests = request_.students[at].requests;
    return {std::ranges::find(requests, work.index) == requests.end(), desks_[at].done.contains(work.index),
            -interest_of(at, activity), work.index};
}

std::vector<Choice> Menu::choices(std::size_t at, int minutes, std::optional<int> session,
                                  const Allowed& allowed) const {
    std::vector<Choice> result;
    std::map<Work, std::pair<PlanValue, std::size_t>> serves;
    for (auto& need : desks_[at].needs) {
        if (is_done(need) || waits(desks_[at], need, session)) continue;
        const bool home = !session.has_value();
        Choice choice{.need = &need, .work = work_for(at, need, minutes, home), .pieces = {}};
        std::erase_if(choice.work, [&](Work one) { return !allowed(one) || !screen_allows(at, one, home); });
        teacher_.keep_within_limits(choice.work);
        if (choice.work.empty()) continue;
        for (const auto one : choice.work) {
            const int length = minutes_of(at, one);
            choice.pieces.push_back({.minutes = std::max(1, length),
                                     .check_minutes = one.is_check ? length : 0,
                                     .value = value_of(at, need, one)});
            const auto& value = choice.pieces.back().value;
            const auto known = serves.try_emplace(one, value, result.size());
            if (!known.second && value > known.first->second.first) known.first->second = {value, result.size()};
        }
        result.push_back(std::move(choice));
    }
    for (std::size_t index = 0; index < result.size(); ++index) {
        auto& choice = result[index];
        for (std::size_t place = choice.work.size(); place-- > 0;) {
            if (serves.at(choice.work[place]).second == index) continue;
            choice.work.erase(choice.work.begin() + static_cast<std::ptrdiff_t>(place));
            choice.pieces.erase(choice.pieces.begin() + static_cast<std::ptrdiff_t>(place));
        }
    }
    std::erase_if(result, [](const Choice& choice) { return choice.work.empty(); });
    return result;
}

}  // namespace waymark::plan
