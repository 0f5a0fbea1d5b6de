#include <fmt/format.h>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"

namespace waymark::app::render {
namespace {

using classroom::Evidence;
using classroom::EvidenceState;

std::string shown_number(const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
}

}  // namespace

Document evidence_document(const EvidenceList& list) {
    Document document;
    document.blocks.emplace_back(
        Heading{list.title, count_of(list.lines.size(), "piece of evidence", "pieces of evidence")});
    Table table{{{"day"}, {"student"}, {"item"}, {"score", true}, {"state", false, 1}, {"source", false, 2}}, {}};
    document.data.columns = {{"student"}, {"name"}, {"item"},   {"attempt"}, {"state"},  {"score"},
                             {"maximum"}, {"date"}, {"source"}, {"line"},    {"skills"}, {"corrected"}};
    for (const auto& line : list.lines) {
        const auto& one = line.evidence;
        std::string skills;
        for (const auto& skill : line.skills) skills += (skills.empty() ? "" : ", ") + skill;
        const auto score = one.state == EvidenceState::scored
                               ? shown_number(one.score) + (one.maximum ? "/" + shown_number(one.maximum) : "")
                               : "–";
        table.rows.push_back({{text::iso_date(one.happened_on)},
                              {line.slug, Meaning::strong},
                              {one.target},
                              {score},
                              {line.superseded ? "corrected since" : word(one.state)},
                              {one.source}});
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {one.target},
                                      {std::to_string(one.attempt)},
                                      {word(one.state)},
                                      {shown_number(one.score)},
                                      {shown_number(one.maximum)},
                                      {text::iso_date(one.happened_on)},
                                      {one.source},
                                      {std::to_string(one.source_line)},
                                      {skills},
                                      {line.superseded ? "yes" : ""}});
    }
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"Nothing has been recorded yet."});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    return document;
}

std::string evidence_json(const EvidenceList& list) {
    Json all = Json::array();
    for (const auto& line : list.lines) {
        const auto& one = line.evidence;
        Json json{{"evidence", one.id},     {"operation", one.operation}, {"student", line.slug},
                  {"name", line.name},      {"item", one.target},         {"skills", line.skills},
                  {"attempt", one.attempt}, {"state", word(one.state)}};
        json["score"] = or_null(one.score);
        json["maximum"] = or_null(one.maximum);
        json["raw"] = one.raw;
        json["date"] = text::iso_date(one.happened_on);
        json["source"] = one.source;
        json["line"] = one.source_line;
        json["corrects"] = or_null(one.corrects);
        json["corrected"] = line.superseded;
        all.push_back(std::move(json));
    }
    return dumped({{"schema", "evidence/1"}, {"class", list.title}, {"evidence", all}});
}

Document sheet_document(const CheckSheet& sheet) {
    Document document;
    for (const auto& column : sheet.columns) document.data.columns.push_back({column});
    for (const auto& row : sheet.rows) {
        std::vector<Cell> cells;
        for (const auto& cell : row) cells.push_back({cell});
        document.data.rows.push_back(std::move(cells));
    }
    document.blocks.emplace_back(Verbatim{draw_csv(document)});
    return document;
}

std::string sheet_json(const CheckSheet& sheet) {
    return dumped({{"schema", "check-sheet/1"},
                   {"check", sheet.check},
                   {"title", sheet.title},
                   {"columns", sheet.columns},
                   {"rows", sheet.rows}});
}

}  // namespace waymark::app::render
