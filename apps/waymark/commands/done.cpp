#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/slots.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// What students really did of their plans.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

/// "3", "1,2", "1-4" as the numbers of slots; empty for every other word.
std::vector<int> slot_numbers(const std::string& word) {
    std::vector<int> all;
    for (const auto& part : text::split_list(word)) {
        const auto dash = part.find('-');
        const auto first = part.substr(0, dash), last = dash == std::string::npos ? first : part.substr(dash + 1);
        for (const auto& number : {first, last}) {
            const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
            if (number.empty() || number.size() > 3 || !digits) return {};
        }
        if (std::stoi(last) < std::stoi(first)) {
            throw Error(Error::Kind::usage, fmt::format("\"{}\" ends before it begins", part),
                        fmt::format("write it as {}-{}", last, first));
        }
        for (int number = std::stoi(first); number <= std::stoi(last); ++number) all.push_back(number);
    }
    return all;
}

/// The day a word means, if it means one: of what has happened, and in the week where one is named.
std::optional<Date> day_meant(const std::string& word, Date today, std::optional<Date> week) {
    auto day = text::parse_past_date(word, today);
    if (!day || !week || monday_of(*day) == *week) return day;
    if (const auto in_week = text::parse_past_date(word, *week + std::chrono::days(6));
        in_week && monday_of(*in_week) == *week) {
        return in_week;
    }
    throw Error(Error::Kind::usage, fmt::format("{} does not lie in {}", text::long_date(*day), text::iso_week(*week)),
                "leave --week out: the day says which week is meant");
}

/// What one call speaks of. Names are as they were typed.
struct DoneWords {
    std::vector<std::string> students;
    std::vector<int> slots;
    std::optional<Date> session;
};

DoneWords words_of_done(const Invocation& invocation, const std::vector<classroom::Student>& roster) {
    const auto week =
        invocation.arguments.has("week") ? std::optional(week_at_hand(invocation)) : std::optional<Date>();
    DoneWords said;
    for (const auto& word : invocation.arguments.all("WHAT")) {
        if (const auto numbers = slot_numbers(word); !numbers.empty()) {
            if (!said.students.empty()) {
                said.slots.insert(said.slots.end(), numbers.begin(), numbers.end());
                continue;
            }
            // A school's ids are numbers, too.
            const bool is_id = std::ranges::any_of(
                roster, [&](const auto& one) { return text::match_key(one.school_id) == text::match_key(word); });
            if (!is_id) {
                throw Error(Error::Kind::usage, fmt::format("whose slot is {}?", word),
                            "name the students first, as in: waymark assign done zoe-k 1 2");
            }
        } else if (const auto day = day_meant(word, invocation.today, week)) {
            if (said.session && *said.session != *day) {
                throw Error(
                    Error::Kind::usage,
                    fmt::format("{} and {} are two sessions", text::long_date(*said.session), text::long_date(*day)),
                    "record one after the other");
            }
            said.session = day;
            continue;
        }
        if (!said.slots.empty()) {
            throw Error(Error::Kind::usage, fmt::format("\"{}\" stands behind slots, which are those of all", word),
                        "name all students first; if their slots differ, record one after the other");
        }
        said.students.push_back(word);
    }
    if (said.session && !said.slots.empty()) {
        throw Error(Error::Kind::usage, "slots and a session are named: one of them says it",
                    "waymark assign done zoe-k thu, or waymark assign done zoe-k 1 2");
    }
    return said;
}

std::vector<classroom::StudentId> left_out(const Invocation& invocation,
                                           const std::vector<classroom::Student>& roster) {
    std::vector<classroom::StudentId> ids;
    for (const auto& list : invocation.arguments.all("except")) {
        for (const auto& typed : text::split_list(list)) ids.push_back(classroom::find_student(roster, typed).id);
    }
    return ids;
}

/// What is recorded of one student.
struct DoneWork {
    const classroom::Student* student = nullptr;
    std::vector<const classroom::StoredSlot*> slots;
};

/// Everything one call records, and who has a part in it but is left out.
struct DoneRecord {
    std::vector<DoneWork> work;
    std::vector<std::string> excused, nothing_planned;

    [[nodiscard]] std::vector<const classroom::StoredSlot*> slots() const {
        std::vector<const classroom::StoredSlot*> all;
        for (const auto& one : work) all.insert(all.end(), one.slots.begin(), one.slots.end());
        return all;
    }
};

std::string numbers_text(const DoneWork& one) {
    std::string list;
    for (const auto* slot : one.slots) list += (list.empty() ? "" : ", ") + std::to_string(slot->number);
    return (one.slots.size() == 1 ? "slot " : "slots ") + list;
}

