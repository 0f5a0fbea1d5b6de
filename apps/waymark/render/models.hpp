#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "render/document.hpp"
#include "waymark/classroom/catch_up_report.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/groups_report.hpp"
#include "waymark/classroom/pace_report.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/classroom/reports.hpp"
#include "waymark/classroom/requests.hpp"
#include "waymark/classroom/sheets.hpp"
#include "waymark/classroom/skill_report.hpp"
#include "waymark/classroom/sunday.hpp"
#include "waymark/classroom/why_report.hpp"
#include "waymark/text/diagnostic.hpp"

/// For each model that a command returns: its document and its JSON. Field names of the JSON are the product's words;
/// every object begins with "schema", "<name>/1", and changes by additions only.
namespace waymark::app::render {

struct Validation {
    std::string folder;
    std::vector<text::Diagnostic> diagnostics;
    std::size_t errors = 0;
    std::size_t advice = 0;
    std::size_t skills = 0, activities = 0, checks = 0, sessions = 0;
};
[[nodiscard]] Document validation_document(const Validation&);
[[nodiscard]] std::string validation_json(const Validation&);

/// What an import did, over all its files.
struct ImportReceipt {
    std::string schema;  ///< "roster-import/1" or "assess-import/1"
    std::vector<std::string> formats;
    int added = 0, changed = 0, moved = 0, absent = 0, unchanged = 0;
    std::vector<classroom::RefusedRow> refused;
    std::vector<classroom::RefusedRow> skipped;    ///< rows that are no data
    std::vector<classroom::RepeatedRow> repeated;  ///< rows that were counted with one above
    std::vector<std::string> ignored_columns;
    std::vector<std::string> unmapped;         ///< titles whose results are kept and say nothing yet
    std::vector<std::string> without_maximum;  ///< titles whose scores count once their maximum is known
    int blank = 0;                             ///< cells that record nothing
    int left_blank = 0;                        ///< cells that record "missing"
    std::vector<std::string> next;             ///< commands
    struct Change {
        std::string kind;
        std::string student;  ///< slug
        std::string name;
        std::string what;
    };
    std::vector<Change> changes;                                                   ///< of the roster
    std::vector<classroom::ResultsChanges> results;                                ///< of each file
    std::map<classroom::StudentId, std::pair<std::string, std::string>> students;  ///< slug and name
    bool applied = true;  ///< false when --strict refused it all
    bool dry_run = false;
};
[[nodiscard]] Document receipt_document(const ImportReceipt&);
[[nodiscard]] Document results_data(const ImportReceipt&);
[[nodiscard]] std::string receipt_json(const ImportReceipt&);

struct Roster {
    std::string title;
    std::vector<classroom::Student> students;
};
[[nodiscard]] Document roster_document(const Roster&);
[[nodiscard]] std::string roster_json(const Roster&);

/// One person, all that the roster says of them, for the teacher's eyes.
struct StudentDetails {
    struct Other {
        std::string slug;
        std::string name;
    };
    std::string title;
    classroom::Student student;
    classroom::Adjustment adjustment = {};  ///< in force
    std::vector<Other> apart = {}, together = {};
};
[[nodiscard]] Document student_document(const StudentDetails&);
[[nodiscard]] std::string student_json(const StudentDetails&);
/// "time ×1.5; format: large print", or "none".
[[nodiscard]] std::string adjustment_text(const classroom::Adjustment&);

/// The roster in the columns that `roster import` reads; text and CSV are the same.
struct RosterExport {
    std::string title;
    std::vector<classroom::Student> students;
};
[[nodiscard]] Document roster_export_document(const RosterExport&);
[[nodiscard]] std::string roster_export_json(const RosterExport&);

/// Evidence in force, oldest first, with the names of its students.
struct EvidenceList {
    std::string title;
    struct Line {
        std::string slug;
        std::string name;
        classroom::Evidence evidence;
        std::vector<std::string> skills;  ///< ids that its target speaks of today
        bool superseded = false;          ///< a later one corrects it
    };
    std::vector<Line> lines;
};
[[nodiscard]] Document evidence_document(const EvidenceList&);
[[nodiscard]] std::string evidence_json(const EvidenceList&);

/// A check as a roster to fill in: a table whose CSV `assess import` reads.
struct CheckSheet {
    std::string check;
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] Document sheet_document(const CheckSheet&);
[[nodiscard]] std::string sheet_json(const CheckSheet&);

struct OperationLog {
    std::vector<classroom::Operation> operations;
};
[[nodiscard]] Document log_document(const OperationLog&);
[[nodiscard]] std::string log_json(const OperationLog&);

/// A command that only says what it did.
/// What came, went or moved in a plan, as a line.
[[nodiscard]] std::string change_sentence(const classroom::PlanChange& change);

struct Receipt {
    std::string schema;
    std::string done;  ///< one sentence
    std::vector<std::string> lines;
    std::vector<std::string> next;  ///< commands
    bool dry_run = false;           ///< it was only tried
};
[[nodiscard]] Document done_document(const Receipt&);
[[nodiscard]] std::string done_json(const Receipt&);

/// Text for another program, shown as it stands.
struct Script {
    std::string text;
};
[[nodiscard]] Document script_document(const Script&);
[[nodiscard]] std::string script_json(const Script&);

[[nodiscard]] Document requests_document(const classroom::RequestsReport&);
[[nodiscard]] std::string requests_json(const classroom::RequestsReport&);
/// "12 things asked for, 10 honoured (83 of 100)."; something was asked for.
[[nodiscard]] std::string share_sentence(const classroom::RequestShare& share);
[[nodiscard]] Document why_document(const classroom::WhyReport&);
[[nodiscard]] std::string why_json(const classroom::WhyReport&);
[[nodiscard]] Document groups_document(const classroom::GroupsReport&);
[[nodiscard]] std::string groups_json(const classroom::GroupsReport&);
[[nodiscard]] Document path_document(const classroom::PathReport&);
[[nodiscard]] std::string path_json(const classroom::PathReport&);

/// Who aims at what. Its CSV is what assign goal --from reads.
struct GoalList {
    std::string title;
    struct Line {
        std::string slug;
        std::string name;
        classroom::PathReport::Goal goal;
        bool known = true;  ///< the class file still has it
    };
    std::vector<Line> lines;
};
[[nodiscard]] Document goals_document(const GoalList&);
[[nodiscard]] std::string goals_json(const GoalList&);

/// Who is excused when. Its CSV is what assign excuse --from reads.
struct AbsenceList {
    std::string title;
    Date from{};
    struct Span {
        Date from{};
        Date to{};
    };
    struct Line {
        std::string slug;
        std::string name;
        std::string because;
        std::vector<Date> days;   ///< with class
        std::vector<Span> spans;  ///< the same days, sessions that follow one another as one
    };
    std::vector<Line> lines;
};
[[nodiscard]] Document absences_document(const AbsenceList&);
[[nodiscard]] std::string absences_json(const AbsenceList&);

/// What is due later for whom. Its CSV is what assign extend --from reads.
struct ExtensionList {
    std::string title;
    struct Line {
        std::string slug;
        std::string name;
        std::string skill;  ///< id
        std::string title;
        Date due{};
        std::optional<Date> of_class;  ///< when it is due for the others
        std::string because;
    };
    std::vector<Line> lines;
};
[[nodiscard]] Document extensions_document(const ExtensionList&);
[[nodiscard]] std::string extensions_json(const ExtensionList&);

[[nodiscard]] Document week_document(const classroom::WeekReport&);
[[nodiscard]] std::string week_json(const classroom::WeekReport&);

/// One screen over all classes.
struct Sunday {
    std::vector<classroom::SundayReport> classes;
};
[[nodiscard]] Document sunday_document(const Sunday&);
[[nodiscard]] std::string sunday_json(const Sunday&);

/// A week as half sheets, one a student, with the options to tick.
struct Slips {
    classroom::WeekReport week;
};
[[nodiscard]] Document slips_document(const Slips&);
[[nodiscard]] std::string slips_json(const Slips&);
[[nodiscard]] Document run_sheet_document(const classroom::RunSheet&);
[[nodiscard]] std::string run_sheet_json(const classroom::RunSheet&);
[[nodiscard]] Document preparation_document(const classroom::PreparationList&);
[[nodiscard]] std::string preparation_json(const classroom::PreparationList&);

[[nodiscard]] Document class_report_document(const classroom::ClassReport&);
[[nodiscard]] std::string class_report_json(const classroom::ClassReport&);
[[nodiscard]] Document pace_document(const classroom::PaceReport&);
[[nodiscard]] std::string pace_report_json(const classroom::PaceReport&);
[[nodiscard]] Document student_pace_document(const classroom::StudentPaceReport&);
[[nodiscard]] std::string student_pace_json(const classroom::StudentPaceReport&);
[[nodiscard]] Document catch_up_document(const classroom::CatchUpReport&);
[[nodiscard]] std::string catch_up_json(const classroom::CatchUpReport&);
[[nodiscard]] Document missing_document(const classroom::MissingReport&);
[[nodiscard]] std::string missing_json(const classroom::MissingReport&);
[[nodiscard]] Document comments_document(const classroom::CommentsReport&);
[[nodiscard]] std::string comments_json(const classroom::CommentsReport&);
[[nodiscard]] Document skill_report_document(const classroom::SkillReport&);
[[nodiscard]] std::string skill_report_json(const classroom::SkillReport&);
[[nodiscard]] Document knowledge_document(const classroom::KnowledgeReport&);
[[nodiscard]] std::string knowledge_json(const classroom::KnowledgeReport&);
[[nodiscard]] Document student_report_document(const classroom::StudentReport&);
[[nodiscard]] std::string student_report_json(const classroom::StudentReport&);
/// Reports of several students of one class, a page each.
struct StudentReports {
    std::string title;
    Date today{};
    std::vector<classroom::StudentReport> students;
};
[[nodiscard]] Document student_reports_document(const StudentReports&);
[[nodiscard]] std::string student_reports_json(const StudentReports&);

}  // namespace waymark::app::render
