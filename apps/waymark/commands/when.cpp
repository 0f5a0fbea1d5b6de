#include "commands/when.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::commands {

using classroom::Error;

namespace {

[[noreturn]] void no_day(const std::string& option, const std::string& typed, bool in_file = false) {
    if (const auto days = text::two_days(typed); !days.empty()) {
        throw Error(Error::Kind::usage, fmt::format("{}: \"{}\" could be two days", option, typed),
                    fmt::format("write it as {} or {}{}", text::iso_date(days[0]), text::iso_date(days[1]),
                                in_file ? ", or add --date-order day or month" : ""));
    }
    throw Error(Error::Kind::usage, fmt::format("{}: there is no day \"{}\"", option, typed), "write it as 2026-11-24");
}

}  // namespace

text::DateOrder typed_date_order(const Arguments& arguments) {
    const auto typed = arguments.value("date-order");
    return typed == "day"     ? text::DateOrder::day_first
           : typed == "month" ? text::DateOrder::month_first
                              : text::DateOrder::ambiguous;
}

Date typed_day(const Arguments& arguments, const std::string& option, const std::string& typed, Date today,
               bool in_file) {
    const auto day = text::parse_date(typed, today, typed_date_order(arguments));
    if (!day) no_day(option, typed, in_file);
    return *day;
}

Date typed_past_day(const Arguments& arguments, const std::string& option, const std::string& typed, Date today) {
    const auto day = text::parse_past_date(typed, today, typed_date_order(arguments));
    if (!day) no_day(option, typed);
    if (*day > today) {
        throw Error(Error::Kind::usage,
                    fmt::format("{}: {} lies after today ({})", option, text::long_date(*day), text::long_date(today)),
                    "name a day that has been; is it the right year?");
    }
    return *day;
}

Date day_of_term(const Invocation& invocation, const classroom::ClassFile& file, const std::string& what,
                 const std::string& typed) {
    const auto day = typed_day(invocation.arguments, what, typed, invocation.today);
    const auto& calendar = file.calendar;
    if (day > calendar.term_ends()) {
        throw Error(Error::Kind::usage,
                    fmt::format("{} lies beyond the term, which ends on {}", text::iso_date(day),
                                text::iso_date(calendar.term_ends())),
                    "the last day of the term is the latest");
    }
    if (day < calendar.term_starts()) {
        throw Error(Error::Kind::usage, fmt::format("{} lies before the term", text::iso_date(day)),
                    "is the year mistyped?");
    }
    return day;
}

Date chosen_week(const Invocation& invocation) {
    if (!invocation.arguments.has("WEEK")) {
        const auto monday = monday_of(invocation.today);
        return monday == invocation.today ? monday : monday + std::chrono::days(7);
    }
    const auto typed = invocation.arguments.value("WEEK");
    const auto week = text::parse_week(typed, invocation.today);
    if (!week) {
        throw Error(Error::Kind::usage, "there is no week \"" + typed + "\"",
                    "write it as 2026-W48, next, or any day of it");
    }
    return *week;
}

Date week_at_hand(const Invocation& invocation) {
    for (const auto* const name : {"week", "WEEK"}) {
        if (!invocation.arguments.has(name)) continue;
        const auto typed = invocation.arguments.value(name);
        if (const auto week = text::parse_week(typed, invocation.today)) return *week;
        throw Error(Error::Kind::usage, "there is no week \"" + typed + "\"", "write it as 2026-W48, this or next");
    }
    const std::chrono::weekday day(invocation.today);
    const bool weekend = day == std::chrono::Saturday || day == std::chrono::Sunday;
    return monday_of(invocation.today) + std::chrono::days(weekend ? 7 : 0);
}

Date week_on_paper(const Invocation& invocation, const classroom::Gradebook& book) {
    if (!invocation.arguments.has("WEEK") && !invocation.arguments.has("week")) {
        const auto next = chosen_week(invocation);
        if (!book.plans(next).empty()) return next;
    }
    return week_at_hand(invocation);
}

void refuse_past_week(const Calendar& calendar, Date week, Date today, const std::string& what,
                      const std::string& hint) {
    const auto sessions = calendar.sessions_in_week(week);
    const auto last = sessions.empty() ? week + std::chrono::days(6) : sessions.back().date;
    if (last >= today) return;
    throw Error(Error::Kind::usage, fmt::format("{} is over{}", text::iso_week(week), what), hint);
}

void no_plan(Date week) {
    throw Error(Error::Kind::failed, "there is no plan for " + text::iso_week(week),
                "waymark assign week " + text::iso_week(week) + " makes one");
}

Session find_session(const Invocation& invocation, const Calendar& calendar, const std::string& typed) {
    if (!typed.empty() && typed.size() <= 4 &&
        std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; })) {
        if (const auto session = calendar.session(std::stoi(typed))) return *session;
        throw Error(Error::Kind::usage, "there is no session " + typed,
                    fmt::format("the term has sessions 1 to {}", calendar.sessions().size()));
    }
    const auto day = text::parse_date(typed, invocation.today);
    if (!day) {
        throw Error(Error::Kind::usage, "there is no session \"" + typed + "\"",
                    "write its day, as in thu or 2026-11-12, or its number in the term");
    }
    return session_of_day(calendar, *day);
}

Session session_of_day(const Calendar& calendar, Date day) {
    const auto session = calendar.last_session_by(day);
    if (session && session->date == day) return *session;
    const auto next = calendar.session(calendar.sessions_before(day) + 1);
    std::string because;
    if (const auto free = calendar.free_because(day)) because = free->empty() ? ": it was cancelled" : ": " + *free;
    throw Error(Error::Kind::usage, "the class does not meet on " + text::long_date(day) + because,
                next ? "the next session is on " + text::long_date(next->date) : "the term is over by then");
}

Session session_or_next(const Invocation& invocation, const Calendar& calendar, const std::string& argument,
                        const std::string& hint) {
    if (invocation.arguments.has(argument)) {
        return find_session(invocation, calendar, invocation.arguments.value(argument));
    }
    const auto next = calendar.session(calendar.sessions_before(invocation.today) + 1);
    if (!next) throw Error(Error::Kind::failed, "the term is over: there is no next session", hint);
    return *next;
}

}  // namespace waymark::app::commands
