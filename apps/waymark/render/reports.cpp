#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "render/json.hpp"
#include "render/levels.hpp"
#include "render/models.hpp"
#include "render/together.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
namespace {

using classroom::ClassReport;
using classroom::StudentReport;

std::string day_text(const std::optional<Date>& date) {
    return date ? text::short_date(*date) : "–";
}

std::string iso_or_empty(const std::optional<Date>& date) {
    return date ? text::iso_date(*date) : std::string();
}

std::string pace_word(const Pace& pace) {
    const auto sessions = std::lround(std::abs(pace.sessions_ahead));
    switch (pace.state) {
        case PaceState::no_recent_evidence:
            return "no recent evidence";
        case PaceState::behind:
            return fmt::format("{} session{} behind", sessions, sessions == 1 ? "" : "s");
        case PaceState::on_pace:
            return "on pace";
        case PaceState::ahead:
            return fmt::format("{} session{} ahead", sessions, sessions == 1 ? "" : "s");
    }
    return {};
}

Json pace_json(const Pace& pace) {
    const auto ahead = sessions_ahead(pace);
    return {{"state", pace_id(pace.state)},
            {"sessions_ahead", ahead ? Json(*ahead) : Json(nullptr)},
            {"planned_minutes", pace.planned_minutes},
            {"done_minutes", pace.done_minutes},
            {"total_minutes", pace.total_minutes},
            {"sessions_had", pace.sessions_had},
            {"sessions_total", pace.sessions_total},
            {"skills_mastered", pace.skills_mastered},
            {"skills_total", pace.skills_total}};
}

std::string to_refresh(const classroom::SkillLine& line) {
    if (!line.review || !line.recall) return "to refresh";
    if (line.review->cause == ReviewCause::test_ahead) return "to refresh before the test";
    return "to refresh: recall " + percent(*line.recall);
}

/// "score" beside a status of the school's own rule.
std::string grade_text(const classroom::SkillLine& line) {
    return line.grade ? score_percent(*line.grade) : "–";
}

}  // namespace

std::string status_id(Status status) {
    switch (status) {
        case Status::mastered:
            return "mastered";
        case Status::not_yet:
            return "not yet";
        case Status::not_sure:
            return "not sure";
    }
    return {};
}

std::string percent(double probability) {
    if (probability < 0.01) return "<1%";
    if (probability > 0.99) return ">99%";
    return fmt::format("{:.0f}%", probability * 100);
}

std::string score_percent(double share) {
    return fmt::format("{:.0f}%", share * 100);
}

std::string grading_sentence(const classroom::GradingNote& note, const classroom::LevelNames& names) {
    return fmt::format("Status{}: {}; {} from {}.", note.skills.empty() ? "" : " of " + joined(note.skills, ", "),
                       note.formula, names.mastered, score_percent(note.mastered_from));
}

std::string readiness_id(Readiness readiness) {
    switch (readiness) {
        case Readiness::mastered:
            return "mastered";
        case Readiness::to_refresh:
            return "to refresh";
        case Readiness::ready:
            return "ready";
        case Readiness::blocked:
            return "blocked";
    }
    return {};
}

std::string pace_id(PaceState state) {
    switch (state) {
        case PaceState::no_recent_evidence:
            return "no recent evidence";
        case PaceState::behind:
            return "behind";
        case PaceState::on_pace:
            return "on pace";
        case PaceState::ahead:
            return "ahead";
    }
    return {};
}

std::optional<double> sessions_ahead(const Pace& pace) {
    return pace.state == PaceState::no_recent_evidence ? std::nullopt : std::optional(pace.sessions_ahead);
}

namespace {

/// As pace_word says it, for a narrow column: in sessions.
std::string short_pace(const Pace& pace) {
    const auto sessions = std::lround(std::abs(pace.sessions_ahead));
    switch (pace.state) {
        case PaceState::no_recent_evidence:
            return "nothing new";
        case PaceState::behind:
            return fmt::format("{} behind", sessions);
        case PaceState::on_pace:
            return "on pace";
        case PaceState::ahead:
            return fmt::format("{} ahead", sessions);
    }
    return {};
}

}  // namespace

