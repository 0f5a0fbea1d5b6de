#include "plan_slot.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace waymark::plan {
namespace {

Option own_practice(int minutes) {
    return {.activity = std::nullopt, .check = std::nullopt, .minutes = minutes};
}

}  // namespace

Slot SlotMaker::of_practice(std::size_t at, int session, const Need& need, int minutes) const {
    Slot slot{.session = session,
              .purpose = need.purpose == Purpose::refresh ? Purpose::refresh : Purpose::practise,
              .skill = need.skill,
              .minutes = minutes,
              .options = {own_practice(minutes)},
              .reasons = reasons(at, need)};
    slot.shown_by = shown_by(need.skill, slot.options.front());
    slot.reasons.push_back({Reason::Kind::no_activity, minutes, {}});
    return slot;
}

Slot SlotMaker::of_pin(const Pin& pin, std::size_t number) const {
    Slot slot{.session = pin.session,
              .purpose = pin.purpose,
              .skill = pin.skill,
              .minutes = 0,
              .options = pin.options,
              .reasons = pin.reasons,
              .pin = number};
    for (const auto& option : slot.options) slot.minutes = std::max(slot.minutes, option.minutes);
    slot.shown_by = shown_by(pin.skill, slot.options.front());
    return slot;
}

Slot SlotMaker::of_work(std::size_t at, std::optional<int> session, const Need& need,
                        const std::vector<Work>& work) const {
    Slot slot{
        .session = session, .purpose = need.purpose, .skill = need.skill, .minutes = 0, .options = {}, .reasons = {}};
    if (work.front().is_check) slot.purpose = Purpose::check;
    for (const auto& one : differing(work)) {
        Option option{.activity = std::nullopt, .check = std::nullopt, .minutes = menu_.minutes_of(at, one)};
        if (one.is_check)
            option.check = one.index;
        else
            option.activity = one.index;
        slot.minutes = std::max(slot.minutes, option.minutes);
        slot.options.push_back(option);
    }
    // One activity is no choice; practising in one's own way is what a full room leaves.
    if (slot.purpose != Purpose::check && slot.options.size() == 1 && request_.policy.options_per_slot > 1) {
        slot.options.push_back(own_practice(slot.minutes));
    }
    slot.value = menu_.value_of(at, need, work.front());
    slot.shown_by = shown_by(need.skill, slot.options.front());
    slot.reasons = reasons(at, need);
    if (slot.purpose == Purpose::check && !need.probe) {
        const auto& state = request_.students[at].states[need.skill];
        const int seen = state.estimate.observations;
        const auto why = need.started         ? Reason::Kind::worked_on
                         : seen == 0          ? Reason::Kind::unseen
                         : state.always_right ? Reason::Kind::right_so_far
                                              : Reason::Kind::shown_once;
        std::erase_if(slot.reasons, [](const Reason& one) {
            return one.kind == Reason::Kind::not_sure || one.kind == Reason::Kind::continues;
        });
        slot.reasons.insert(slot.reasons.begin(), {why, need.started ? 0 : seen, {}});
    } else if (slot.purpose != Purpose::check) {
        SlotMaker::add_taste(at, work.front(), slot.reasons);
    }
    return slot;
}

/// The activity's own check, or the shortest of the skill.
std::optional<CheckIndex> SlotMaker::shown_by(SkillIndex skill, const Option& option) const {
    if (option.check) return option.check;
    if (option.activity && curriculum_.activities()[*option.activity].check) {
        return curriculum_.activities()[*option.activity].check;
    }
    const auto of = curriculum_.checks_for(skill);
    const auto shortest =
        std::ranges::min_element(of, {}, [&](CheckIndex check) { return curriculum_.checks()[check].minutes; });
    return shortest == of.end() ? std::nullopt : std::optional(*shortest);
}

