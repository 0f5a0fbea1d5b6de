#include "commands/attendance.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/table_columns.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

const std::vector<classroom::KeyedColumn> kAttendanceColumns{
    {"date", {"day", "attendance date", "session date"}, true},
    {"status", {"attendance", "attendance status", "code", "mark", "state"}},
    {"because", {"reason", "comment", "note", "remarks"}},
};

/// What an attendance list says of one day: nothing when the word is unknown.
enum class Attended { present, excused, unexcused };
std::optional<Attended> attended(const std::string& typed) {
    static const std::map<std::string, Attended, std::less<>> kWords{{"excused", Attended::excused},
                                                                     {"excused absence", Attended::excused},
                                                                     {"absent excused", Attended::excused},
                                                                     {"e", Attended::excused},
                                                                     {"ill", Attended::excused},
                                                                     {"sick", Attended::excused},
                                                                     {"authorised", Attended::excused},
                                                                     {"authorized", Attended::excused},
                                                                     {"authorised absence", Attended::excused},
                                                                     {"present", Attended::present},
                                                                     {"p", Attended::present},
                                                                     {"late", Attended::present},
                                                                     {"l", Attended::present},
                                                                     {"tardy", Attended::present},
                                                                     {"t", Attended::present},
                                                                     {"/", Attended::present},
                                                                     {"absent", Attended::unexcused},
                                                                     {"a", Attended::unexcused},
                                                                     {"unexcused", Attended::unexcused},
                                                                     {"u", Attended::unexcused},
                                                                     {"unauthorised", Attended::unexcused},
                                                                     {"unauthorized", Attended::unexcused}};
    const auto found = kWords.find(text::match_key(typed));
    return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

/// "3 rows say".
std::string rows_say(int rows) {
    return text::count_of(rows, "row says", "rows say");
}

}  // namespace

void write_absences(Gradebook& book, const classroom::ClassState& after, Date today,
                    const std::vector<classroom::Absence>& absences, render::Receipt& receipt) {
    std::map<Date, std::vector<classroom::StudentId>> weeks;  // those that are not over
    for (const auto& one : absences) {
        book.add_absence(one);
        if (monday_of(one.on) < monday_of(today)) continue;
        auto& students = weeks[monday_of(one.on)];
        if (std::ranges::find(students, one.student) == students.end()) students.push_back(one.student);
    }
    for (const auto& [week, students] : weeks) plan_again(book, after, week, students, classroom::Keep::valid, receipt);
}