render::Receipt receipt_of(const DoneRecord& record, const std::string& when, bool done, Date today) {
    render::Receipt receipt{.schema = "assign-done/1", .done = {}, .lines = {}, .next = {}};
    const auto slots = record.slots();
    const auto& first = record.work.front();
    const bool alone = record.work.size() == 1;
    receipt.done =
        fmt::format("{} {} {} of {}",
                    alone ? first.student->display_name() : text::count_of(record.work.size(), "student", "students"),
                    done ? "did" : "did not do", text::count_of(slots.size(), "slot", "slots"), when);
    if (alone) {
        for (const auto* slot : slots) {
            receipt.lines.push_back(fmt::format("slot {}: {}", slot->number, slot->skill_title));
        }
    } else {
        for (const auto& one : record.work) {
            receipt.lines.push_back(fmt::format("{}: {}", one.student->display_name(), numbers_text(one)));
        }
    }
    if (!record.excused.empty()) receipt.lines.push_back("excused, not recorded: " + render::joined(record.excused));
    if (!record.nothing_planned.empty())
        receipt.lines.push_back("nothing planned: " + render::joined(record.nothing_planned));
    std::set<Date> to_come;
    for (const auto* slot : slots) {
        if (slot->on && *slot->on > today) to_come.insert(*slot->on);
    }
    if (!to_come.empty()) {
        std::vector<std::string> days;
        for (const auto day : to_come) days.push_back(text::short_date(day));
        receipt.lines.push_back("planned for a day still to come: " + render::joined(days));
    }
    if (std::ranges::all_of(slots, [&](const auto* slot) { return slot->done == done; })) {
        receipt.lines.emplace_back("known already");
    }
    return receipt;
}

}  // namespace

Result assign_done(Invocation& invocation) {
    const bool done = !invocation.arguments.has("not");
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto state = class_state(invocation, book);
    const auto roster = book.students();
    const auto said = words_of_done(invocation, roster);
    const auto except = left_out(invocation, roster);
    std::optional<Session> session;
    if (said.session) {
        session = session_of_day(state.file.calendar, *said.session);
        if (session->date > invocation.today) {
            throw Error(Error::Kind::usage,
                        fmt::format("the session on {} is still to come", text::long_date(session->date)),
                        "record what happened when it has; a slot done ahead of it is named by its number");
        }
    }
    const auto week = session ? monday_of(session->date) : week_at_hand(invocation);
    const auto plans = book.plans(week);
    if (plans.empty()) no_plan(week);

    DoneRecord record;
    std::set<classroom::StudentId> seen(except.begin(), except.end());
    const auto take = [&](const classroom::Student& student, const classroom::StoredPlan& plan) {
        if (!seen.insert(student.id).second) return;
        if (session) {
            const auto here = std::ranges::find(state.students, student.id,
                                                [](const classroom::StudentState& one) { return one.student.id; });
            if (here != state.students.end() && here->excused_on(session->date)) {
                record.excused.push_back(student.display_name());
                return;
            }
        }
        DoneWork one{.student = &student, .slots = {}};
        for (const auto& slot : plan.slots) {
            if (!session || slot.on == session->date) one.slots.push_back(&slot);
        }
        if (!said.slots.empty()) {
            one.slots.clear();
            for (const auto number : std::set(said.slots.begin(), said.slots.end())) {
                one.slots.push_back(find_slot(roster, plans, week, student.slug, std::to_string(number)).slot);
            }
        }
        if (one.slots.empty()) {
            record.nothing_planned.push_back(student.display_name());
        } else {
            record.work.push_back(std::move(one));
        }
    };
    for (const auto& typed : said.students) {
        const auto& student = classroom::find_student(roster, typed);
        take(student, find_plan(plans, week, student));
    }
    if (said.students.empty()) {
        for (const auto& student : roster) {
            const auto plan = std::ranges::find(plans, student.id, &classroom::StoredPlan::student);
            if (plan != plans.end()) take(student, *plan);
        }
    }
    const auto when = session ? text::long_date(session->date) : text::iso_week(week);
    if (record.work.empty()) {
        const auto who = render::joined(record.excused);
        throw Error(Error::Kind::failed, "nothing is left to record of " + when,
                    who.empty() ? "waymark assign show --week " + text::iso_week(week) + " shows what is planned"
                                : "excused: " + who);
    }
    begin(invocation, book, state.file);
    const auto slots = record.slots();
    // All of it or nothing: what an earlier command recorded is said here, too, and stays when that one is undone.
    if (std::ranges::any_of(slots, [&](const auto* slot) { return slot->done != done; })) {
        const auto today = session ? session->date : invocation.today;
        for (const auto* slot : slots) {
            const bool known = slot->done == done && slot->done_on.has_value();
            book.record_done(slot->id, done, known ? *slot->done_on : today);
        }
    }
    return finished(invocation, book, receipt_of(record, when, done, invocation.today));
}

}  // namespace waymark::app::commands
