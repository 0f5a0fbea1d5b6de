#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// When one target of a student will be reached. Days are those of the student's sessions, from today on; nothing
/// stands for after the term.
struct TargetForecast {
    std::string title;             ///< of its units
    std::optional<Date> due;       ///< nothing: by the end of the term
    double left_minutes = 0;       ///< of expected work, with needs that are missing
    bool reached = false;          ///< nothing is left
    bool known = true;             ///< enough is known to say something; otherwise nothing of the rest is
    std::optional<Date> earliest;  ///< of the likely interval: 1 in 10 comes sooner
    std::optional<Date> middle;    ///< as likely sooner as later
    std::optional<Date> latest;    ///< 1 in 10 comes later
    std::optional<double> chance;  ///< of being reached by the due day; nothing when it has passed
    std::string held_up_by;        ///< the break that lowers the chance most; empty when none does noticeably
    double held_up = 0;            ///< by how much
};

/// One student's pace, plan and forecast.
struct PaceLine {
    std::string slug;
    std::string name;
    Pace pace;
    double planned_by_end = 0;           ///< minutes, by the end of the term
    std::optional<Date> plan_complete;   ///< the day by which everything is planned; nothing: not in the term
    std::vector<std::string> causes;     ///< sentences, the first to look at first
    std::vector<std::string> agreed;     ///< what holds for this student alone, with its consequence
    std::optional<TargetForecast> next;  ///< the next due target that is not reached
    TargetForecast all;                  ///< all work of the student, by the end of the term
};

struct PaceReport {
    std::string title;
    Date today{};
    std::vector<std::string> what_if;  ///< as typed; empty for what is
    std::string lead;
    std::vector<PaceLine> lines;   ///< by what needs action
    std::vector<PaceLine> before;  ///< of the same students without what_if, in the same order; otherwise empty
};

/// One week of a student's chart, in shares of all work, at its end.
struct PaceWeek {
    Date monday{};
    double planned = 0;
    std::optional<double> done;               ///< of weeks that have begun
    std::optional<double> low, middle, high;  ///< of weeks to come: 1 in 10 is below, half, 1 in 10 above
};

struct StudentPaceReport {
    std::string title;
    Date today{};
    std::vector<std::string> what_if;
    PaceLine line;
    std::optional<PaceLine> before;  ///< without what_if
    std::vector<TargetForecast> targets;
    std::vector<PaceWeek> weeks;
};

/// Minutes of a session in times of today's; what "--if minutes +10" changes.
struct PaceAssumptions {
    double session_factor = 1.0;
};

[[nodiscard]] PaceReport pace_report(const ClassState& state, const PaceAssumptions& assumptions = {});
[[nodiscard]] StudentPaceReport student_pace_report(const ClassState& state, const StudentState& student,
                                                    const PaceAssumptions& assumptions = {});

/// "5 sessions behind", "on pace", "no recent evidence".
[[nodiscard]] std::string pace_words(const Pace& pace);

/// "62%"; no forecast is certain, so none is shown as 0 or 100.
[[nodiscard]] std::string chance_percent(double chance);

/// What a change does to one student, before it is applied: pace, chance and interval that differ, as one line.
[[nodiscard]] std::string pace_effect(const PaceLine& before, const PaceLine& after);

}  // namespace waymark::classroom
