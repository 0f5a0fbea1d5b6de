#pragma once

#include <string>
#include <vector>

#include "render/document.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/reports.hpp"
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
    std::vector<std::string> ignored_columns;
    std::vector<std::string> unmapped;
    std::vector<std::vector<std::string>> changes;  ///< kind, slug, name, what
    bool applied = true;
};
[[nodiscard]] Document receipt_document(const ImportReceipt&);
[[nodiscard]] std::string receipt_json(const ImportReceipt&);

struct Roster {
    std::string title;
    std::vector<classroom::Student> students;
};
[[nodiscard]] Document roster_document(const Roster&);
[[nodiscard]] std::string roster_json(const Roster&);

struct OperationLog {
    std::vector<classroom::Operation> operations;
};
[[nodiscard]] Document log_document(const OperationLog&);
[[nodiscard]] std::string log_json(const OperationLog&);

/// A command that only says what it did.
struct Receipt {
    std::string schema;
    std::string done;  ///< one sentence
    std::vector<std::string> lines;
    std::vector<std::string> next;  ///< commands
};
[[nodiscard]] Document done_document(const Receipt&);
[[nodiscard]] std::string done_json(const Receipt&);

[[nodiscard]] Document week_document(const classroom::WeekReport&);
[[nodiscard]] std::string week_json(const classroom::WeekReport&);
[[nodiscard]] Document class_report_document(const classroom::ClassReport&);
[[nodiscard]] std::string class_report_json(const classroom::ClassReport&);
[[nodiscard]] Document student_report_document(const classroom::StudentReport&);
[[nodiscard]] std::string student_report_json(const classroom::StudentReport&);

}  // namespace waymark::app::render