Document class_report_document(const ClassReport& report) {
    Document document;
    document.blocks.emplace_back(
        Heading{report.title, text::iso_week(report.today) + ", " + text::long_date(report.today)});
    document.blocks.emplace_back(Paragraph{report.lead, Meaning::strong});
    if (!report.first.empty()) document.blocks.emplace_back(Paragraph{report.first, Meaning::attention});
    Table table{{{"student"},
                 {"name", false, 0, 16},
                 {"pace", false, 0, 0},
                 {report.names.mastered, true, 0},
                 {report.names.not_sure, true, 3},
                 {report.names.not_yet, true, 2},
                 {"missing", true, 4},
                 {"ready for", false, 1, 24},
                 {"last seen", true, 5}},
                {}};
    for (const auto& line : report.lines) {
        table.rows.push_back({{line.slug, Meaning::strong},
                              {line.name},
                              {short_pace(line.pace), line.pace.state == PaceState::ahead     ? Meaning::good
                                                      : line.pace.state == PaceState::on_pace ? Meaning::plain
                                                                                              : Meaning::attention},
                              {fmt::format("{}/{}", line.mastered, line.skills)},
                              {std::to_string(line.not_sure)},
                              {std::to_string(line.not_yet)},
                              {line.missing == 0 ? "" : std::to_string(line.missing)},
                              {line.working_on},
                              {day_text(line.last_evidence)}});
    }
    if (!table.rows.empty()) document.blocks.emplace_back(table);
    if (!table.rows.empty()) {
        document.blocks.emplace_back(
            Paragraph{std::string("Pace in sessions") +
                          (report.aspire ? ", skills of must and should work (aspire not counted)." : "."),
                      Meaning::muted});
    }
    document.data.columns = {{"student"},       {"name"},         {"pace"},      {"sessions_ahead"}, {"mastered"},
                             {"not_sure"},      {"not_yet"},      {"missing"},   {"skills"},         {"ready_for"},
                             {"last_evidence"}, {"all_mastered"}, {"all_skills"}};
    for (const auto& line : report.lines) {
        const auto ahead = sessions_ahead(line.pace);
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {pace_id(line.pace.state)},
                                      {ahead ? fmt::format("{:.1f}", *ahead) : ""},
                                      {std::to_string(line.mastered)},
                                      {std::to_string(line.not_sure)},
                                      {std::to_string(line.not_yet)},
                                      {std::to_string(line.missing)},
                                      {std::to_string(line.skills)},
                                      {line.working_on},
                                      {iso_or_empty(line.last_evidence)},
                                      {std::to_string(line.all_mastered)},
                                      {std::to_string(report.all_skills)}});
    }
    for (const auto& note : report.grading) {
        document.blocks.emplace_back(Paragraph{grading_sentence(note, report.names), Meaning::muted});
    }
    if (!report.unmapped.empty()) {
        constexpr std::size_t kShown = 12;
        auto named = report.unmapped;
        named.resize(std::min(named.size(), kShown));
        const auto more = report.unmapped.size() - named.size();
        document.blocks.emplace_back(Paragraph{
            "Results that the class file does not name yet: " + joined(named) +
                (more > 0 ? fmt::format(" and {} more, all of them with --format json", more) : std::string()),
            Meaning::attention});
    }
    if (report.cost && report.cost->marking_minutes + report.cost->preparation_minutes > 0) {
        document.blocks.emplace_back(
            Paragraph{fmt::format("The plan of {} asks {} min of marking and {} min of preparation of you.",
                                  text::iso_week(report.cost->week), report.cost->marking_minutes,
                                  report.cost->preparation_minutes),
                      Meaning::muted});
    }
    if (report.requests) {
        document.blocks.emplace_back(
            Paragraph{"This term, by the students: " + share_sentence(*report.requests), Meaning::muted});
    }
    Commands next{{report.next_command}};
    if (report.together) {
        document.blocks.emplace_back(Paragraph{together_text(*report.together)});
        next.lines.push_back(together_command(*report.together));
    }
    document.blocks.emplace_back(std::move(next));
    return document;
}

namespace {

Json grading_json(const std::vector<classroom::GradingNote>& notes) {
    Json all = Json::array();
    for (const auto& note : notes) {
        all.push_back({{"formula", note.formula}, {"mastered_from", note.mastered_from}, {"skills", note.skills}});
    }
    return all;
}

}  // namespace

