#include "waymark/explain.hpp"

#include <algorithm>
#include <utility>

#include "plan_desk.hpp"

namespace waymark {
namespace {

constexpr std::size_t kMostTried = 6;  ///< needs of other skills whose passing is tried

SlotExplanation::Rule rule_of(const Slot& slot) {
    if (slot.pin) return SlotExplanation::Rule::pinned;
    if (slot.purpose == Purpose::check) return SlotExplanation::Rule::check_first;
    const auto asked_for =
        std::ranges::any_of(slot.reasons, [](const Reason& one) { return one.kind == Reason::Kind::requested; });
    if (slot.purpose == Purpose::refresh && !asked_for) return SlotExplanation::Rule::refreshed;
    if (slot.value.due > 0) return SlotExplanation::Rule::due;
    if (slot.value.wished > 0) return SlotExplanation::Rule::wished;
    return SlotExplanation::Rule::most_expected;
}

/// Needs whose passing would open a skill at once, those that open the most first.
std::vector<SkillIndex> openers(const Curriculum& curriculum, const PlanStudent& student, const PlanRequest& request) {
    std::vector<int> opened(student.states.size(), 0);
    const auto where = standings(curriculum, student.states, request.today, request.policy.readiness);
    for (const auto& standing : where) {
        if (standing.readiness != Readiness::blocked || standing.unmet.size() != 1) continue;
        for (const auto one : standing.unmet.front()) ++opened[one];
    }
    std::vector<SkillIndex> list;
    for (SkillIndex skill = 0; skill < opened.size(); ++skill) {
        if (opened[skill] > 0) list.push_back(skill);
    }
    std::ranges::stable_sort(list, std::greater<>(), [&](SkillIndex skill) { return opened[skill]; });
    if (list.size() > kMostTried) list.resize(kMostTried);
    return list;
}

std::vector<Alteration> candidates(const Curriculum& curriculum, const PlanRequest& request, std::size_t at,
                                   const Slot& slot) {
    const auto& student = request.students[at];
    std::vector<Alteration> list;
    if (slot.pin) {
        list.push_back({.kind = Alteration::Kind::unpinned, .pin = *slot.pin});
        return list;
    }
    for (const auto& option : slot.options) {
        if (option.activity && option.activity != slot.options.front().activity) {
            list.push_back({.kind = Alteration::Kind::requested, .skill = slot.skill, .activity = *option.activity});
        }
    }
    for (const auto skill : openers(curriculum, student, request)) {
        if (skill != slot.skill) list.push_back({.kind = Alteration::Kind::passed, .skill = skill});
    }
    list.push_back({.kind = Alteration::Kind::passed, .skill = slot.skill});
    for (SkillIndex skill = 0; skill < student.states.size(); ++skill) {
        const bool near = skill == slot.skill || std::ranges::count(curriculum.dependents(slot.skill), skill) > 0;
        if (near && plan::due_session(curriculum, student, skill)) {
            list.push_back({.kind = Alteration::Kind::not_due, .skill = skill});
        }
    }
    // At last what else is asked for, and what stands beside it.
    for (SkillIndex skill = 0; skill < student.states.size(); ++skill) {
        if (student.states[skill].decision.status != Status::mastered && skill != slot.skill) {
            list.push_back({.kind = Alteration::Kind::passed, .skill = skill});
        }
    }
    return list;
}

}  // namespace

bool holds(const StudentPlan& plan, const Slot& entry, bool to_the_minute) {
    return std::ranges::any_of(plan.slots, [&](const Slot& slot) {
        const auto &now = slot.options.front(), &then = entry.options.front();
        return slot.session == entry.session && slot.skill == entry.skill && slot.purpose == entry.purpose &&
               now.activity == then.activity && now.check == then.check &&
               (!to_the_minute || now.minutes == then.minutes);
    });
}

PlanRequest altered(const Curriculum& curriculum, PlanRequest request, std::size_t at, const Alteration& alteration) {
    auto& student = request.students.at(at);
    switch (alteration.kind) {
        case Alteration::Kind::requested:
            student.requests.push_back(alteration.activity);
            break;
        case Alteration::Kind::passed: {
            auto& state = student.states.at(alteration.skill);
            state.decision.status = Status::mastered;
            state.direct_success = true;
            // Seen now, so that it is not to be refreshed.
            state.last_seen = request.today;
            state.review_on.reset();
            if (student.reviews) {
                std::erase_if(*student.reviews, [&](const Review& one) { return one.skill == alteration.skill; });
            }
            if (!student.prospects.empty()) student.prospects.at(alteration.skill).known = 1;
            break;
        }
        case Alteration::Kind::not_due:
            if (student.due.empty()) {
                for (const auto& skill : curriculum.skills()) student.due.push_back(skill.due_session);
            }
            student.due.at(alteration.skill).reset();
            break;
        case Alteration::Kind::unpinned:
            static_cast<void>(student.pins.at(alteration.pin));
            student.pins.erase(student.pins.begin() + static_cast<std::ptrdiff_t>(alteration.pin));
            break;
    }
    return request;
}

SlotExplanation explain(const Curriculum& curriculum, const PlanRequest& request, std::size_t at, std::size_t number) {
    const auto& student = request.students.at(at);
    const auto plan = plan_week(curriculum, request).at(at);
    SlotExplanation result;
    result.slot = plan.slots.at(number);
    result.rule = rule_of(result.slot);
    result.prospects = !student.prospects.empty();
    if (result.prospects) result.prospect = student.prospects.at(result.slot.skill);
    const auto could = candidates(curriculum, request, at, result.slot);
    // Only where nothing takes the entry away, what makes it longer or shorter.
    for (const bool to_the_minute : {false, true}) {
        for (const auto& alteration : could) {
            const auto other = plan_week(curriculum, altered(curriculum, request, at, alteration)).at(at);
            if (holds(other, result.slot, to_the_minute)) continue;
            result.change = alteration;
            for (const bool length : {false, true}) {
                const auto fresh = std::ranges::find_if(other.slots, [&](const Slot& slot) {
                    return slot.session == result.slot.session && !holds(plan, slot, length);
                });
                if (fresh == other.slots.end()) continue;
                result.instead = *fresh;
                result.other_length = length;
                break;
            }
            return result;
        }
    }
    return result;
}

}  // namespace waymark
