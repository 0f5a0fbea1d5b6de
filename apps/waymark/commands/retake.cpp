#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

/// A check once more: who takes it, on which day, and that the new score does not replace the old.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

/// Took it, and does not master all that it checks.
bool would_gain(const classroom::StudentState& student, const Check& check,
                const std::vector<classroom::Evidence>& all) {
    const auto took = std::ranges::any_of(all, [&](const classroom::Evidence& one) {
        if (one.student != student.student.id || one.state != classroom::EvidenceState::scored) return false;
        return one.target == check.id ||
               std::ranges::any_of(check.items, [&](const auto& item) { return item.id == one.target; });
    });
    if (!took) return false;
    return std::ranges::any_of(check.items, [&](const auto& item) {
        return std::ranges::any_of(
            item.skills, [&](SkillIndex skill) { return student.skills[skill].decision.status != Status::mastered; });
    });
}

}  // namespace

Result assess_retake(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    auto facts = book.facts();
    const auto file = class_file(invocation);
    const auto state = classroom::class_state(file, facts, invocation.today);
    const auto& check = file.curriculum.checks()[classroom::find_check(file, arguments.value("CHECK"))];
    const auto session = session_or_next(invocation, state.file.calendar, "session");
    if (session.date < invocation.today) {
        throw Error(Error::Kind::usage, text::long_date(session.date) + " is over", "name a session to come");
    }
    std::vector<const classroom::StudentState*> takers;
    if (arguments.has("STUDENT")) {
        for (const auto& typed : arguments.all("STUDENT")) {
            const auto* one = &classroom::find_student(state, typed);
            if (std::ranges::find(takers, one) == takers.end()) takers.push_back(one);
        }
    } else {
        for (const auto& student : state.students) {
            if (would_gain(student, check, facts.evidence)) takers.push_back(&student);
        }
    }
    if (takers.empty()) {
        throw Error(Error::Kind::failed, "nobody who took " + check.title + " has something left to show in it",
                    "name the students who take it again");
    }
    begin(invocation, book, file);
    render::Receipt receipt{.schema = "assess-retake/1", .done = {}, .lines = {}, .next = {}};
    const auto week = monday_of(session.date);
    std::vector<classroom::StudentId> students;
    std::string names;
    for (const auto* one : takers) {
        book.add_retake({.student = one->student.id, .check = check.id, .from = session.date});
        const classroom::PlanOverride pin{
            .student = one->student.id,
            .week = week,
            .kind = classroom::PlanOverride::Kind::pin,
            .on = session.date,
            .purpose = "check",
            .skill = file.curriculum.skills()[classroom::skill_of(*one, check)].id,
            .options = {{{}, check.id, minutes_needed(check.minutes, one->adjustment.time_factor)}},
            .because = "retake"};
        book.add_override(pin);
        facts.overrides.push_back(pin);
        students.push_back(one->student.id);
        names += (names.empty() ? "" : ", ") + one->student.display_name();
    }
    if (const auto plans = book.plans(week); !plans.empty()) {
        const auto after = classroom::class_state(file, std::move(facts), invocation.today);
        const auto plan = replan(book, after, plans, students);
        if (!plan.fresh.empty()) receipt.lines.push_back(fmt::format("it is in the plan of {}", text::iso_week(week)));
    }
    receipt.lines.insert(receipt.lines.begin(), names);
    receipt.lines.emplace_back("a score from that day on is another attempt; the old one stays");
    receipt.done = fmt::format("{} take{} {} again on {}",
                               takers.size() == 1 ? "1 student" : fmt::format("{} students", takers.size()),
                               takers.size() == 1 ? "s" : "", check.title, text::long_date(session.date));
    receipt.next.push_back("waymark assess sheet " + check.id);
    return finished(invocation, book, std::move(receipt));
}

}  // namespace waymark::app::commands
