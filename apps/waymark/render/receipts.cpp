#include <fmt/format.h>

#include <algorithm>
#include <utility>

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
    std::string lead = result.errors > 0   ? fmt::format("{} to mend, {} to think about", result.errors, result.advice)
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

namespace {

/// "28 new, 2 refused": only what happened.
std::string summary(const ImportReceipt& receipt) {
    std::string line;
    const auto add = [&](std::size_t count, const char* what) {
        if (count > 0) line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, what);
    };
    add(static_cast<std::size_t>(receipt.added), "new");
    add(static_cast<std::size_t>(receipt.changed), receipt.schema.starts_with("assess") ? "corrected" : "changed");
    add(static_cast<std::size_t>(receipt.moved), "moved");
    add(static_cast<std::size_t>(receipt.absent), "absent (kept as they are)");
    add(static_cast<std::size_t>(receipt.unchanged), "unchanged");
    add(receipt.refused.size(), "refused");
    return line.empty() ? "nothing in it" : line;
}

/// "gradebook.csv:2, 7: no student's row": a school's file may hold hundreds of rows that are nobody's here.
std::vector<std::string> left_out(const std::vector<classroom::RefusedRow>& rows) {
    constexpr std::size_t kShown = 5;
    std::vector<std::pair<std::pair<std::string, std::string>, std::vector<int>>> groups;
    for (const auto& row : rows) {
        const std::pair key(row.file, row.reason);
        auto group = std::ranges::find(groups, key, &decltype(groups)::value_type::first);
        if (group == groups.end()) group = groups.insert(group, {key, {}});
        group->second.push_back(row.line);
    }
    std::vector<std::string> lines;
    for (const auto& [key, numbers] : groups) {
        auto line = key.first + ":";
        for (std::size_t at = 0; at < numbers.size() && at < kShown; ++at) {
            line += fmt::format("{}{}", at == 0 ? "" : " ", numbers[at]);
        }
        if (numbers.size() > kShown) line += fmt::format(" and {} more", numbers.size() - kShown);
        lines.push_back(line + " (" + key.second + ")");
    }
    return lines;
}

/// New results are as the file has them; a corrected one is a mark that somebody knows already.
void show_results(Document& document, const ImportReceipt& receipt) {
    constexpr std::size_t kShown = 20;
    Table corrected{{{"corrected"}, {"item"}, {"what", false, 0, 20}}, {}};
    std::size_t count = 0;
    document.data.columns = {{"change"}, {"student"}, {"name"}, {"item"}, {"what"}};
    for (const auto& one : receipt.changes) {
        document.data.rows.push_back({{one.kind}, {one.student}, {one.name}, {one.item}, {one.what}});
        if (one.kind != "corrected" || ++count > kShown) continue;
        corrected.rows.push_back({{one.student, Meaning::strong}, {one.item}, {one.what}});
    }
    if (count == 0) return;
    document.blocks.emplace_back(std::move(corrected));
    if (count > kShown) document.blocks.emplace_back(Paragraph{fmt::format("and {} more", count - kShown)});
}

}  // namespace

Document receipt_document(const ImportReceipt& receipt) {
    Document document;
    auto lead = summary(receipt);
    if (!receipt.applied) lead += ": nothing was applied";
    document.blocks.emplace_back(Paragraph{lead, receipt.refused.empty() ? Meaning::good : Meaning::attention});
    if (receipt.schema.starts_with("assess")) {
        show_results(document, receipt);
    } else {
        Table changes{{{"change"}, {"student"}, {"name"}, {"what", false, 1}}, {}};
        for (const auto& one : receipt.changes)
            changes.rows.push_back({{one.kind}, {one.student}, {one.name}, {one.what}});
        if (!changes.rows.empty()) document.blocks.emplace_back(changes);
        document.data = std::move(changes);
    }
    if (!receipt.refused.empty()) {
        Items refused;
        for (const auto& row : receipt.refused)
            refused.lines.push_back(fmt::format("{}:{}: {}", row.file, row.line, row.reason));
        document.blocks.emplace_back(Paragraph{"Refused:", Meaning::attention});
        document.blocks.emplace_back(refused);
    }
    const auto list = [&](const std::string& title, const std::vector<std::string>& words) {
        if (words.empty()) return;
        std::string line = title;
        for (std::size_t at = 0; at < words.size(); ++at) line += (at == 0 ? " " : ", ") + words[at];
        document.blocks.emplace_back(Paragraph{line, Meaning::muted});
    };
    list("Read as:", receipt.formats);
    list("Ignored columns:", receipt.ignored_columns);
    list("Left out:", left_out(receipt.skipped));
    list("Kept, and about no skill yet:", receipt.unmapped);
    list("Kept, and without a maximum yet:", receipt.without_maximum);
    if (!receipt.next.empty()) document.blocks.emplace_back(Commands{receipt.next});
    return document;
}

std::string receipt_json(const ImportReceipt& receipt) {
    Json refused = Json::array();
    for (const auto& row : receipt.refused) {
        refused.push_back({{"file", row.file}, {"line", row.line}, {"reason", row.reason}});
    }
    Json skipped = Json::array();
    for (const auto& row : receipt.skipped) {
        skipped.push_back({{"file", row.file}, {"line", row.line}, {"reason", row.reason}});
    }
    Json changes = Json::array();
    for (const auto& one : receipt.changes) {
        Json change{{"change", one.kind}, {"student", one.student}, {"name", one.name}, {"what", one.what}};
        if (!one.item.empty()) change["item"] = one.item;
        changes.push_back(std::move(change));
    }
    Json format = receipt.formats.size() == 1 ? Json(receipt.formats.front()) : Json(receipt.formats);
    return dumped({{"schema", receipt.schema},
                   {"format", format},
                   {"counts",
                    {{"new", receipt.added},
                     {"changed", receipt.changed},
                     {"moved", receipt.moved},
                     {"absent", receipt.absent},
                     {"unchanged", receipt.unchanged},
                     {"refused", receipt.refused.size()}}},
                   {"refused", refused},
                   {"ignored_columns", receipt.ignored_columns},
                   {"unmapped", receipt.unmapped},
                   {"applied", receipt.applied && !receipt.dry_run},
                   {"changes", changes},
                   {"skipped", skipped},
                   {"without_maximum", receipt.without_maximum},
                   {"blank", receipt.blank},
                   {"next", receipt.next}});
}

Document log_document(const OperationLog& log) {
    Document document;
    Table table{
        {{"operation", true}, {"day"}, {"what it did", false, 0, 40}, {"typed", false, 1, 30}, {"undone", false, 0}},
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
    document.blocks.emplace_back(Paragraph{receipt.done});
    if (!receipt.lines.empty()) document.blocks.emplace_back(Items{receipt.lines});
    if (!receipt.next.empty()) document.blocks.emplace_back(Commands{receipt.next});
    return document;
}

std::string done_json(const Receipt& receipt) {
    return dumped(
        {{"schema", receipt.schema}, {"done", receipt.done}, {"lines", receipt.lines}, {"next", receipt.next}});
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
