#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/classroom/events.hpp"

/// What students and teachers wish for: goals, requests for a week, and who works with whom.
namespace waymark::classroom {

/// A skill or unit that a student aims at.
struct StudentGoal {
    StudentId student = 0;
    std::string target;           ///< id of a skill or unit
    std::optional<Date> by;       ///< nothing: no date
    bool of_the_teacher = false;  ///< the teacher set it; otherwise it is the student's own
    bool held = true;             ///< false takes it back

    friend bool operator==(const StudentGoal&, const StudentGoal&) = default;
};

/// What a student asks for in one week.
struct StudentRequest {
    enum class Kind {
        activity,  ///< this one
        skill,     ///< anything that teaches it
        kind,      ///< an activity of this kind: game, video …
        own,       ///< something the student proposes, which the class file does not have
    };
    StudentId student = 0;
    Date week{};
    Kind kind = Kind::activity;
    std::string target;      ///< id of the activity or skill, the kind's word, or the title of what is proposed
    std::string skill = {};  ///< of what is proposed: id of the skill it works on
    int minutes = 0;         ///< of what is proposed
    bool held = true;        ///< false takes it back

    friend bool operator==(const StudentRequest&, const StudentRequest&) = default;
};
/// "activity", "own": the same in the gradebook and for programs.
[[nodiscard]] const char* word(StudentRequest::Kind kind);
[[nodiscard]] StudentRequest::Kind request_kind(const std::string& word);

/// What became of a request when the week was planned.
struct RequestOutcome {
    StudentRequest::Kind kind = StudentRequest::Kind::activity;
    std::string target;
    std::string title;      ///< as a reader knows it
    bool honoured = false;  ///< it is among what the plan offers
    std::string because;    ///< why not, a sentence; empty when it was honoured

    friend bool operator==(const RequestOutcome&, const RequestOutcome&) = default;
};

/// Two students who are to work in one group, or never are.
struct Pairing {
    enum class Rule { apart, together, none };
    StudentId first = 0;  ///< the smaller id
    StudentId second = 0;
    Rule rule = Rule::none;

    friend bool operator==(const Pairing&, const Pairing&) = default;
};

/// A group that worked together in a session, as it was fixed.
struct FixedGroup {
    Date on{};
    int number = 1;  ///< within the session
    std::string skill;
    std::string activity;  ///< id; empty: their own way
    int minutes = 0;
    std::optional<StudentId> peer;  ///< of the members: who has mastered it
    std::vector<StudentId> members;

    [[nodiscard]] bool has(StudentId student) const { return std::ranges::find(members, student) != members.end(); }
};

}  // namespace waymark::classroom
