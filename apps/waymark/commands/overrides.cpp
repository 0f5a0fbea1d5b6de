#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/slots.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

/// The teacher's word on single slots. It is kept as a fact of its own, so that it holds when the week is planned
/// again.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::OverrideOption;
using classroom::PlanOverride;
using classroom::StoredSlot;

namespace {

/// Class, gradebook and plans of a command that changes a week.
struct Desk {
    classroom::ClassFile file;
    Gradebook book;
    classroom::Facts facts;
    Date week{};
    std::vector<classroom::StoredPlan> plans;  ///< of the week

    explicit Desk(const Invocation& invocation)
        : file(class_file(invocation)), book(gradebook(invocation, Gradebook::Mode::write)), facts(book.facts()) {}
    Desk(const Invocation& invocation, Date monday) : Desk(invocation) { take(monday); }

    void take(Date monday) {
        week = monday;
        plans = book.plans(monday);
    }
    [[nodiscard]] classroom::ClassState state(const Invocation& invocation) const {
        return classroom::class_state(file, facts, invocation.today);
    }
};

/// Begins the operation, and writes the overrides and what they change in the plan there is.
void write_changes(const Invocation& invocation, Desk& desk, const std::vector<PlanOverride>& changes,
                   render::Receipt& receipt) {
    std::vector<classroom::StudentId> students;
    for (const auto& change : changes) {
        desk.facts.overrides.push_back(change);
        if (std::ranges::find(students, change.student) == students.end()) students.push_back(change.student);
    }
    begin(invocation, desk.book, desk.file);
    for (const auto& change : changes) desk.book.add_override(change);
    if (desk.plans.empty()) {
        receipt.next.push_back("waymark assign week " + text::iso_week(desk.week));
    } else {
        const auto state = classroom::class_state(desk.file, std::move(desk.facts), invocation.today);
        plan_again(desk.book, state, desk.week, students, classroom::Keep::valid, receipt);
    }
}

Result write(const Invocation& invocation, Desk& desk, const std::vector<PlanOverride>& changes,
             render::Receipt receipt) {
    write_changes(invocation, desk, changes, receipt);
    return finished(invocation, desk.book, std::move(receipt));
}

PlanOverride about(const StoredSlot& slot, classroom::StudentId student, Date week, PlanOverride::Kind kind,
                   const std::string& because) {
    PlanOverride change{.student = student,
                        .week = week,
                        .kind = kind,
                        .on = slot.on,
                        .purpose = slot.purpose,
                        .skill = slot.skill,
                        .options = {},
                        .because = because};
    if (kind == PlanOverride::Kind::pin) {
        for (const auto& option : slot.options) {
            change.options.push_back({option.activity, option.check, option.minutes});
        }
    }
    return change;
}

void refuse_done(const FoundSlot& found) {
    if (!found.slot->done) return;
    throw Error(Error::Kind::usage,
                fmt::format("slot {} of {} is recorded as {}", found.slot->number, found.student->display_name(),
                            *found.slot->done ? "done" : "not done"),
                "what happened stays; waymark undo takes the record back");
}

/// An activity or a check, as a slot offers it.
struct PlacedWork {
    std::string title;
    std::string purpose;
    OverrideOption option;
    SkillIndex skill = 0;
};

PlacedWork placed_work(const classroom::ClassState& state, const classroom::StudentState& student,
                       const std::string& typed, std::optional<SkillIndex> skill) {
    const auto& curriculum = state.file.curriculum;
    const auto minutes = [&](int of) { return minutes_needed(of, student.adjustment.time_factor); };
    PlacedWork work;
    const auto named = classroom::find_work(state.file, typed);
    if (named.check) {
        const auto& what = curriculum.checks()[*named.check];
        work = {what.title, "check", {{}, what.id, minutes(what.minutes)}, classroom::skill_of(student, what)};
    } else {
        const auto& what = curriculum.activities()[named.activity.value()];
        work = {what.title, "learn", {what.id, {}, minutes(what.minutes)}, classroom::skill_of(student, what)};
        if (skill && std::ranges::find(what.teaches, *skill) != what.teaches.end()) work.skill = *skill;
    }
    return work;
}

/// The slot of that day, or at home, that recommends just this; nullptr when there is none.
const StoredSlot* offered(const std::vector<classroom::StoredPlan>& plans, classroom::StudentId student,
                          std::optional<Date> on, const OverrideOption& work) {
    const auto plan = std::ranges::find(plans, student, &classroom::StoredPlan::student);
    if (plan == plans.end()) return nullptr;
    const auto found = std::ranges::find_if(plan->slots, [&](const StoredSlot& slot) {
        return slot.on == on && !slot.options.empty() && slot.options.front().activity == work.activity &&
               slot.options.front().check == work.check;
    });
    return found == plan->slots.end() ? nullptr : &*found;
}

bool stands_for(const StoredSlot& slot, const PlanOverride& pin) {
    return slot.on == pin.on && slot.skill == pin.skill &&
           std::ranges::equal(slot.options, pin.options, [](const auto& a, const OverrideOption& b) {
               return a.activity == b.activity && a.check == b.check;
           });
}

/// Of one day and skill the newest word counts: another slot that the teacher put there must not go by the way.
/// `instead`: the slot that goes.
void refuse_second_word(const Desk& desk, const classroom::StudentState& student, std::optional<Date> on,
                        const std::string& skill, const StoredSlot* instead) {
    const auto plan = std::ranges::find(desk.plans, student.student.id, &classroom::StoredPlan::student);
    const PlanOverride* newest = nullptr;
    for (const auto& one : student.overrides) {
        if (one.week == desk.week && one.on == on && one.skill == skill) newest = &one;
    }
    if (plan == desk.plans.end() || newest == nullptr || newest->kind != PlanOverride::Kind::pin) return;
    for (const auto& slot : plan->slots) {
        if (&slot == instead || !stands_for(slot, *newest)) continue;
        throw Error(
            Error::Kind::usage,
            fmt::format("you have given {} {} {} already, in slot {}", student.student.display_name(), slot.skill_title,
                        on ? "on " + text::long_date(*on) : std::string("at home"), slot.number),
            fmt::format("a skill has one slot of yours in a session: waymark assign swap {} {} ACTIVITY",
                        student.student.slug, slot.number));
    }
}

render::Receipt has_already(const std::string& schema, const classroom::StudentState& student, const std::string& title,
                            const StoredSlot& there) {
    return {.schema = schema,
            .done = fmt::format("{} has {} {} already, in slot {}", student.student.display_name(), title,
                                there.on ? "on " + text::long_date(*there.on) : std::string("at home"), there.number),
            .lines = {},
            .next = {}};
}

/// The teacher may be right; but should know what the student has not shown yet.
std::vector<std::string> needs_first(const classroom::ClassState& state, const classroom::StudentState& student,
                                     const PlacedWork& work) {
    const auto& skills = state.file.curriculum.skills();
    std::string missing;
    for (const auto& any : student.standings[work.skill].unmet) {
        std::string one;
        for (const auto need : any) one += (one.empty() ? "" : " or ") + skills[need].title;
        missing += (missing.empty() ? "" : ", ") + one;
    }
    if (missing.empty()) return {};
    return {fmt::format("{} needs {} first, which {} has not shown yet", skills[work.skill].title, missing,
                        student.student.display_name())};
}

}  // namespace

