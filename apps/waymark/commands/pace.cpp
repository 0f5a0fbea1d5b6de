#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "commands/commands.hpp"
#include "commands/own_terms.hpp"
#include "commands/pace_words.hpp"
#include "commands/receipt.hpp"
#include "commands/table_columns.hpp"
#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// Paces and due days of a student's own, one by one or from a file.
namespace waymark::app::commands {

using classroom::ClassFile;
using classroom::Error;
using classroom::Facts;
using classroom::Gradebook;

namespace {

/// A rate of the class's pace: "0.8", "80%", "class".
double pace_rate(const std::string& typed, const classroom::Policy& policy) {
    auto word = text::trim(typed);
    if (word == "class") return 1.0;
    const bool percent = word.ends_with('%');
    if (percent) word.pop_back();
    std::ranges::replace(word, ',', '.');
    double rate = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), rate);
    if (percent) rate /= 100;
    if (failed != std::errc() || end != word.data() + word.size() || !(rate > 0)) {
        throw Error(Error::Kind::usage, fmt::format("there is no pace \"{}\"", typed),
                    "say it in times of the class's pace: 0.8, 80% or class");
    }
    if (rate < policy.slowest_pace - 1e-9 || rate > policy.fastest_pace + 1e-9) {
        throw Error(
            Error::Kind::usage,
            fmt::format("a pace of {:g} lies outside {:g} to {:g}", rate, policy.slowest_pace, policy.fastest_pace),
            "the bounds are yours: policy, pace, slowest and fastest in the class file");
    }
    return rate;
}

bool must_only(const std::string& typed) {
    const auto word = text::trim(typed);
    if (word == "must") return true;
    if (word == "all") return false;
    throw Error(Error::Kind::usage, fmt::format("there is no load \"{}\"", typed),
                "must (what should be learned no longer counts) or all");
}

/// Changes of pace, load and due days, before they are applied.
struct Changes {
    std::vector<classroom::StudentPace> paces;
    std::vector<classroom::StudentExtension> extensions;
    std::vector<int> said_in;  ///< the line of each extension; 0 when it was typed
    std::vector<classroom::RefusedRow> refused;
    std::vector<std::string> ignored_columns;
};

/// What somebody has now, as the ground of a change.
classroom::StudentPace pace_now(const Facts& facts, classroom::StudentId student, Date today) {
    classroom::StudentPace now{.student = student};
    for (const auto& one : facts.paces) {
        if (one.student == student && one.from <= today) now = one;
    }
    now.because.clear();
    return now;
}

struct Wish {
    std::string student, pace, load, starts, what, due, because;
    int line = 0;  ///< of the file that says it
};

/// Adds an extension that no other row contradicts; the same said again is said once.
void add_extension(const classroom::Student& student, const std::string& title, int line,
                   classroom::StudentExtension extension, Changes& changes) {
    const auto known = std::ranges::find_if(changes.extensions, [&](const classroom::StudentExtension& one) {
        return one.student == extension.student && one.skill == extension.skill;
    });
    if (known == changes.extensions.end()) {
        changes.extensions.push_back(std::move(extension));
        changes.said_in.push_back(line);
        return;
    }
    if (known->due == extension.due) return;
    const auto days = [](const std::optional<Date>& due) { return due ? text::iso_date(*due) : std::string("none"); };
    throw Error(Error::Kind::usage,
                fmt::format("a second day for {} of {}: {} here, {} in line {}", title, student.display_name(),
                            days(extension.due), days(known->due),
                            changes.said_in[static_cast<std::size_t>(known - changes.extensions.begin())]),
                "keep one of the two");
}