std::string class_report_json(const ClassReport& report) {
    Json students = Json::array();
    for (const auto& line : report.lines) {
        students.push_back({{"student", line.slug},
                            {"name", line.name},
                            {"pace", pace_json(line.pace)},
                            {"skills", line.skills},
                            {"mastered", line.mastered},
                            {"all_mastered", line.all_mastered},
                            {"not_sure", line.not_sure},
                            {"not_yet", line.not_yet},
                            {"missing", line.missing},
                            {"ready_for", line.working_on},
                            {"last_evidence", day(line.last_evidence)}});
    }
    Json plan;
    if (report.cost) {
        plan = {{"week", text::iso_week(report.cost->week)},
                {"marking_minutes", report.cost->marking_minutes},
                {"preparation_minutes", report.cost->preparation_minutes}};
    }
    Json requests;
    if (report.requests) requests = {{"asked", report.requests->asked}, {"honoured", report.requests->honoured}};
    return dumped({{"schema", "class-report/1"},
                   {"class", report.title},
                   {"today", text::iso_date(report.today)},
                   {"all_skills", report.all_skills},
                   {"lead", report.lead},
                   {"first", report.first},
                   {"next_command", report.next_command},
                   {"unmapped", report.unmapped},
                   {"plan", plan},
                   {"requests", requests},
                   {"grading", grading_json(report.grading)},
                   {"together", report.together ? together_json(*report.together) : Json(nullptr)},
                   {"students", students}});
}

namespace {

std::string shortened(const std::vector<std::string>& titles) {
    constexpr std::size_t kShown = 3;
    auto line =
        joined({titles.begin(), titles.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, titles.size()))}, " · ");
    if (titles.size() > kShown) line += fmt::format(" and {} more", titles.size() - kShown);
    return line;
}

}  // namespace

Document student_report_document(const StudentReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.name, report.title + " · " + text::long_date(report.today)});
    Facts facts;
    const auto fact = [&](const char* title, Cell cell) {
        const bool again = std::ranges::any_of(facts.lines, [&](const auto& line) { return line.first == title; });
        facts.lines.emplace_back(again ? "" : title, std::move(cell));
    };
    for (const auto& line : report.due) {
        fact("Where to", {fmt::format("{} {}: {}", line.due < report.today ? "was due" : "by",
                                      text::short_date(line.due), shortened(line.skills))});
    }
    for (const auto& goal : report.goals) {
        fact("Where to", {fmt::format("{}: {}{}", goal.of_the_teacher ? "goal" : "own goal", goal.title,
                                      goal.by ? " by " + text::short_date(*goal.by) : "")});
    }
    fact("How it goes", {fmt::format("{} of {} skills learned{}, after {} of {} sessions", report.pace.skills_mastered,
                                     report.pace.skills_total, report.aspire ? " (aspire not counted)" : "",
                                     report.pace.sessions_had, report.pace.sessions_total)});
    fact("How it goes", {pace_word(report.pace)});
    if (!report.strengths.empty()) {
        fact("How it goes", {"newest: " + joined(report.strengths, " · "), Meaning::good});
    }
    if (!report.next.empty()) fact("What next", {joined(report.next, " · ")});
    document.blocks.emplace_back(facts);
    Items said;
    for (const auto& one : report.comments) {
        said.lines.push_back(fmt::format("{}{}: {}{}", text::short_date(one.said_on),
                                         one.skill.empty() ? "" : ", " + one.skill_title, on_one_line(one.text),
                                         one.open ? "" : " (answered since)"));
    }
    if (!said.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"From your teacher", Meaning::strong});
        document.blocks.emplace_back(std::move(said));
    }
    Table table{
        {{"skill"}, {"status"}, {"estimate", true, 2}, {"answers", true, 3}, {"seen", true, 4}, {"next", false, 1}},
        {}};
    const bool graded = !report.grading.empty();
    if (graded) table.columns.insert(table.columns.begin() + 2, {"score", true});
    for (const auto& line : report.skills) {
        std::string next = line.readiness == Readiness::blocked      ? "waits for " + line.waits_for
                           : line.readiness == Readiness::to_refresh ? to_refresh(line)
                           : line.readiness == Readiness::ready      ? "ready"
                                                                     : "";
        if (line.teacher_because) next = "teacher: " + *line.teacher_because;
        const bool known = line.observations > 0;
        table.rows.push_back({{line.title},
                              {line.level, line.status == Status::mastered ? Meaning::good : Meaning::plain},
                              {known ? percent(line.probability) : "–"},
                              {known ? std::to_string(line.observations) : "–"},
                              {day_text(line.last_seen)},
                              {next}});
        if (graded) table.rows.back().insert(table.rows.back().begin() + 2, {grade_text(line)});
    }
    if (!table.rows.empty()) document.blocks.emplace_back(table);
    document.data.columns = {{"skill"},    {"title"},        {"unit"},      {"status"},          {"readiness"},
                             {"estimate"}, {"observations"}, {"last_seen"}, {"teacher_because"}, {"grade"},
                             {"formula"},  {"recall"},       {"review_on"}};
    for (const auto& line : report.skills) {
        document.data.rows.push_back({{line.id},
                                      {line.title},
                                      {line.unit},
                                      {status_id(line.status)},
                                      {readiness_id(line.readiness)},
                                      {fmt::format("{:.3f}", line.probability)},
                                      {std::to_string(line.observations)},
                                      {iso_or_empty(line.last_seen)},
                                      {line.teacher_because.value_or("")},
                                      {line.grade ? fmt::format("{:.4f}", *line.grade) : ""},
                                      {line.formula.value_or("")},
                                      {line.recall ? fmt::format("{:.3f}", *line.recall) : ""},
                                      {line.review ? text::iso_date(line.review->due) : ""}});
    }
    std::string legend;
    if (!table.rows.empty()) {
        legend = "Estimate: the chance to succeed on a typical task today. Answers: the pieces of work it rests on.";
    }
    if (report.not_started > 0) {
        legend += fmt::format(
            "{}{} later{}.", legend.empty() ? "" : " ",
            report.not_started == 1 ? "1 skill comes" : fmt::format("{} skills come", report.not_started),
            report.not_started_aspire > 0 ? fmt::format(", {} of them aspire", report.not_started_aspire) : "");
    }
    for (const auto& note : report.grading) {
        document.blocks.emplace_back(Paragraph{grading_sentence(note, report.names), Meaning::muted});
    }
    if (!legend.empty()) document.blocks.emplace_back(Paragraph{legend, Meaning::muted});
    return document;
}

