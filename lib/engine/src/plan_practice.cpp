#include "plan_practice.hpp"

#include <algorithm>

namespace waymark::plan {
namespace {

constexpr int kLongestPractice = 30;  ///< minutes

bool is_practice(const Slot& slot) {
    return slot.purpose == Purpose::practise && slot.session && !slot.pin && !work_of(slot.options.front());
}

}  // namespace

int Practice::fill(std::size_t at, int session, int left) {
    auto& desk = desks_[at];
    // More practice of what is being learned beats practice before the lesson, and both an empty session.
    enum class Pass { wanted, more, before_the_lesson };
    for (const auto pass : {Pass::wanted, Pass::more, Pass::before_the_lesson}) {
        for (auto& need : desk.needs) {
            if (left < (pass == Pass::before_the_lesson ? kShortWork : kShortestPractice)) return left;
            if (need.probe || waits(desk, need, session)) continue;
            if ((pass == Pass::before_the_lesson) != awaits_lesson(at, need)) continue;
            const bool wanted = need.minutes_left > 0 || (pass == Pass::more && need.purpose == Purpose::learn);
            const int longest = need.purpose == Purpose::refresh ? kShortWork : kLongestPractice;
            if (!wanted) continue;
            // What nothing else fills goes on with the same.
            const bool rest = pass == Pass::before_the_lesson && left - longest < kShortWork;
            left -= practise(at, session, need, rest ? left : std::min(left, longest));
        }
    }
    return left;
}

int Practice::practise(std::size_t at, int session, Need& need, int minutes) {
    auto& desk = desks_[at];
    // It may be placed when later sessions are planned already: those are no beginning that it could go on from.
    need.started = std::ranges::any_of(desk.plan.slots, [&](const Slot& slot) {
        return slot.skill == need.skill && slot.purpose != Purpose::check && slot.session && *slot.session <= session;
    });
    settle(curriculum_, request_.policy, desk, need, slots_.of_practice(at, session, need, minutes));
    return minutes;
}

void Practice::instead_of(std::size_t at, const Slot& check) {
    const auto what = check.options.front().check;
    if (!what || !check.session) return;
    auto& desk = desks_[at];
    for (auto& need : desk.needs) {
        if (checks(curriculum_, *what, need.skill) && need.checked == check.session) need.checked.reset();
    }
    const auto session = std::ranges::find(request_.sessions, *check.session, &Session::number);
    int left = session->minutes;
    for (const auto& slot : desk.plan.slots) left -= slot.session == check.session ? slot.minutes : 0;
    const int still_left = fill(at, *check.session, left);
    desk.plan.unused_minutes += check.minutes - (left - still_left);
    std::ranges::stable_sort(desk.plan.slots, {}, [](const Slot& slot) {
        return std::pair(!slot.session.has_value(), slot.session.value_or(0));
    });
}

void Practice::give_overdue(std::size_t at) {
    auto& desk = desks_[at];
    auto& slots = desk.plan.slots;
    const auto urgency = [&](const Slot& slot) {
        return std::ranges::find(desk.needs, slot.skill, &Need::skill) - desk.needs.begin();
    };
    for (std::size_t place = 0; place < desk.needs.size(); ++place) {
        auto& need = desk.needs[place];
        const bool planned = std::ranges::find(slots, need.skill, &Slot::skill) != slots.end();
        if (planned || !is_overdue(at, need)) continue;
        auto least = slots.end();
        for (auto slot = slots.begin(); slot != slots.end(); ++slot) {
            if (!is_practice(*slot) || urgency(*slot) <= static_cast<std::ptrdiff_t>(place)) continue;
            const auto gives = [&](const Slot& one) { return std::pair(urgency(one), one.minutes); };
            if (least == slots.end() || gives(*slot) > gives(*least)) least = slot;
        }
        if (least == slots.end()) continue;
        need.started = false;
        *least = slots_.of_practice(at, least->session.value_or(0), need, least->minutes);
        need.started = true;
        need.minutes_left -= least->minutes;
    }
}

bool Practice::is_overdue(std::size_t at, const Need& need) const {
    if (need.purpose != Purpose::learn || need.probe || need.checked || need.due <= 0) return false;
    const auto due = due_session(curriculum_, request_.students[at], need.skill);
    return due && *due < request_.next_session;
}

/// Nothing of it was seen or taught, and the class has something that would teach it.
bool Practice::awaits_lesson(std::size_t at, const Need& need) const {
    if (need.purpose != Purpose::learn || need.started) return false;
    if (request_.students[at].states[need.skill].estimate.observations > 0) return false;
    const auto lessons = curriculum_.activities_for(need.skill);
    return !lessons.empty() &&
           std::ranges::none_of(lessons, [&](ActivityIndex one) { return desks_[at].done.contains(one); });
}

}  // namespace waymark::plan
