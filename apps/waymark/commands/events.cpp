#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
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
    const auto state = class_state(invocation, book);
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
    const std::vector<CalendarException> change{{session.date, minutes, {}}};
    const auto now = calendar.with(change);
    receipt.done = minutes == 0
                       ? fmt::format("cancelled the session on {}", day)
                       : fmt::format("the session on {} has {} minutes instead of {}", day, minutes, session.minutes);
    if (minutes == 0) {
        receipt.lines.push_back(fmt::format("{} sessions are left in the term, {} by now", now.sessions().size(),
                                            now.sessions_before(invocation.today)));
        if (auto moved = moved_due(state.file, now, session.number); !moved.empty()) {
            receipt.lines.push_back(std::move(moved));
        }
        if (const auto due = next_due_day(state.file, session.date)) {
            receipt.lines.push_back(
                fmt::format("what is due on {} stays due then, with a session less", text::short_date(*due)));
        }
    }
    const auto plans = book.plans(monday_of(session.date));
    if (const auto students = planned_on(plans, session.date); students > 0) {
        const auto week = text::iso_week(session.date);
        receipt.lines.push_back(
            fmt::format("{} student{} had work planned for it", students, students == 1 ? "" : "s"));
        receipt.next.push_back("waymark assign week " + week + " --update");
    }
    if (minutes == 0) note_what_happened(book, plans, session.date, receipt);
    begin(invocation, book, state.file);
    book.change_session({session.date, minutes, invocation.arguments.value("because")});
    return finished(invocation, book, std::move(receipt));
}

/// The days that were typed: single days, and from..to.
std::vector<Date> typed_days(const Invocation& invocation) {
    std::set<Date> days;
    for (const auto& typed : invocation.arguments.all("DAY")) {
        const auto dots = typed.find("..");
        const auto from = text::parse_date(typed.substr(0, dots), invocation.today);
        const auto to = dots == std::string::npos ? from : text::parse_date(typed.substr(dots + 2), invocation.today);
        if (!from || !to) {
            throw Error(Error::Kind::usage, "there is no day \"" + typed + "\"",
                        "write days as 2026-11-12 or thu, and several as 2026-11-12..2026-11-20");
        }
        if (*to < *from) {
            throw Error(Error::Kind::usage, "\"" + typed + "\" ends before it begins", "write the earlier day first");
        }
        if (*to - *from > std::chrono::days(400)) {
            throw Error(Error::Kind::usage, "\"" + typed + "\" is longer than a school year", "is it the right year?");
        }
        for (auto day = *from; day <= *to; day += std::chrono::days(1)) days.insert(day);
    }
    return {days.begin(), days.end()};
}

