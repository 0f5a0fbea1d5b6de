#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "commands/attendance.hpp"
#include "commands/commands.hpp"
#include "commands/own_terms.hpp"
#include "commands/receipt.hpp"
#include "commands/typed_days.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/pace_report.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

/// Excused absences, of one student or of several at once.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::StudentState;

namespace {

[[noreturn]] void no_such_day(const std::string& typed) {
    throw Error(Error::Kind::usage, "there is no day \"" + typed + "\"",
                "write days as 2026-11-12 or thu, and several as 2026-11-12..2026-11-20");
}

/// Who is excused, and what was typed of when.
struct Words {
    std::vector<const StudentState*> students;
    std::vector<std::string> days;
};

/// Words are students until the first that reads as a day. Where none does, the first that is no student was to be one.
Words read_words(const Invocation& invocation, const classroom::ClassState& state) {
    Words words;
    const auto typed = invocation.arguments.all("WHAT");
    const auto first_day =
        std::ranges::find_if(typed, [&](const auto& word) { return typed_days(word, invocation.today).has_value(); });
    words.days.assign(first_day, typed.end());
    for (auto word = typed.begin(); word != first_day; ++word) {
        const StudentState* student = nullptr;
        try {
            student = &classroom::find_student(state, *word);
        } catch (const Error&) {
            if (word == typed.begin() || first_day != typed.end()) throw;
            no_such_day(*word);
        }
        if (std::ranges::find(words.students, student) == words.students.end()) words.students.push_back(student);
    }
    if (words.students.empty() || words.days.empty()) {
        throw Error(Error::Kind::usage, "name students and then the days, or a list with --from",
                    "waymark assign excuse zoe-k 2026-11-09..2026-11-20, or --from attendance.csv");
    }
    return words;
}

/// The sessions on the days that were typed, and what the teacher should know of these days.
struct Sessions {
    std::vector<Date> days;
    std::vector<std::string> notes;
};

Sessions read_days(const Invocation& invocation, const Calendar& calendar, const std::vector<std::string>& typed) {
    Sessions sessions;
    std::set<Date> days;
    std::vector<Date> without_class;
    const auto meets = [&](Date day) {
        const auto session = calendar.last_session_by(day);
        return session && session->date == day;
    };
    for (const auto& word : typed) {
        const auto run = typed_days(word, invocation.today);
        if (!run) no_such_day(word);
        for (auto day = run->from; day <= run->to; day += std::chrono::days(1)) {
            if (meets(day)) days.insert(day);
        }
        if (run->from == run->to && !meets(run->from)) without_class.push_back(run->from);
        if (const auto past = weekday_that_is_over(word, invocation.today); past && meets(*past)) {
            sessions.notes.push_back(fmt::format("{} {} is still to come; for the one that is over: {}",
                                                 text::weekday_name(run->from), text::short_date(run->from),
                                                 text::iso_date(*past)));
        }
    }
    if (days.empty()) {
        throw Error(Error::Kind::usage,
                    typed.size() == 1 && !without_class.empty()
                        ? "the class does not meet on " + text::long_date(without_class.front())
                        : std::string("the class does not meet on any of these days"),
                    "an absence is counted only on a day with class");
    }
    for (const auto day : without_class) {
        sessions.notes.push_back(
            fmt::format("the class does not meet on {} {}", text::weekday_name(day), text::short_date(day)));
    }
    sessions.days.assign(days.begin(), days.end());
    return sessions;
}

}  // namespace

Result assign_excuse(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    if (arguments.has("from")) return excuse_from_file(invocation);
    const bool excused = !arguments.has("not");
    if (!arguments.has("WHAT") && excused && !arguments.has("because")) return list_absences(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    auto facts = book.facts();
    const auto file = class_file(invocation);
    const auto before = classroom::class_state(file, facts, invocation.today);
    const auto words = read_words(invocation, before);
    const auto sessions = read_days(invocation, before.file.calendar, words.days);

    std::vector<classroom::Absence> fresh;
    std::vector<std::string> names, known;
    for (const auto* student : words.students) {
        names.push_back(student->student.name_on_paper());
        const auto said = fresh.size();
        for (const auto day : sessions.days) {
            if (student->excused_on(day) == excused) continue;
            fresh.push_back(
                {.student = student->student.id, .on = day, .excused = excused, .because = arguments.value("because")});
        }
        if (fresh.size() == said) known.push_back(names.back());
    }
    for (const auto& one : fresh) facts.put(one);
    const auto after = classroom::class_state(file, std::move(facts), invocation.today);

    const bool of_one = words.students.size() == 1;
    render::Receipt receipt{.schema = "assign-excuse/1", .done = {}, .lines = {}, .next = {}};
    receipt.done =
        fmt::format("{}: {} {}", render::joined(names), text::count_of(sessions.days.size(), "session", "sessions"),
                    excused ? "excused" : "not excused");
    std::vector<std::string> days;
    for (const auto day : sessions.days) days.push_back(text::short_date(day));
    receipt.lines.push_back(render::joined(days));
    receipt.lines.insert(receipt.lines.end(), sessions.notes.begin(), sessions.notes.end());
    if (!known.empty()) {
        receipt.lines.push_back(fresh.empty() ? std::string("known already")
                                              : "known already: " + render::joined(known));
    }
    for (const auto* student : words.students) {
        const auto was = classroom::pace_words(student->pace);
        const auto now = classroom::pace_words(classroom::find_student(after, student->student.slug).pace);
        if (was == now) continue;
        receipt.lines.push_back(
            fmt::format("{}pace: {} → {}", of_one ? "" : student->student.name_on_paper() + ", ", was, now));
    }
    begin(invocation, book, file);
    write_absences(book, after, invocation.today, fresh, receipt);
    return finished(invocation, book, std::move(receipt));
}

}  // namespace waymark::app::commands