void add(const Invocation& invocation, const ClassFile& file, const Facts& facts, const Wish& wish, Changes& changes) {
    const auto& student = classroom::find_student(facts.students, wish.student);
    if (!wish.pace.empty() || !wish.load.empty()) {
        auto pace = pace_now(facts, student.id, invocation.today);
        pace.from = invocation.today;
        if (!wish.starts.empty()) {
            const auto day = typed_day(invocation.arguments, "starts", wish.starts, invocation.today);
            if (day > file.calendar.term_ends()) {
                throw Error(Error::Kind::usage, text::iso_date(day) + " lies beyond the term", "an earlier day");
            }
            pace.from = day;
        }
        if (!wish.pace.empty()) pace.rate = pace_rate(wish.pace, file.policy);
        if (!wish.load.empty()) pace.must_only = must_only(wish.load);
        pace.because = wish.because;
        const bool twice = std::ranges::any_of(changes.paces, [&](const classroom::StudentPace& one) {
            return one.student == pace.student && one.from == pace.from;
        });
        if (twice) throw Error(Error::Kind::usage, "a second pace for " + wish.student + " from the same day");
        changes.paces.push_back(std::move(pace));
    }
    if (wish.what.empty() && wish.due.empty()) return;
    if (wish.what.empty() || wish.due.empty()) {
        throw Error(Error::Kind::usage, "an extension needs what it is for and until when", "skill and due");
    }
    const bool none = wish.due == "none";
    const auto due = none ? std::optional<Date>() : std::optional(day_of_term(invocation, file, "due", wish.due));
    for (const auto skill : skills_meant(file, wish.what)) {
        const auto& about = file.curriculum.skills()[skill];
        const auto of_class = due_day(about, file.calendar);
        if (due && of_class && *due < *of_class) {
            throw Error(Error::Kind::usage,
                        fmt::format("{} is due on {} already, which is later than {}", about.title,
                                    text::iso_date(*of_class), text::iso_date(*due)),
                        "an extension is for later");
        }
        add_extension(student, about.title, wish.line,
                      {.student = student.id, .skill = about.id, .due = due, .because = wish.because}, changes);
    }
}

const std::vector<classroom::KeyedColumn> kPaceColumns{
    {"pace", {"rate"}},
    {"load", {}},
    {"starts", {"from"}},
    {"what", {"skill", "unit", "extend"}},
    {"due", {"until", "due day"}},
    {"because", {"reason"}},
};

Changes from_file(const Invocation& invocation, const Gradebook& book, const ClassFile& file, const Facts& facts) {
    const auto table = read_rows(invocation, kPaceColumns);
    const auto students = row_students(book);
    Changes changes;
    changes.refused = table.refused;
    changes.ignored_columns = table.ignored_columns;
    for (const auto& row : table.rows) {
        try {
            if (!row.has("pace") && !row.has("load") && !row.has("what") && !row.has("due")) {
                throw Error(Error::Kind::usage, "nothing is asked for");
            }
            add(invocation, file, facts,
                {students.of(row).slug, row.cell("pace"), row.cell("load"), row.cell("starts"), row.cell("what"),
                 row.cell("due"), row.cell("because"), row.line},
                changes);
        } catch (const Error& error) {
            changes.refused.push_back(row.refused(error));
        }
    }
    return changes;
}

Facts with(Facts facts, const Changes& changes) {
    for (const auto& one : changes.paces) {
        std::erase_if(facts.paces,
                      [&](const auto& known) { return known.student == one.student && known.from == one.from; });
        facts.paces.push_back(one);
    }
    std::ranges::stable_sort(facts.paces, {}, [](const auto& one) { return std::pair(one.student, one.from); });
    for (const auto& one : changes.extensions) {
        std::erase_if(facts.extensions,
                      [&](const auto& known) { return known.student == one.student && known.skill == one.skill; });
        if (one.due) facts.extensions.push_back(one);
    }
    return facts;
}

double minutes_in_all(const classroom::PaceReport& report) {
    double sum = 0;
    for (const auto& line : report.lines) sum += line.pace.total_minutes;
    return sum;
}

/// Without what holds already: a script may repeat itself.
Changes news(const Facts& facts, Changes changes, Date today) {
    std::erase_if(changes.paces, [&](const classroom::StudentPace& one) {
        const auto now = pace_now(facts, one.student, std::max(one.from, today));
        return now.rate == one.rate && now.must_only == one.must_only;
    });
    std::erase_if(changes.extensions, [&](const classroom::StudentExtension& one) {
        const auto known = std::ranges::find_if(facts.extensions, [&](const auto& other) {
            return other.student == one.student && other.skill == one.skill;
        });
        return known == facts.extensions.end() ? !one.due : known->due == one.due;
    });
    return changes;
}