Result excuse_from_file(Invocation& invocation) {
    const auto table = read_rows(invocation, kAttendanceColumns);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto people = row_students(book);
    const auto file = class_file(invocation);
    auto facts = book.facts();
    const auto state = classroom::class_state(file, facts, invocation.today);
    const auto& calendar = state.file.calendar;
    std::vector<std::string> days;
    for (const auto& row : table.rows) days.push_back(row.cell("date"));
    const auto typed_order = typed_date_order(invocation.arguments);
    const auto order = typed_order == text::DateOrder::ambiguous ? text::date_order(days) : typed_order;
    auto refused = table.refused;
    begin(invocation, book, file);
    std::map<std::string, int> excused;
    std::set<std::pair<classroom::StudentId, Date>> said;
    int known = 0, taken_back = 0, present = 0, unknown = 0, first_unknown = 0;
    // A list without such a column is one of absences; a blank cell of the column says nothing.
    const bool has_status = table.has("status");
    std::vector<std::string> unexcused;
    std::map<Date, int> no_class;  // rows
    const bool nothing = invocation.arguments.has("strict");
    std::vector<classroom::Absence> absences;
    for (const auto& row : table.rows) {
        const auto refuse = [&](const std::string& reason) { refused.push_back({row.file, row.line, reason}); };
        try {
            if (has_status && !row.has("status")) {
                if (unknown++ == 0) first_unknown = row.line;
                continue;
            }
            const auto& student = classroom::find_student(state, people.of(row).slug);
            const auto day = text::parse_cell_date(row.cell("date"), order);
            const auto what = has_status ? attended(row.cell("status")) : Attended::excused;
            if (const auto two = text::two_days(row.cell("date")); !day && !two.empty()) {
                refuse(fmt::format("\"{}\" could be two days; add --date-order day or month, or write it as {} or {}",
                                   row.cell("date"), text::iso_date(two[0]), text::iso_date(two[1])));
                continue;
            }
            if (!day) {
                refuse("there is no day \"" + row.cell("date") + "\"; write it as 2026-11-24");
                continue;
            }
            if (!what) {
                refuse("\"" + row.cell("status") + "\" is no attendance: excused, absent, present or late");
                continue;
            }
            const auto session = calendar.last_session_by(*day);
            if (!session || session->date != *day) {
                ++no_class[*day];
                continue;
            }
            const bool is_known = student.excused_on(*day);
            if (*what == Attended::unexcused) {
                unexcused.push_back(fmt::format("{} on {} (line {})", student.student.display_name(),
                                                text::short_date(*day), row.line));
            }
            if (*what == Attended::present && !is_known) ++present;
            if ((*what == Attended::excused) == is_known) {
                known += is_known ? 1 : 0;
                continue;
            }
            if (!said.emplace(student.student.id, *day).second) {
                refuse("a second row for " + student.student.display_name() + " on this day");
                continue;
            }
            absences.push_back({.student = student.student.id,
                                .on = *day,
                                .excused = *what == Attended::excused,
                                .because = row.cell("because")});
            if (*what == Attended::excused) {
                ++excused[student.student.display_name()];
            } else {
                ++taken_back;
            }
        } catch (const Error& error) {
            refused.push_back(row.refused(error));
        }
    }
    const bool applied = refused.empty() || !nothing;
    render::Receipt receipt{.schema = "assign-excuse/1", .done = {}, .lines = {}, .next = {}};
    receipt.done = fmt::format("{} excused{}{}",
                               absences.size() - static_cast<std::size_t>(taken_back) == 1
                                   ? std::string("1 session")
                                   : fmt::format("{} sessions", absences.size() - static_cast<std::size_t>(taken_back)),
                               refused.empty() ? "" : fmt::format(", {} refused", refused.size()),
                               applied ? "" : ": nothing was applied");
    for (const auto& [student, count] : excused) receipt.lines.push_back(fmt::format("{}: {}", student, count));
    if (taken_back > 0) receipt.lines.push_back(fmt::format("{} taken back: present after all", taken_back));
    if (known > 0) receipt.lines.push_back(fmt::format("{} known already", known));
    if (present > 0) {
        receipt.lines.push_back(fmt::format("{} present or late: nothing to excuse", rows_say(present)));
    }
    if (unknown > 0) {
        receipt.lines.push_back(fmt::format("{} no status, the first on line {}: nothing is recorded for {}",
                                            text::count_of(unknown, "row has", "rows have"), first_unknown,
                                            unknown == 1 ? "it" : "them"));
    }
    for (const auto& one : unexcused) {
        receipt.lines.push_back("absent without an excuse, so the session counts: " + one);
    }
    for (const auto& [day, rows] : no_class) {
        receipt.lines.push_back(fmt::format("{} on {}, when the class does not meet",
                                            text::count_of(rows, "row", "rows"), text::long_date(day)));
    }
    add_ignored(receipt, table.ignored_columns);
    add_refused(receipt, refused);
    if (applied && !absences.empty()) {
        for (const auto& one : absences) facts.put(one);
        const auto after = classroom::class_state(file, std::move(facts), invocation.today);
        write_absences(book, after, invocation.today, absences, receipt);
    }
    auto result = finished(invocation, book, std::move(receipt));
    if (!refused.empty()) result.exit = ExitCode::failed;
    return result;
}

}  // namespace waymark::app::commands
