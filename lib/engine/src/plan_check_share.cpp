#include "plan_check_share.hpp"

#include <algorithm>

#include "plan_desk.hpp"

namespace waymark::plan {
namespace {

bool is_wait(const Reason& reason) {
    return reason.kind == Reason::Kind::checked;
}

/// Whether a slot is not needed where the check shows that it is known.
bool awaits(const Curriculum& curriculum, const Slot& slot, const Slot& check) {
    return slot.reasons.size() > 1 && check.options.front().check &&
           checks(curriculum, *check.options.front().check, slot.skill) &&
           std::ranges::any_of(slot.reasons, [&](const Reason& one) {
               return is_wait(one) && one.number == check.session.value_or(0);
           });
}

/// What is left of a check for which there is no room, where it is all there is to aspire to.
void be_practice(Slot& slot) {
    slot.purpose = Purpose::practise;
    slot.options = {{.activity = {}, .check = {}, .minutes = slot.minutes}};
    std::erase_if(slot.reasons, [](const Reason& one) {
        return one.kind == Reason::Kind::unseen || one.kind == Reason::Kind::shown_once ||
               one.kind == Reason::Kind::worked_on;
    });
    if (slot.reasons.empty()) slot.reasons.push_back({Reason::Kind::priority, 0, {}});
}

}  // namespace

std::optional<Slot> take_out_check(const Curriculum& curriculum, double share, StudentPlan& plan) {
    auto& slots = plan.slots;
    for (;;) {
        int minutes = 0;
        // The less a check is missed, the larger the number; of several the last in the week.
        std::optional<std::pair<int, std::size_t>> last;
        for (std::size_t at = 0; at < slots.size(); ++at) {
            const auto& check = slots[at];
            if (check.purpose != Purpose::check) continue;
            minutes += check.minutes;
            if (check.pin) continue;
            const bool aspires = curriculum.skills()[check.skill].priority == Priority::aspire;
            const bool rests_on =
                std::ranges::any_of(slots, [&](const Slot& one) { return awaits(curriculum, one, check); });
            const std::pair candidate(aspires ? 0 : rests_on ? 1 : 2, at);
            if (!last || candidate > *last) last = candidate;
        }
        if (!last || minutes <= share * plan.planned_minutes) return std::nullopt;
        const auto [missed, at] = *last;
        const auto gone = slots[at];
        const bool stays = missed == 0;
        if (stays) {
            be_practice(slots[at]);
        } else {
            slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(at));
            plan.planned_minutes -= gone.minutes;
        }
        for (auto& slot : slots) {
            if (awaits(curriculum, slot, gone)) std::erase_if(slot.reasons, is_wait);
        }
        if (!stays) return gone;
    }
}

}  // namespace waymark::plan
