#include <fmt/format.h>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
Document validation_document(const Validation& result) {
    Document document;
    for (const auto& diagnostic : result.diagnostics) {
        document.blocks.emplace_back(Verbatim{text::draw(diagnostic)});
    }
    const auto all =
        fmt::format("{}, {}, {}, {}", count_of(result.skills, "skill", "skills"),
                    count_of(result.activities, "activity", "activities"), count_of(result.checks, "check", "checks"),
                    count_of(result.sessions, "session", "sessions"));
    const std::string lead = result.errors > 0
                                 ? fmt::format("{} to mend, {} to think about", result.errors, result.advice)
                             : result.advice > 0 ? fmt::format("valid: {}; {} to think about", all, result.advice)
                                                 : "valid: " + all;
    document.blocks.emplace_back(Paragraph{lead, result.errors > 0 ? Meaning::attention : Meaning::good});
    document.data.columns = {{"file"}, {"line"}, {"column"}, {"severity"}, {"code"}, {"message"}, {"hint"}};
    for (const auto& one : result.diagnostics) {
        document.data.rows.push_back({{one.place.file},
                                      {std::to_string(one.place.line)},
                                      {std::to_string(one.place.column)},
                                      {one.severity == text::Severity::error ? "error" : "advice"},
                                      {one.code},
                                      {one.message},
                                      {one.hint}});
    }
    return document;
}

std::string validation_json(const Validation& result) {
    Json all = Json::array();
    for (const auto& one : result.diagnostics) {
        all.push_back({{"severity", one.severity == text::Severity::error ? "error" : "advice"},
                       {"code", one.code},
                       {"file", one.place.file},
                       {"line", one.place.line},
                       {"column", one.place.column},
                       {"message", one.message},
                       {"hint", one.hint}});
    }
    return dumped({{"schema", "validate/1"},
                   {"valid", result.errors == 0},
                   {"errors", result.errors},
                   {"advice", result.advice},
                   {"skills", result.skills},
                   {"activities", result.activities},
                   {"checks", result.checks},
                   {"sessions", result.sessions},
                   {"diagnostics", all}});
}

Document log_document(const OperationLog& log) {
    Document document;
    Table table{{{"operation", true},
                 {"day", false, 1},
                 {"what it did", false, 0, 28},
                 {"typed", false, 2, 30},
                 {"undone", false, 0}},
                {}};
    for (const auto& one : log.operations) {
        table.rows.push_back({{std::to_string(one.id)},
                              {text::iso_date(one.recorded_on)},
                              {one.summary},
                              {one.typed, Meaning::muted},
                              {one.undone ? "undone" : ""}});
    }
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"Nothing has been recorded yet."});
    } else {
        document.blocks.emplace_back(table);
    }
    document.data = table;
    return document;
}

std::string log_json(const OperationLog& log) {
    Json operations = Json::array();
    for (const auto& one : log.operations) {
        Json line{{"operation", one.id},
                  {"verb", one.verb},
                  {"typed", one.typed},
                  {"summary", one.summary},
                  {"recorded_on", text::iso_date(one.recorded_on)},
                  {"recorded_at", one.recorded_at},
                  {"who", one.who},
                  {"undone", one.undone}};
        line["target"] = one.target ? Json(*one.target) : Json(nullptr);
        operations.push_back(std::move(line));
    }
    return dumped({{"schema", "log/1"}, {"operations", operations}});
}

Document done_document(const Receipt& receipt) {
    Document document;
    document.blocks.emplace_back(Paragraph{(receipt.dry_run ? kTried : "") + receipt.done});
    if (!receipt.lines.empty()) document.blocks.emplace_back(Items{receipt.lines});
    if (!receipt.next.empty() && !receipt.dry_run) document.blocks.emplace_back(Commands{receipt.next});
    return document;
}

std::string done_json(const Receipt& receipt) {
    return dumped({{"schema", receipt.schema},
                   {"done", receipt.done},
                   {"lines", receipt.lines},
                   {"next", receipt.next},
                   {"dry_run", receipt.dry_run}});
}

Document script_document(const Script& script) {
    Document document;
    document.blocks.emplace_back(Verbatim{script.text});
    return document;
}

std::string script_json(const Script& script) {
    return dumped({{"schema", "script/1"}, {"text", script.text}});
}

}  // namespace waymark::app::render