namespace {

Json student_report_of(const StudentReport& report) {
    Json skills = Json::array();
    for (const auto& line : report.skills) {
        Json one{{"skill", line.id},
                 {"title", line.title},
                 {"unit", line.unit},
                 {"status", status_id(line.status)},
                 {"level", line.level},
                 {"readiness", readiness_id(line.readiness)},
                 {"estimate", line.probability},
                 {"observations", line.observations},
                 {"last_seen", day(line.last_seen)}};
        one["teacher_because"] = line.teacher_because ? Json(*line.teacher_because) : Json(nullptr);
        one["grade"] = or_null(line.grade);
        one["formula"] = or_null(line.formula);
        one["recall"] = or_null(line.recall);
        one["review_on"] = line.review ? Json(text::iso_date(line.review->due)) : Json(nullptr);
        skills.push_back(std::move(one));
    }
    Json due = Json::array();
    for (const auto& one : report.due) due.push_back({{"day", text::iso_date(one.due)}, {"skills", one.skills}});
    Json comments = Json::array();
    for (const auto& one : report.comments) comments.push_back(comment_json(one));
    Json goals = Json::array();
    for (const auto& one : report.goals) {
        goals.push_back({{"goal", one.target},
                         {"title", one.title},
                         {"by", day(one.by)},
                         {"set_by", one.of_the_teacher ? "teacher" : "student"}});
    }
    return {{"schema", "student-report/1"},
            {"class", report.title},
            {"today", text::iso_date(report.today)},
            {"student", report.slug},
            {"name", report.name},
            {"pace", pace_json(report.pace)},
            {"due", due},
            {"goals", goals},
            {"next", report.next},
            {"strengths", report.strengths},
            {"not_started", report.not_started},
            {"not_started_aspire", report.not_started_aspire},
            {"comments", comments},
            {"grading", grading_json(report.grading)},
            {"skills", skills}};
}

}  // namespace

std::string student_report_json(const StudentReport& report) {
    return dumped(student_report_of(report));
}

Document student_reports_document(const StudentReports& reports) {
    Document document;
    document.title = reports.title + ", " + text::long_date(reports.today);
    for (const auto& report : reports.students) {
        auto one = student_report_document(report);
        document.blocks.emplace_back(Page{});
        document.blocks.insert(document.blocks.end(), std::make_move_iterator(one.blocks.begin()),
                               std::make_move_iterator(one.blocks.end()));
        if (document.data.columns.empty()) {
            document.data.columns = std::move(one.data.columns);
            document.data.columns.insert(document.data.columns.begin(), {Column{"student"}, Column{"name"}});
        }
        for (auto& row : one.data.rows) {
            row.insert(row.begin(), {Cell{report.slug}, Cell{report.name}});
            document.data.rows.push_back(std::move(row));
        }
    }
    return document;
}

std::string student_reports_json(const StudentReports& reports) {
    Json students = Json::array();
    for (const auto& report : reports.students) students.push_back(student_report_of(report));
    return dumped({{"schema", "student-reports/1"},
                   {"class", reports.title},
                   {"today", text::iso_date(reports.today)},
                   {"students", students}});
}

}  // namespace waymark::app::render