std::string pace_text(const Pace& pace) {
    if (pace.state == PaceState::no_recent_evidence) return "no recent evidence";
    if (pace.state == PaceState::on_pace) return "on pace";
    return fmt::format("{:.0f} sessions {}", std::abs(pace.sessions_ahead),
                       pace.state == PaceState::behind ? "behind" : "ahead");
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

namespace {

const std::vector<classroom::KeyedColumn> kAttendanceColumns{
    {"student", {"name", "student name", "slug", "id", "student id", "email"}, true},
    {"date", {"day", "attendance date", "session date"}, true},
    {"status", {"attendance", "attendance status", "code", "mark", "state"}},
    {"because", {"reason", "comment", "note", "remarks"}},
};

/// What an attendance list says of one day: nothing when the word is unknown.
enum class Attended { present, excused, unexcused };
std::optional<Attended> attended(const std::string& typed) {
    static const std::map<std::string, Attended, std::less<>> kWords{{"", Attended::excused},
                                                                     {"excused", Attended::excused},
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

/// A school's attendance list: excused absences are noted, an absence that is present here is taken back.
Result excuse_from_file(Invocation& invocation) {
    const auto name = invocation.arguments.value("from");
    const auto table = classroom::read_keyed_table({name, read_file(invocation, name)}, kAttendanceColumns);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto state = class_state(invocation, book);
    const auto& calendar = state.file.calendar;
    std::vector<std::string> days;
    for (const auto& row : table.rows) days.push_back(row.cell("date"));
    const auto typed_order = typed_date_order(invocation.arguments);
    const auto order = typed_order == text::DateOrder::ambiguous ? text::date_order(days) : typed_order;
    auto refused = table.refused;
    begin(invocation, book, state.file);
    std::map<std::string, int> excused;
    std::set<std::pair<classroom::StudentId, Date>> said;
    int known = 0, taken_back = 0, present = 0;
    std::vector<std::string> unexcused;
    std::map<Date, int> no_class;  // rows
    const bool nothing = invocation.arguments.has("strict");
    std::vector<classroom::Absence> absences;
    for (const auto& row : table.rows) {
        const auto refuse = [&](const std::string& reason) { refused.push_back({row.file, row.line, reason}); };
        try {
            const auto& student = classroom::find_student(state, row.cell("student"));
            const auto day = text::parse_cell_date(row.cell("date"), order);
            const auto what = attended(row.cell("status"));
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
            refuse(error.what());
        }
    }
    const bool applied = refused.empty() || !nothing;
    if (applied) {
        for (const auto& one : absences) book.add_absence(one);
    }
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
    for (const auto& one : unexcused) {
        receipt.lines.push_back("absent without an excuse, so the session counts: " + one);
    }
    for (const auto& [day, rows] : no_class) {
        receipt.lines.push_back(fmt::format("{} on {}, when the class does not meet",
                                            text::count_of(rows, "row", "rows"), text::long_date(day)));
    }
    add_ignored(receipt, table.ignored_columns);
    add_refused(receipt, refused);
    auto result = finished(invocation, book, std::move(receipt));
    if (!refused.empty()) result.exit = ExitCode::failed;
    return result;
}

}  // namespace

Result assign_excuse(Invocation& invocation) {
    if (invocation.arguments.has("from")) return excuse_from_file(invocation);
    if (!invocation.arguments.has("STUDENT") || !invocation.arguments.has("DAY")) {
        throw Error(Error::Kind::usage, "name a student and the days, or a list with --from",
                    "waymark assign excuse zoe-k 2026-11-09..2026-11-20, or --from attendance.csv");
    }
    const bool excused = !invocation.arguments.has("not");
    auto book = gradebook(invocation, Gradebook::Mode::write);
    auto facts = book.facts();
    const auto file = class_file(invocation);
    const auto before = classroom::class_state(file, facts, invocation.today);
    const auto& student = classroom::find_student(before, invocation.arguments.value("STUDENT"));
    const auto& calendar = before.file.calendar;

    std::vector<Date> days;
    for (const auto day : typed_days(invocation)) {
        const auto session = calendar.last_session_by(day);
        if (session && session->date == day) {
            days.push_back(day);
        } else if (invocation.arguments.all("DAY").size() == 1 &&
                   invocation.arguments.value("DAY").find("..") == std::string::npos) {
            throw Error(Error::Kind::usage, "the class does not meet on " + text::long_date(day),
                        "an absence is counted only on a day with class");
        }
    }
    if (days.empty()) {
        throw Error(Error::Kind::usage, "the class does not meet on any of these days",
                    "an absence is counted only on a day with class");
    }
    std::vector<Date> fresh;
    for (const auto day : days) {
        const bool known = student.excused_on(day);
        if (known != excused) fresh.push_back(day);
    }
    for (const auto day : fresh) {
        if (excused) {
            facts.absences.push_back({.student = student.student.id, .on = day, .excused = true, .because = {}});
        } else {
            std::erase_if(facts.absences, [&](const classroom::Absence& one) {
                return one.student == student.student.id && one.on == day;
            });
        }
    }
    std::ranges::sort(facts.absences, {}, &classroom::Absence::on);
    const auto after = classroom::class_state(file, facts, invocation.today);
    const auto& then = classroom::find_student(after, student.student.slug);

    render::Receipt receipt{.schema = "assign-excuse/1", .done = {}, .lines = {}, .next = {}};
    receipt.done = fmt::format("{}: {} session{} {}", student.student.name_on_paper(), days.size(),
                               days.size() == 1 ? "" : "s", excused ? "excused" : "not excused");
    std::string list;
    for (const auto day : days) list += (list.empty() ? "" : ", ") + text::short_date(day);
    receipt.lines.push_back(list);
    if (fresh.empty()) receipt.lines.emplace_back("known already");
    if (pace_text(student.pace) != pace_text(then.pace)) {
        receipt.lines.push_back("pace: " + pace_text(student.pace) + " → " + pace_text(then.pace));
    }
    std::set<Date> weeks;
    for (const auto day : fresh) {
        for (const auto& plan : book.plans(monday_of(day))) {
            if (plan.student == student.student.id && day >= invocation.today &&
                std::ranges::any_of(plan.slots, [&](const auto& slot) { return slot.on == day; })) {
                weeks.insert(plan.week);
            }
        }
    }
    for (const auto week : weeks) receipt.next.push_back("waymark assign week " + text::iso_week(week) + " --update");
    begin(invocation, book, file);
    for (const auto day : fresh) {
        book.add_absence({.student = student.student.id,
                          .on = day,
                          .excused = excused,
                          .because = invocation.arguments.value("because")});
    }
    return finished(invocation, book, std::move(receipt));
}

}  // namespace waymark::app::commands
