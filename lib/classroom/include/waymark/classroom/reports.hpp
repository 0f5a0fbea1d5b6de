#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/classroom/requests.hpp"
#include "waymark/classroom/skill_report.hpp"
#include "waymark/classroom/together.hpp"
#include "waymark/classroom/week_plan.hpp"

namespace waymark::classroom {

/// One line of the class report.
struct ClassReportLine {
    std::string slug;
    std::string name;
    Pace pace;
    int skills = 0;    ///< those that count for this student: aspire work does not
    int mastered = 0;  ///< of these
    int not_sure = 0;
    int not_yet = 0;
    int all_mastered = 0;  ///< of all skills of the class
    int missing = 0;
    std::string working_on;  ///< title of the first ready skill
    std::optional<Date> last_evidence;
};

struct ClassReport {
    std::string title;
    Date today{};
    int all_skills = 0;   ///< of the class file, aspire ones too
    bool aspire = false;  ///< some of them are
    LevelNames names;
    std::vector<ClassReportLine> lines;  ///< by what needs action
    std::string lead;                    ///< the sentence a teacher would say
    std::string first;                   ///< who to look at first and why, a sentence; nothing when nobody needs it
    std::string next_command;            ///< the one thing to do first
    /// What the stored plan of a week asks of the teacher; nothing when there is none.
    struct Cost {
        Date week{};
        int marking_minutes = 0;  ///< when who did not choose takes the first option
        int preparation_minutes = 0;
    };
    std::optional<Cost> cost;
    /// What students asked for this term and plans answered; nothing when they asked for nothing.
    std::optional<RequestShare> requests;
    std::optional<Together> together;  ///< what that plan could better teach to all who lack it
    std::vector<std::string> unmapped;
    std::vector<GradingNote> grading;
};

struct SkillLine {
    std::string id;
    std::string title;
    std::string unit;
    Status status = Status::not_sure;
    std::string level;  ///< the school's name of the status
    Readiness readiness = Readiness::blocked;
    double probability = 0.0;
    int observations = 0;
    std::optional<Date> last_seen;
    std::optional<std::string> teacher_because;
    std::string waits_for;               ///< titles of what is missing, for a blocked skill
    std::optional<double> grade;         ///< by the school's own rule
    std::optional<std::string> formula;  ///< of that rule, where there is one
    std::optional<double> recall;        ///< predicted for today
    std::optional<ReviewDay> review;
};

/// One comment, as a reader needs it.
struct CommentLine {
    std::string slug;
    std::string name;
    std::string skill;        ///< id; empty: about the work as a whole
    std::string skill_title;  ///< as the class file calls it today
    std::string text;
    Date said_on{};
    bool open = true;  ///< no later work answers it yet
};

/// Who has not handed in what.
struct MissingReport {
    std::string title;
    Date today{};
    struct Line {
        std::string slug;
        std::string name;
        std::vector<MissingPiece> pieces;
    };
    std::vector<Line> lines;  ///< who has something missing, the most first
};

/// What a student is to master by one day.
struct DueLine {
    Date due{};
    std::vector<std::string> skills;  ///< titles of those not mastered yet, in order of the curriculum
};

struct StudentReport {
    std::string title;
    Date today{};
    std::string slug;
    std::string name;
    Pace pace;
    std::vector<SkillLine> skills;        ///< seen or ready ones, in order of the curriculum
    std::vector<DueLine> due;             ///< where to: what was due and is missing, and the next two due points
    std::vector<PathReport::Goal> goals;  ///< those set and not reached, oldest first
    std::vector<std::string> next;        ///< titles of the first ready skills
    std::vector<std::string> strengths;   ///< mastered last
    std::vector<GradingNote> grading;
    LevelNames names;
    std::vector<CommentLine> comments;  ///< the open ones and the newest other, newest first
    int not_started = 0;
    int not_started_aspire = 0;  ///< of these
    bool aspire = false;         ///< the class has aspire work, which is not counted
};

/// Who waits for the teacher's words, and which of them wait for work.
struct CommentsReport {
    std::string title;
    Date today{};
    struct Waiting {
        std::string slug;
        std::string name;
        std::optional<Date> last_comment;
        std::optional<Date> last_evidence;
    };
    std::vector<Waiting> waiting;   ///< all students, who has waited longest first; never commented before all others
    std::vector<CommentLine> open;  ///< oldest first
};

[[nodiscard]] ClassReport class_report(const ClassState& state);
/// `only`: the report is about this student alone.
[[nodiscard]] MissingReport missing_report(const ClassState& state, const StudentState* only = nullptr);
[[nodiscard]] CommentsReport comments_report(const ClassState& state);
[[nodiscard]] StudentReport student_report(const ClassState& state, const StudentState& student);

/// The plans of a week, as stored, with what a reader needs beside them.
struct WeekReport {
    std::string title;
    LevelNames names;
    Date week{};
    bool published = false;
    bool stored_before = false;  ///< shown as it was stored, not made now
    bool of_one = false;         ///< for one student to read: nothing of the class or of others is in it
    struct Line {
        std::string slug;
        std::string name;
        StoredPlan plan;
        std::string name_on_paper = {};
    };
    std::vector<Line> lines;
    int distinct_activities = 0;  ///< the most in one session
    int marking_minutes = 0;      ///< when who did not choose takes the first option
    int preparation_minutes = 0;
    std::vector<Together> together;  ///< what saves most first
    /// A talk with one student.
    struct Conference {
        std::string slug;
        std::string name;
        Date on{};
        std::optional<Date> last;  ///< the one before
        int sessions_waited = 0;
    };
    std::vector<Conference> conferences;  ///< by session, who has waited longest first
    RequestShare requests;                ///< of the week
    std::vector<PlanChange> changes;      ///< of a plan made again, against the one before
    std::vector<std::string> notes;
};

/// `only`: the report is for this student alone.
[[nodiscard]] WeekReport week_report(const ClassState& state, Date week, std::vector<StoredPlan> plans,
                                     const StudentState* only = nullptr);

}  // namespace waymark::classroom
