#include "commands/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commands/pace_words.hpp"
#include "commands/typed_days.hpp"
#include "commands/when.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::commands {

using classroom::Error;

namespace {

std::vector<std::string> words_of(const std::string& typed) {
    std::vector<std::string> words;
    for (std::size_t start = 0; start < typed.size();) {
        const auto space = std::min(typed.find(' ', start), typed.size());
        if (space > start) words.push_back(typed.substr(start, space - start));
        start = space + 1;
    }
    return words;
}

[[noreturn]] void no_such_if(const std::string& typed) {
    throw Error(Error::Kind::usage, "--if does not know \"" + typed + "\"",
                "say \"STUDENT absent 3 sessions\", \"cancel DAY\", \"minutes +10\" or \"due UNIT 2026-12-11\"");
}

/// The words from `first` on, as they were typed.
std::string rest_of(const std::vector<std::string>& words, std::size_t first) {
    std::string rest;
    for (std::size_t at = first; at < words.size(); ++at) rest += (rest.empty() ? "" : " ") + words[at];
    return rest;
}

/// The days of the sessions to come of a student that "3 sessions", "2 weeks", "next week" or days mean; nothing for
/// what is none of these. Days are counted where there is class.
std::optional<std::vector<Date>> sessions_missed(const std::vector<Session>& to_come, const std::string& typed,
                                                 Date today) {
    std::vector<Date> days;
    const auto between = [&](Date from, Date to) {
        for (const auto& session : to_come) {
            if (session.date >= from && session.date <= to) days.push_back(session.date);
        }
        return days;
    };
    const auto space = std::min(typed.find(' '), typed.size());
    const auto unit = typed.substr(std::min(space + 1, typed.size()));
    if (const auto count = whole_number(typed.substr(0, space)); count && *count >= 1) {
        if (unit == "week" || unit == "weeks") {
            if (to_come.empty()) return days;
            const auto first = to_come.front().date;
            return between(first, first + std::chrono::days(7L * *count - 1));
        }
        const bool sessions =
            unit.empty() || unit == "session" || unit == "sessions" || unit == "day" || unit == "days";
        if (!sessions) return std::nullopt;
        if (static_cast<int>(to_come.size()) < *count) {
            throw Error(Error::Kind::usage, fmt::format("only {} sessions of this student are left", to_come.size()),
                        "a smaller number");
        }
        for (int at = 0; at < *count; ++at) days.push_back(to_come[static_cast<std::size_t>(at)].date);
        return days;
    }
    if (unit == "week") {
        const auto week = text::parse_week(typed, today);
        return week ? std::optional(between(*week, *week + std::chrono::days(6))) : std::nullopt;
    }
    const auto run = typed_days(typed, today);
    return run ? std::optional(between(run->from, run->to)) : std::nullopt;
}

void if_absent(const Invocation& invocation, Situation& situation, const std::string& typed,
               const std::vector<std::string>& words) {
    const auto at = static_cast<std::size_t>(std::ranges::find(words, "absent") - words.begin());
    const auto who = rest_of({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at)}, 0);
    if (who.empty() || at + 1 == words.size()) no_such_if(typed);
    const auto state = classroom::class_state(situation.file, situation.facts, invocation.today);
    const auto& student = classroom::find_student(state, who);
    std::vector<Session> to_come;
    for (const auto& session : sessions_of(state.file.calendar, student.terms)) {
        if (session.date >= invocation.today) to_come.push_back(session);
    }
    const auto when = rest_of(words, at + 1);
    const auto days = sessions_missed(to_come, when, invocation.today);
    if (!days) {
        throw Error(Error::Kind::usage, fmt::format("--if does not know how long \"{}\" is", when),
                    "say 3 sessions, 2 weeks, next week, or days as 2026-11-09..2026-11-20");
    }
    if (days->empty()) {
        throw Error(Error::Kind::usage,
                    fmt::format("{} has no session to come in \"{}\"", student.student.display_name(), when),
                    "an absence is counted only on a day with class");
    }
    for (const auto day : *days) {
        situation.facts.put(
            classroom::Absence{.student = student.student.id, .on = day, .excused = true, .because = {}});
    }
}

