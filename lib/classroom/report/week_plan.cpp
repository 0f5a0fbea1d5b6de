#include "waymark/classroom/week_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan_words.hpp"
#include "request_outcomes.hpp"
#include "session_day.hpp"
#include "waymark/plan.hpp"
#include "waymark/text/dates.hpp"
#include "week_costs.hpp"
#include "week_request.hpp"

namespace waymark::classroom {
namespace {

bool alike(const StoredSlot& a, const StoredSlot& b) {
    return a.skill == b.skill && a.purpose == b.purpose && a.minutes == b.minutes &&
           std::ranges::equal(a.options, b.options, [](const StoredOption& x, const StoredOption& y) {
               return x.activity == y.activity && x.check == y.check && x.minutes == y.minutes;
           });
}

bool same_plan(const StoredPlan& a, const StoredPlan& b) {
    return a.requests == b.requests &&
           std::ranges::equal(a.slots, b.slots, [](const StoredSlot& x, const StoredSlot& y) {
               return x.on == y.on && x.chosen == y.chosen && x.done == y.done && x.reasons == y.reasons && alike(x, y);
           });
}

std::string titles(const StoredSlot& slot) {
    std::string list;
    for (const auto& option : slot.options) list += (list.empty() ? "" : ", ") + option.title;
    return list;
}

void note_changes(const StudentState& student, const StoredPlan& before, const StoredPlan& now,
                  std::vector<PlanChange>& changes) {
    const auto change = [&](PlanChange::Kind kind, const StoredSlot& slot) {
        return PlanChange{.student = student.student.id,
                          .slug = student.student.slug,
                          .name = student.student.display_name(),
                          .kind = kind,
                          .from = std::nullopt,
                          .on = slot.on,
                          .skill_title = slot.skill_title,
                          .what = titles(slot)};
    };
    std::vector<const StoredSlot*> gone;
    std::vector<const StoredSlot*> come;
    for (const auto& slot : now.slots) come.push_back(&slot);
    for (const auto& slot : before.slots) {
        const auto same =
            std::ranges::find_if(come, [&](const StoredSlot* one) { return one->on == slot.on && alike(*one, slot); });
        if (same != come.end()) {
            come.erase(same);
        } else {
            gone.push_back(&slot);
        }
    }
    for (const auto* slot : gone) {
        const auto moved = std::ranges::find_if(come, [&](const StoredSlot* one) { return alike(*one, *slot); });
        if (moved == come.end()) {
            changes.push_back(change(PlanChange::Kind::removed, *slot));
            continue;
        }
        changes.push_back(change(PlanChange::Kind::moved, **moved));
        changes.back().from = slot->on;
        come.erase(moved);
    }
    for (const auto* slot : come) changes.push_back(change(PlanChange::Kind::added, *slot));
}

/// In their order; but on a slip that was handed out a number goes on meaning what it meant, and no other slot gets it.
void number_slots(StoredPlan& plan, const StoredPlan* old) {
    const bool handed_out = old != nullptr && old->published;
    int last = handed_out ? old->last_number : 0;
    for (auto& slot : plan.slots) {
        if (!handed_out || slot.number == 0) slot.number = ++last;
    }
}

/// What happened stays, also where the session of that day fell out afterwards.
void keep_what_was_done(const ClassState& state, const StoredPlan& old, StoredPlan& plan) {
    for (const auto& slot : old.slots) {
        if (!slot.done || !slot.on) continue;
        const auto session = state.file.calendar.last_session_by(*slot.on);
        if (session && session->date == *slot.on) continue;
        const auto later =
            std::ranges::find_if(plan.slots, [&](const StoredSlot& one) { return !one.on || *one.on > *slot.on; });
        plan.slots.insert(later, slot)->id = 0;
    }
}

/// A slot that stays does not wait for a check that is gone, because its student is away that day, say.
void forget_lost_checks(const ClassState& state, Date week, StoredPlan& plan) {
    for (const auto& session : state.file.calendar.sessions_in_week(week)) {
        const bool checks = std::ranges::any_of(
            plan.slots, [&](const StoredSlot& slot) { return slot.on == session.date && slot.purpose == "check"; });
        if (checks) continue;
        const auto waits = waits_for_check(text::short_date(session.date));
        for (auto& slot : plan.slots) {
            if (slot.reasons.size() > 1) std::erase(slot.reasons, waits);
        }
    }
}

StoredPlan stored_plan(const ClassState& state, const StudentState& student, Date week, const StudentPlan& plan,
                       const std::vector<Fixed>& fixed, const StoredPlan* old) {
    const auto& curriculum = state.file.curriculum;
    StoredPlan result{.student = student.student.id, .week = week, .slots = {}, .requests = {}};
    for (const auto& slot : plan.slots) {
        StoredSlot line;
        const auto* pinned = slot.pin ? &fixed[*slot.pin] : nullptr;
        const auto* before = pinned == nullptr ? nullptr : pinned->kept;
        if (before != nullptr && pinned->reasons.empty()) {
            line = *before;
            line.id = 0;
        } else {
            line.on = day_of(state.file.calendar, slot.session);
            line.purpose = purpose_word(slot.purpose);
            line.skill = curriculum.skills()[slot.skill].id;
            line.skill_title = curriculum.skills()[slot.skill].title;
            line.minutes = slot.minutes;
            if (slot.shown_by) {
                const auto& check = curriculum.checks()[*slot.shown_by];
                line.shown_by = check.id;
                line.shown_by_title = check.title;
            }
            for (std::size_t place = 0; place < slot.options.size(); ++place) {
                line.options.push_back(stored_option(slot.options[place], curriculum, place));
            }
            if (pinned != nullptr) {
                line.number = pinned->number;
                if (!pinned->title.empty()) line.options.front().title = pinned->title;
                line.reasons = pinned->reasons;
            } else {
                for (const auto& reason : slot.reasons) {
                    // Estimates are for the teacher, and plans are printed for everybody to see.
                    if (reason.kind == Reason::Kind::promising) continue;
                    line.reasons.push_back(sentence(reason, slot.skill, state.file));
                }
            }
            if (before != nullptr) {
                line.number = before->number;
                line.chosen = before->chosen;
                line.done = before->done;
                line.done_on = before->done_on;
            }
        }
        result.slots.push_back(std::move(line));
    }
    if (old != nullptr) keep_what_was_done(state, *old, result);
    forget_lost_checks(state, week, result);
    number_slots(result, old);
    return result;
}

SkillIndex best_of(const StudentState& student, const std::vector<SkillIndex>& skills) {
    for (const auto skill : skills) {
        if (student.standings[skill].readiness == Readiness::ready) return skill;
    }
    for (const auto skill : skills) {
        if (student.skills[skill].decision.status != Status::mastered) return skill;
    }
    return skills.front();
}

}  // namespace

int activities_at_once(const Curriculum& curriculum, const std::vector<StoredPlan>& plans, Date day) {
    WeekCosts costs;
    for (const auto& plan : plans) costs.add(curriculum, plan);
    return costs.at_once_on(day);
}

SkillIndex skill_of(const StudentState& student, const Activity& activity) {
    return best_of(student, activity.teaches);
}

SkillIndex skill_of(const StudentState& student, const Check& check) {
    std::vector<SkillIndex> skills;
    for (const auto& item : check.items) skills.insert(skills.end(), item.skills.begin(), item.skills.end());
    return best_of(student, skills);
}

WeekPlan plan_week(const ClassState& state, Date week, const std::vector<StoredPlan>& stored, Keep keep,
                   const std::vector<StudentId>& only) {
    const auto& file = state.file;
    const auto made = week_request(state, week, stored, keep, only);
    const auto plans = waymark::plan_week(file.curriculum, made.request);
    const auto outcomes = request_outcomes(state, week, made, plans);

    WeekPlan result{.week = week, .plans = {}, .fresh = {}, .changes = {}};
    for (std::size_t at = 0; at < plans.size(); ++at) {
        const auto& student = state.students[at];
        const auto* old = plan_of(stored, student.student.id, week);
        if (made.stays[at]) {
            if (old != nullptr) result.plans.push_back(*old);
            continue;
        }
        auto plan = stored_plan(state, student, week, plans[at], made.fixed[at], old);
        plan.yielded = plans[at].yielded;
        plan.requests = outcomes[at];
        if (old != nullptr) {
            if (same_plan(*old, plan)) {
                result.plans.push_back(*old);
                continue;
            }
            plan.revision = old->revision + 1;
            note_changes(student, *old, plan, result.changes);
        }
        result.fresh.push_back(result.plans.size());
        result.plans.push_back(std::move(plan));
    }
    return result;
}

}  // namespace waymark::classroom