Result assign_pin(Invocation& invocation) {
    Desk desk(invocation, week_at_hand(invocation));
    const auto roster = desk.book.students();
    const auto found = find_slot(roster, desk.plans, desk.week, invocation.arguments.value("STUDENT"),
                                 invocation.arguments.value("SLOT"));
    const auto change = about(*found.slot, found.student->id, desk.week, PlanOverride::Kind::pin,
                              invocation.arguments.value("because"));
    return write(invocation, desk, {change},
                 {.schema = "assign-pin/1",
                  .done = fmt::format("slot {} of {} stays: {}", found.slot->number, found.student->display_name(),
                                      found.slot->skill_title),
                  .lines = {},
                  .next = {}});
}

Result assign_drop(Invocation& invocation) {
    Desk desk(invocation, week_at_hand(invocation));
    const auto roster = desk.book.students();
    const auto found = find_slot(roster, desk.plans, desk.week, invocation.arguments.value("STUDENT"),
                                 invocation.arguments.value("SLOT"));
    refuse_done(found);
    const auto change = about(*found.slot, found.student->id, desk.week, PlanOverride::Kind::drop,
                              invocation.arguments.value("because"));
    return write(invocation, desk, {change},
                 {.schema = "assign-drop/1",
                  .done = fmt::format("{} is not planned for {} in {}", found.slot->skill_title,
                                      found.student->display_name(), text::iso_week(desk.week)),
                  .lines = {},
                  .next = {}});
}

