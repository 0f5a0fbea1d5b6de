#include "commands/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commands/pace_words.hpp"
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
                "say \"STUDENT absent 3 sessions\", \"minutes +10\" or \"due UNIT 2026-12-11\"");
}

void if_absent(const Invocation& invocation, Situation& situation, const std::string& typed,
               const std::vector<std::string>& words) {
    const auto at = static_cast<std::size_t>(std::ranges::find(words, "absent") - words.begin());
    std::string who;
    for (std::size_t word = 0; word < at; ++word) who += (who.empty() ? "" : " ") + words[word];
    const auto count = at + 1 < words.size() ? whole_number(words[at + 1]) : std::nullopt;
    if (!count || *count < 1 || who.empty()) no_such_if(typed);
    const auto state = classroom::class_state(situation.file, situation.facts, invocation.today);
    const auto& student = classroom::find_student(state, who);
    int left = *count;
    for (const auto& session : sessions_of(state.file.calendar, student.terms)) {
        if (session.date < invocation.today || left == 0) continue;
        situation.facts.absences.push_back(
            {.student = student.student.id, .on = session.date, .excused = true, .because = {}});
        --left;
    }
    if (left > 0) {
        throw Error(Error::Kind::usage, fmt::format("only {} sessions of {} are left", *count - left, who),
                    "a smaller number");
    }
    std::ranges::sort(situation.facts.absences, {}, [](const auto& one) { return std::pair(one.student, one.on); });
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
    std::string what;
    for (std::size_t word = 1; word + 1 < words.size(); ++word) what += (what.empty() ? "" : " ") + words[word];
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
    } else if (words.front() == "due") {
        if_due(invocation, situation, typed, words);
    } else if (std::ranges::find(words, "absent") != words.end()) {
        if_absent(invocation, situation, typed, words);
    } else {
        no_such_if(typed);
    }
}

}  // namespace waymark::app::commands