/// "cancel fri": the session falls out for everybody.
void if_cancelled(const Invocation& invocation, Situation& situation, const std::string& typed,
                  const std::vector<std::string>& words) {
    if (words.size() < 2) no_such_if(typed);
    const auto state = classroom::class_state(situation.file, situation.facts, invocation.today);
    const auto session = find_session(invocation, state.file.calendar, rest_of(words, 1));
    situation.facts.put(classroom::SessionChange{session.date, 0, {}});
}

/// More time for something makes nobody worse, as little as an extension for one student does.
void extend_for_all(Situation& situation, const std::string& skill, Date due) {
    auto& extensions = situation.facts.extensions;
    for (const auto& student : situation.facts.students) {
        const auto known = std::ranges::find_if(
            extensions, [&](const auto& one) { return one.student == student.id && one.skill == skill; });
        if (known == extensions.end()) {
            extensions.push_back({.student = student.id, .skill = skill, .due = due, .because = {}});
        } else if (known->due && *known->due < due) {
            known->due = due;
        }
    }
}

void if_due(const Invocation& invocation, Situation& situation, const std::string& typed,
            const std::vector<std::string>& words) {
    if (words.size() < 3) no_such_if(typed);
    const auto what = rest_of({words.begin(), words.end() - 1}, 1);
    const auto day = day_of_term(invocation, situation.file, "--if", words.back());
    const auto& curriculum = situation.file.curriculum;
    CurriculumParts parts{.skills = {curriculum.skills().begin(), curriculum.skills().end()},
                          .activities = {curriculum.activities().begin(), curriculum.activities().end()},
                          .checks = {curriculum.checks().begin(), curriculum.checks().end()}};
    for (const auto skill : skills_meant(situation.file, what)) {
        const auto now = due_day(parts.skills[skill], situation.file.calendar);
        if (now && day > *now) {
            extend_for_all(situation, parts.skills[skill].id, day);
            continue;
        }
        const auto session = situation.file.calendar.last_session_by(day);
        parts.skills[skill].due_on = day;
        parts.skills[skill].due_session = session ? std::optional(session->number) : std::nullopt;
    }
    situation.file.curriculum = Curriculum(std::move(parts));
}

/// "minutes +10": sessions that much longer, or shorter.
void if_minutes(const Invocation& invocation, Situation& situation, const std::string& typed,
                const std::vector<std::string>& words) {
    const auto more = words.size() == 2 ? whole_number(words[1]) : std::nullopt;
    if (!more) no_such_if(typed);
    if (!words[1].starts_with('+') && !words[1].starts_with('-')) {
        throw Error(Error::Kind::usage,
                    fmt::format("\"{}\" could mean {} minutes more, or {} in all", typed, *more, *more),
                    "say how many more or fewer a session has: \"minutes +10\" or \"minutes -10\"");
    }
    double minutes = 0, sessions = 0;
    for (const auto& session : situation.file.calendar.sessions()) {
        if (session.date < invocation.today) continue;
        minutes += session.minutes;
        sessions += 1;
    }
    if (sessions == 0) {
        throw Error(Error::Kind::usage, "the term has no session left that could be longer",
                    "its last day was " + text::long_date(situation.file.calendar.term_ends()));
    }
    if (minutes / sessions + *more < 1) {
        throw Error(Error::Kind::usage, "no minutes of a session would be left", "a smaller number");
    }
    situation.assumptions.session_factor *= (minutes / sessions + *more) / (minutes / sessions);
}

}  // namespace

void assume(const Invocation& invocation, Situation& situation, const std::string& typed) {
    const auto words = words_of(typed);
    if (words.empty()) no_such_if(typed);
    if (words.front() == "minutes") {
        if_minutes(invocation, situation, typed, words);
    } else if (words.front() == "cancel") {
        if_cancelled(invocation, situation, typed, words);
    } else if (words.front() == "due") {
        if_due(invocation, situation, typed, words);
    } else if (std::ranges::find(words, "absent") != words.end()) {
        if_absent(invocation, situation, typed, words);
    } else {
        no_such_if(typed);
    }
}

}  // namespace waymark::app::commands