Result assign_swap(Invocation& invocation) {
    Desk desk(invocation, week_at_hand(invocation));
    const auto roster = desk.book.students();
    const auto found = find_slot(roster, desk.plans, desk.week, invocation.arguments.value("STUDENT"),
                                 invocation.arguments.value("SLOT"));
    refuse_done(found);
    const auto state = desk.state(invocation);
    const auto& student = classroom::find_student(state, found.student->slug);
    const auto work = placed_work(state, student, invocation.arguments.value("ACTIVITY"),
                                  state.file.curriculum.find_skill(found.slot->skill));
    const auto& skill = state.file.curriculum.skills()[work.skill].id;
    const auto* there = offered(desk.plans, student.student.id, found.slot->on, work.option);
    if (there != nullptr && (there != found.slot || there->options.size() == 1)) {
        return shown(has_already("assign-swap/1", student, work.title, *there));
    }
    refuse_second_word(desk, student, found.slot->on, skill, found.slot);
    refuse_second_word(desk, student, found.slot->on, found.slot->skill, found.slot);
    const auto because = invocation.arguments.value("because");
    auto pin = about(*found.slot, found.student->id, desk.week, PlanOverride::Kind::pin, because);
    pin.options = {work.option};
    if (work.purpose == "check" || pin.purpose == "check") pin.purpose = work.purpose;
    std::vector<PlanOverride> changes;
    if (skill != pin.skill) {
        changes.push_back(about(*found.slot, found.student->id, desk.week, PlanOverride::Kind::take_out, because));
        pin.skill = skill;
        const bool known = student.skills[work.skill].decision.status == Status::mastered;
        pin.purpose = known && work.purpose == "learn" ? "refresh" : work.purpose;
    }
    changes.push_back(std::move(pin));
    render::Receipt receipt{
        .schema = "assign-swap/1", .done = {}, .lines = needs_first(state, student, work), .next = {}};
    write_changes(invocation, desk, changes, receipt);
    // Of two slots of a session about one skill the other may be the one that goes.
    const auto plans = desk.book.plans(desk.week);
    const auto* now = offered(plans, student.student.id, found.slot->on, work.option);
    receipt.done = fmt::format("{} does {} in slot {}", found.student->display_name(), work.title,
                               now != nullptr ? now->number : found.slot->number);
    return finished(invocation, desk.book, std::move(receipt));
}

Result assign_add(Invocation& invocation) {
    Desk desk(invocation);
    const auto state = desk.state(invocation);
    std::optional<Session> session;
    if (!invocation.arguments.has("home")) session = session_or_next(invocation, state.file.calendar, "session");
    desk.take(session ? monday_of(session->date) : week_at_hand(invocation));
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    const auto work = placed_work(state, student, invocation.arguments.value("ACTIVITY"), std::nullopt);
    const auto on = session ? std::optional(session->date) : std::nullopt;
    if (const auto* there = offered(desk.plans, student.student.id, on, work.option)) {
        return shown(has_already("assign-add/1", student, work.title, *there));
    }
    refuse_second_word(desk, student, on, state.file.curriculum.skills()[work.skill].id, nullptr);
    const PlanOverride pin{.student = student.student.id,
                           .week = desk.week,
                           .kind = PlanOverride::Kind::pin,
                           .on = on,
                           .purpose = work.purpose,
                           .skill = state.file.curriculum.skills()[work.skill].id,
                           .options = {work.option},
                           .because = invocation.arguments.value("because")};
    return write(invocation, desk, {pin},
                 {.schema = "assign-add/1",
                  .done = fmt::format("{} does {} {}", student.student.display_name(), work.title,
                                      session ? "on " + text::long_date(session->date) : std::string("at home")),
                  .lines = needs_first(state, student, work),
                  .next = {}});
}

Result assign_together(Invocation& invocation) {
    Desk desk(invocation);
    const auto state = desk.state(invocation);
    const auto session = session_or_next(invocation, state.file.calendar, "SESSION");
    desk.take(monday_of(session.date));
    const auto& curriculum = state.file.curriculum;
    const auto skill = classroom::find_skill(state.file, invocation.arguments.value("SKILL"));

    std::optional<ActivityIndex> activity;
    if (invocation.arguments.has("activity")) {
        activity = classroom::find_activity(state.file, invocation.arguments.value("activity"));
    } else {
        activity = classroom::whole_class_activity(curriculum, skill, session);
    }
    if (!activity) {
        throw Error(Error::Kind::usage,
                    fmt::format("no activity for {} fits the whole class in {} minutes",
                                curriculum.skills()[skill].title, session.minutes),
                    "name one with --activity");
    }
    const auto& what = curriculum.activities()[*activity];
    std::vector<PlanOverride> changes;
    int elsewhere = 0;
    for (const auto& student : state.students) {
        if (student.excused_on(session.date)) continue;
        if (!classroom::lacks(student, skill, session)) {
            ++elsewhere;
            continue;
        }
        changes.push_back({.student = student.student.id,
                           .week = desk.week,
                           .kind = PlanOverride::Kind::pin,
                           .on = session.date,
                           .purpose = "learn",
                           .skill = curriculum.skills()[skill].id,
                           .options = {{what.id, {}, std::min(what.minutes, session.minutes)}},
                           .because = invocation.arguments.value("because", "together, with the class")});
    }
    if (changes.empty()) {
        throw Error(Error::Kind::failed, "nobody in class that day is ready for " + curriculum.skills()[skill].title,
                    "waymark report class shows who is ready for what");
    }
    render::Receipt receipt{
        .schema = "assign-together/1",
        .done = fmt::format("{} of {} learn {} together on {}, {} minutes: {}", changes.size(), state.students.size(),
                            curriculum.skills()[skill].title, text::short_date(session.date), what.minutes, what.title),
        .lines = {},
        .next = {}};
    if (elsewhere > 0) {
        receipt.lines.push_back(text::count_of(elsewhere, "other has", "others have") + " their own work");
    }
    return write(invocation, desk, changes, std::move(receipt));
}

}  // namespace waymark::app::commands
