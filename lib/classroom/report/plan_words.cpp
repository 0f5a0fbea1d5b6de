#include "plan_words.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "waymark/text/dates.hpp"

namespace waymark::classroom {

std::string waits_for_check(const std::string& day) {
    return fmt::format("unless the check of {} shows it", day);
}

std::string sentence(const Reason& reason, SkillIndex skill, const ClassFile& file) {
    const auto& names = file.policy.level_names;
    const auto day = [&] {
        const auto session = file.calendar.session(reason.number);
        return session ? text::short_date(session->date) : fmt::format("session {}", reason.number);
    };
    // The planner counts in sessions: the day that the class file says may come after the last session before it.
    const auto due = [&] {
        const auto& said = file.curriculum.skills()[skill].due_on;
        const auto last = said ? file.calendar.last_session_by(*said) : std::nullopt;
        return last && last->number == reason.number ? text::short_date(*said) : day();
    };
    switch (reason.kind) {
        case Reason::Kind::due:
            return "due " + due();
        case Reason::Kind::overdue:
            return "was due " + due();
        case Reason::Kind::priority:
            return "ready, priority " + reason.word;
        case Reason::Kind::unlocks:
            return fmt::format("{} later skill{} build{} on it", reason.number, reason.number == 1 ? "" : "s",
                               reason.number == 1 ? "s" : "");
        case Reason::Kind::unseen:
            return "no evidence yet: find out first";
        case Reason::Kind::right_so_far:
            return (reason.number == 1   ? "right so far"
                    : reason.number == 2 ? "right both times so far"
                                         : fmt::format("right all {} times so far", reason.number)) +
                   ": another check may settle it";
        case Reason::Kind::shown_once:
            return fmt::format("right the last of {} times: another check may settle it", reason.number);
        case Reason::Kind::worked_on:
            return "worked on this week: does it show?";
        case Reason::Kind::checked:
            return waits_for_check(day());
        case Reason::Kind::not_sure:
            return fmt::format("{} after {} observation{}", names.not_sure, reason.number,
                               reason.number == 1 ? "" : "s");
        case Reason::Kind::fading:
            return fmt::format("{}, last seen {} day{} ago", names.mastered, reason.number,
                               reason.number == 1 ? "" : "s");
        case Reason::Kind::blocked:
            return "held up by one need for long: perhaps it is known already";
        case Reason::Kind::recall:
            return fmt::format("recall has fallen to {} %", reason.number);
        case Reason::Kind::test_ahead:
            return "a test of it is near";
        case Reason::Kind::interest:
            return "fits the interest in " + reason.word;
        case Reason::Kind::tool:
            return "uses " + reason.word + ", as preferred";
        case Reason::Kind::no_activity:
            return "no activity fits here";
        case Reason::Kind::continues:
            return "goes on";
        case Reason::Kind::goal:
            return "on the way to a goal";
        case Reason::Kind::requested:
            return "asked for";
        case Reason::Kind::aspire:
            return fmt::format("nothing to aspire to for {} week{}", reason.number, reason.number == 1 ? "" : "s");
        case Reason::Kind::promising:
            return fmt::format("one piece of work is expected to teach it in {} of 100 cases", reason.number);
        case Reason::Kind::teacher:
            return teacher_sentence(reason.word);
    }
    return {};
}

std::string purpose_word(Purpose purpose) {
    switch (purpose) {
        case Purpose::check:
            return "check";
        case Purpose::learn:
            return "learn";
        case Purpose::practise:
            return "practise";
        case Purpose::refresh:
            return "refresh";
    }
    return {};
}

StoredOption stored_option(const Option& option, const Curriculum& curriculum, std::size_t place) {
    StoredOption result;
    result.letter = std::string(1, static_cast<char>('a' + place));
    result.minutes = option.minutes;
    if (option.activity) {
        result.activity = curriculum.activities()[*option.activity].id;
        result.title = curriculum.activities()[*option.activity].title;
    } else if (option.check) {
        result.check = curriculum.checks()[*option.check].id;
        result.title = curriculum.checks()[*option.check].title;
    } else {
        result.title = "practise: your choice";
    }
    return result;
}

std::string teacher_sentence(const std::string& because) {
    return because.empty() ? "the teacher put it here" : "the teacher: " + because;
}

Purpose purpose_of(const std::string& word) {
    for (const auto purpose : {Purpose::check, Purpose::learn, Purpose::practise, Purpose::refresh}) {
        if (purpose_word(purpose) == word) return purpose;
    }
    throw std::invalid_argument("no purpose: " + word);
}

}  // namespace waymark::classroom
