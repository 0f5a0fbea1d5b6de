#include "waymark/classroom/keyed_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "table.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

bool means(const KeyedColumn& column, const std::string& header) {
    const auto key = text::match_key(header);
    return key == text::match_key(column.name) ||
           std::ranges::any_of(column.also, [&](const auto& one) { return key == text::match_key(one); });
}

}  // namespace

KeyedColumn student_column() {
    return {"student", {"name", "student name", "slug", "id", "student id", "email", "email address"}, true};
}

const std::string& KeyedRow::cell(std::string_view column) const {
    static const std::string none;
    const auto found = cells.find(column);
    return found == cells.end() ? none : found->second;
}

KeyedTable read_keyed_table(InputFile file, std::span<const KeyedColumn> columns) {
    const auto sheet = read_sheet({file.name, std::move(file.bytes)});
    KeyedTable table;
    for (const auto& problem : sheet.csv.problems) table.refused.push_back({file.name, problem.line, problem.reason});
    if (sheet.csv.records.empty()) throw Error(Error::Kind::failed, file.name + " has no rows");
    const auto& header = sheet.csv.records.front().cells;
    std::vector<std::optional<std::size_t>> places(columns.size());
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto title = text::trim(header[at]);
        bool known = title.empty();
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (places[column] || !means(columns[column], title)) continue;
            places[column] = at;
            known = true;
            break;
        }
        if (!known) table.ignored_columns.push_back(title);
    }
    std::string names;
    for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column.name;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (!columns[column].required || places[column]) continue;
        throw Error(Error::Kind::failed, fmt::format("{} has no column \"{}\"", file.name, columns[column].name),
                    "the columns are: " + names);
    }
    for (const auto& record : std::span(sheet.csv.records).subspan(1)) {
        KeyedRow row{.file = file.name, .line = record.line, .cells = {}};
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (!places[column] || *places[column] >= record.cells.size()) continue;
            auto cell = text::trim(record.cells[*places[column]]);
            if (!cell.empty()) row.cells.emplace(columns[column].name, std::move(cell));
        }
        if (!row.cells.empty()) table.rows.push_back(std::move(row));
    }
    if (table.rows.empty() && table.refused.empty()) {
        throw Error(Error::Kind::failed, file.name + " has a header and no rows");
    }
    return table;
}

}  // namespace waymark::classroom
