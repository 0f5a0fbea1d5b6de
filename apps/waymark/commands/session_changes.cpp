#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/keyed_table.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// What happens in a term, one command each: sessions that fall out or are shorter, absences.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

constexpr int kLongestSession = 600;

/// How many students have a slot of a stored plan on this day.
std::ptrdiff_t planned_on(const std::vector<classroom::StoredPlan>& plans, Date day) {
    return std::ranges::count_if(plans, [&](const classroom::StoredPlan& plan) {
        return std::ranges::any_of(plan.slots, [&](const auto& slot) { return slot.on == day; });
    });
}

/// What was due by a session from `from` on and is due on another day now, as a sentence; empty when nothing moved.
/// What is due by a day stays.
std::string moved_due(const classroom::ClassFile& file, const Calendar& now, int from) {
    std::set<int> due;
    for (const auto& skill : file.curriculum.skills()) {
        if (!skill.due_on && skill.due_session && *skill.due_session >= from) due.insert(*skill.due_session);
    }
    std::vector<std::string> moved;
    for (const int number : due) {
        const auto before = file.calendar.session(number);
        const auto after = now.session(number);
        if (before && after && before->date != after->date) {
            moved.push_back(text::short_date(before->date) + " → " + text::short_date(after->date));
        }
    }
    if (moved.empty()) return {};
    return fmt::format("due points move with the sessions: {}{}", moved.front(),
                       moved.size() > 1 ? fmt::format(" and {} more", moved.size() - 1) : "");
}

/// The next day, after `from`, by which something is due; that it stays is said, because there is less time until then.
std::optional<Date> next_due_day(const classroom::ClassFile& file, Date from) {
    std::optional<Date> next;
    for (const auto& skill : file.curriculum.skills()) {
        if (skill.due_on && *skill.due_on >= from && (!next || *skill.due_on < *next)) next = skill.due_on;
    }
    return next;
}

/// A day on which something happened is seldom the one that fell out.
void note_what_happened(const Gradebook& book, const std::vector<classroom::StoredPlan>& plans, Date day,
                        render::Receipt& receipt) {
    std::set<classroom::StudentId> with_results, with_work;
    for (const auto& one : book.evidence()) {
        if (one.happened_on == day) with_results.insert(one.student);
    }
    for (const auto& plan : plans) {
        const bool did =
            std::ranges::any_of(plan.slots, [&](const auto& slot) { return slot.on == day && slot.done.has_value(); });
        if (did) with_work.insert(plan.student);
    }
    if (!with_results.empty()) {
        receipt.lines.push_back(fmt::format("results of {} are recorded for that day, and stay; is it the right day?",
                                            text::count_of(with_results.size(), "student", "students")));
    }
    if (!with_work.empty()) {
        receipt.lines.push_back(fmt::format("work of {} is recorded for that day, and stays",
                                            text::count_of(with_work.size(), "student", "students")));
    }
}

Result change_session(Invocation& invocation, int minutes, const std::string& schema) {
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    auto facts = book.facts();
    const auto state = classroom::class_state(file, facts, invocation.today);
    const auto& calendar = state.file.calendar;
    render::Receipt receipt{.schema = schema, .done = {}, .lines = {}, .next = {}};
    const auto typed = invocation.arguments.value("SESSION");
    const auto typed_day = text::parse_date(typed, invocation.today);
    if (minutes == 0 && typed_day && std::ranges::binary_search(calendar.cancelled_days(), *typed_day)) {
        receipt.done = fmt::format("the session on {} is cancelled already", text::long_date(*typed_day));
        return shown(std::move(receipt));
    }
    const auto session = find_session(invocation, calendar, typed);
    const auto day = text::long_date(session.date);
    if (session.minutes == minutes) {
        receipt.done = fmt::format("the session on {} has {} minutes already", day, minutes);
        return shown(std::move(receipt));
    }
    const classroom::SessionChange change{session.date, minutes, invocation.arguments.value("because")};
    facts.put(change);
    const auto after = classroom::class_state(file, std::move(facts), invocation.today);
    const auto& now = after.file.calendar;
    receipt.done = minutes == 0
                       ? fmt::format("cancelled the session on {}", day)
                       : fmt::format("the session on {} has {} minutes instead of {}", day, minutes, session.minutes);
    if (minutes == 0) {
        receipt.lines.push_back(fmt::format("the term has {} sessions now, {} of them so far", now.sessions().size(),
                                            now.sessions_before(invocation.today)));
        if (auto moved = moved_due(state.file, now, session.number); !moved.empty()) {
            receipt.lines.push_back(std::move(moved));
        }
        if (const auto due = next_due_day(state.file, session.date)) {
            receipt.lines.push_back(
                fmt::format("what is due on {} stays due then, with a session less", text::short_date(*due)));
        }
    }
    const auto week = monday_of(session.date);
    const auto plans = book.plans(week);
    if (minutes == 0) note_what_happened(book, plans, session.date, receipt);
    begin(invocation, book, file);
    book.change_session(change);
    if (const auto students = planned_on(plans, session.date); students > 0) {
        receipt.lines.push_back(
            fmt::format("{} had work planned for it", text::count_of(students, "student", "students")));
        plan_again(book, after, week, {}, classroom::Keep::begun, receipt);
    }
    return finished(invocation, book, std::move(receipt));
}

}  // namespace

Result assign_cancel(Invocation& invocation) {
    return change_session(invocation, 0, "assign-cancel/1");
}

Result assign_shorten(Invocation& invocation) {
    const auto typed = invocation.arguments.value("MINUTES");
    const bool number =
        !typed.empty() && typed.size() <= 3 && std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
    const int minutes = number ? std::stoi(typed) : 0;
    if (minutes < 1 || minutes > kLongestSession) {
        throw Error(Error::Kind::usage, "\"" + typed + "\" is no number of minutes",
                    "how long the session is now, as in: waymark assign shorten thu 30");
    }
    return change_session(invocation, minutes, "assign-shorten/1");
}

}  // namespace waymark::app::commands