/// Shows what the changes do to each student, then applies them: all, or none where one is refused or lacks the yes
/// that a slower pace needs.
Result apply(const Invocation& invocation, Gradebook& book, const ClassFile& file, const Facts& facts, Changes said,
             const std::string& schema) {
    const auto changes = news(facts, std::move(said), invocation.today);
    if (changes.paces.empty() && changes.extensions.empty() && changes.refused.empty()) {
        return shown({.schema = schema, .done = "known already: nothing is changed", .lines = {}, .next = {}});
    }
    const auto before = classroom::pace_report(classroom::class_state(file, facts, invocation.today));
    const auto after = classroom::pace_report(classroom::class_state(file, with(facts, changes), invocation.today));
    render::Receipt receipt{.schema = schema, .done = {}, .lines = {}, .next = {}};
    std::set<classroom::StudentId> concerned;
    bool slower = false;
    for (const auto& one : changes.paces) {
        concerned.insert(one.student);
        slower = slower || one.rate < pace_now(facts, one.student, invocation.today).rate - 1e-9;
    }
    for (const auto& one : changes.extensions) concerned.insert(one.student);
    for (const auto& student : facts.students) {
        if (!concerned.contains(student.id)) continue;
        const auto* then = line_of(before, student.slug);
        const auto* now = line_of(after, student.slug);
        if (then == nullptr || now == nullptr) continue;
        receipt.lines.push_back(fmt::format("{}: {}", student.display_name(), classroom::pace_effect(*then, *now)));
    }
    receipt.lines.push_back(fmt::format("work of the class in all: {:.0f} min before, {:.0f} min after",
                                        minutes_in_all(before), minutes_in_all(after)));
    add_ignored(receipt, changes.ignored_columns);
    add_refused(receipt, changes.refused);
    const bool needs_yes = slower && !invocation.arguments.has("yes") && !invocation.dry_run;
    if (!changes.refused.empty() || needs_yes) {
        receipt.done = changes.refused.empty()
                           ? "nothing was applied: a slower pace needs your yes"
                           : fmt::format("nothing was applied: {} refused",
                                         text::count_of(changes.refused.size(), "row is", "rows are"));
        if (needs_yes) receipt.next.push_back(invocation.typed + " --yes");
        auto result = shown(std::move(receipt));
        result.exit = changes.refused.empty() ? ExitCode::refused : ExitCode::failed;
        return result;
    }
    std::vector<std::string> what;
    if (!changes.paces.empty()) what.push_back(text::count_of(changes.paces.size(), "pace", "paces"));
    if (!changes.extensions.empty())
        what.push_back(text::count_of(changes.extensions.size(), "extension", "extensions"));
    receipt.done = fmt::format("{}{} for {}", what.empty() ? "nothing" : what.front(),
                               what.size() > 1 ? " and " + what.back() : "",
                               text::count_of(concerned.size(), "student", "students"));
    begin(invocation, book, file);
    for (const auto& one : changes.paces) book.add_pace(one);
    for (const auto& one : changes.extensions) book.add_extension(one);
    return finished(invocation, book, std::move(receipt));
}

void want_student_or_file(const Invocation& invocation, const char* example) {
    if (invocation.arguments.has("STUDENT") != invocation.arguments.has("from")) return;
    throw Error(Error::Kind::usage, "name a student, or a file with --from", example);
}

}  // namespace

Result assign_pace(Invocation& invocation) {
    want_student_or_file(invocation, "waymark assign pace zoe-k 0.8");
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    const auto facts = book.facts();
    if (arguments.has("from")) {
        return apply(invocation, book, file, facts, from_file(invocation, book, file, facts), "assign-pace/1");
    }
    if (!arguments.has("PACE") && !arguments.has("load")) {
        throw Error(Error::Kind::usage, "which pace?", "0.8, 80% or class; or --load must");
    }
    Changes changes;
    add(invocation, file, facts,
        {arguments.value("STUDENT"),
         arguments.value("PACE"),
         arguments.value("load"),
         arguments.value("starts"),
         {},
         {},
         arguments.value("because")},
        changes);
    return apply(invocation, book, file, facts, changes, "assign-pace/1");
}

Result assign_extend(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    if (!arguments.has("STUDENT") && !arguments.has("from")) return list_extensions(invocation);
    want_student_or_file(invocation, "waymark assign extend zoe-k family 2026-11-20");
    if (!arguments.has("from") && (!arguments.has("WHAT") || !arguments.has("DAY"))) {
        throw Error(Error::Kind::usage, arguments.has("WHAT") ? "until when?" : "what is due later, and when?",
                    fmt::format("waymark assign extend {} {} DAY", arguments.value("STUDENT"),
                                text::shell_word(arguments.value("WHAT", "UNIT"))));
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    const auto facts = book.facts();
    if (arguments.has("from")) {
        return apply(invocation, book, file, facts, from_file(invocation, book, file, facts), "assign-extend/1");
    }
    Changes changes;
    add(invocation, file, facts,
        {arguments.value("STUDENT"),
         {},
         {},
         {},
         arguments.value("WHAT"),
         arguments.value("DAY"),
         arguments.value("because")},
        changes);
    return apply(invocation, book, file, facts, changes, "assign-extend/1");
}

}  // namespace waymark::app::commands