/// The best first, then those that differ most from what is offered already: another kind, tool, interest.
std::vector<Work> SlotMaker::differing(std::vector<Work> work) const {
    std::vector<Work> chosen{work.front()};
    work.erase(work.begin());
    const auto wanted = static_cast<std::size_t>(std::max(1, request_.policy.options_per_slot));
    while (chosen.size() < wanted && !work.empty()) {
        const auto alike = [&](Work one) {
            if (one.is_check) return 0;
            int most = 0;
            const auto& a = curriculum_.activities()[one.index];
            for (const auto& other : chosen) {
                const auto& b = curriculum_.activities()[other.index];
                most = std::max(most, 2 * (a.kind == b.kind) + (a.tool == b.tool) + (a.interests == b.interests));
            }
            return most;
        };
        const auto next = std::ranges::min_element(work, {}, alike);
        chosen.push_back(*next);
        work.erase(next);
    }
    return chosen;
}

std::vector<Reason> SlotMaker::reasons(std::size_t at, const Need& need) const {
    const auto& skill = curriculum_.skills()[need.skill];
    const auto& state = request_.students[at].states[need.skill];
    std::vector<Reason> list;
    if (need.started) list.push_back({Reason::Kind::continues, 0, {}});
    if (need.purpose == Purpose::refresh) {
        const auto days = state.last_seen ? (request_.today - *state.last_seen).count() : 0;
        const auto& reviews = request_.students[at].reviews;
        const auto* review = reviews ? review_of(*reviews, need.skill) : nullptr;
        if (review != nullptr && review->day.cause == ReviewCause::test_ahead) {
            list.push_back({Reason::Kind::test_ahead, 0, {}});
        }
        list.push_back({Reason::Kind::fading, static_cast<int>(days), {}});
        if (review != nullptr) {
            list.push_back({Reason::Kind::recall, static_cast<int>(std::lround(100 * review->recall)), {}});
        }
        return list;
    }
    if (need.probe) {
        list.push_back({Reason::Kind::blocked, 0, {}});
        return list;
    }
    if (need.checked) list.push_back({Reason::Kind::checked, *need.checked, {}});
    if (need.goal) list.push_back({Reason::Kind::goal, 0, {}});
    if (need.aspires) {
        list.push_back({Reason::Kind::aspire, request_.students[at].weeks_without_aspire, {}});
    }
    static constexpr std::array<const char*, 3> kPriorities{"must", "should", "aspire"};
    if (const auto due = due_session(curriculum_, request_.students[at], need.skill)) {
        const bool late = *due < request_.next_session;
        list.push_back({late ? Reason::Kind::overdue : Reason::Kind::due, *due, {}});
    } else {
        list.push_back({Reason::Kind::priority, 0, kPriorities.at(static_cast<std::size_t>(skill.priority))});
    }
    if (state.decision.status == Status::not_sure && state.estimate.observations > 0) {
        list.push_back({Reason::Kind::not_sure, state.estimate.observations, {}});
    }
    if (curriculum_.unlocks(need.skill) > 0)
        list.push_back({Reason::Kind::unlocks, curriculum_.unlocks(need.skill), {}});
    if (!request_.students[at].prospects.empty()) list.push_back({Reason::Kind::promising, need.in_100, {}});
    return list;
}

void SlotMaker::add_taste(std::size_t at, Work work, std::vector<Reason>& list) const {
    const auto& activity = curriculum_.activities()[work.index];
    const auto& student = request_.students[at];
    if (std::ranges::find(student.requests, work.index) != student.requests.end()) {
        list.insert(list.begin(), {Reason::Kind::requested, 0, {}});
    }
    for (const auto& interest : activity.interests) {
        if (std::ranges::find(student.interests, interest) == student.interests.end()) continue;
        list.push_back({Reason::Kind::interest, 0, interest});
        break;
    }
    if (std::ranges::find(student.tools, activity.tool) != student.tools.end()) {
        list.push_back({Reason::Kind::tool, 0, activity.tool});
    }
}

}  // namespace waymark::plan
