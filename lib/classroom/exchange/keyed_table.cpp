#include "waymark/classroom/keyed_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "headers.hpp"
#include "table.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// The names of a column, the best first.
std::vector<HeaderCell> names_of(const KeyedColumn& column) {
    std::vector<HeaderCell> names{header_cell(column.name)};
    for (const auto& name : column.also) names.push_back(header_cell(name));
    return names;
}

bool same(const HeaderCell& a, const HeaderCell& b) {
    return a.key.empty() ? text::match_key(a.text) == text::match_key(b.text) : a.key == b.key;
}

/// Where each column stands.
std::vector<std::optional<std::size_t>> places_of(std::span<const KeyedColumn> columns,
                                                  const std::vector<HeaderCell>& header) {
    std::vector<std::optional<std::size_t>> places(columns.size());
    for (const bool of_person : {false, true}) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (columns[column].of_person != of_person) continue;
            for (const auto& name : names_of(columns[column])) {
                const auto found = std::ranges::find_if(header, [&](const HeaderCell& cell) {
                    const auto at = static_cast<std::size_t>(&cell - header.data());
                    return !cell.text.empty() && same(cell, name) && std::ranges::find(places, at) == places.end();
                });
                if (found == header.end()) continue;
                places[column] = static_cast<std::size_t>(found - header.begin());
                break;
            }
        }
    }
    return places;
}

void check_required(const std::string& file, std::span<const KeyedColumn> columns, const KeyedTable& table) {
    std::string names;
    for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column.name;
    const auto missing = [&](const std::string& name) {
        throw Error(Error::Kind::failed, fmt::format("{} has no column \"{}\"", file, name),
                    "the columns are: " + names);
    };
    const auto person = std::ranges::find_if(columns, &KeyedColumn::of_person);
    const bool has_person =
        std::ranges::any_of(columns, [&](const auto& column) { return column.of_person && table.has(column.name); });
    if (person != columns.end() && !has_person) missing(person->name);
    for (const auto& column : columns) {
        if (column.required && !table.has(column.name)) missing(column.name);
    }
}

}  // namespace

std::vector<KeyedColumn> person_columns() {
    std::vector<KeyedColumn> columns{
        {.name = "student"}, {.name = "given name"}, {.name = "family name"}, {.name = "id"}, {.name = "e-mail"}};
    constexpr std::array kRoles{Role::student, Role::given, Role::family, Role::school_id, Role::email};
    const auto& names = generic_roster().tables.front().columns;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        columns[at].also = names.at(kRoles[at]);
        columns[at].of_person = true;
    }
    columns.front().also.emplace_back("slug");
    // What numbers the rows of such a table is nobody's id.
    for (auto& column : columns) {
        std::erase_if(column.also,
                      [](const auto& name) { return name == "n" || name == "no" || name == "nr" || name == "numero"; });
    }
    return columns;
}

const std::string& KeyedRow::cell(std::string_view column) const {
    static const std::string none;
    const auto found = cells.find(column);
    return found == cells.end() ? none : found->second;
}

bool KeyedTable::has(std::string_view column) const {
    return std::ranges::find(columns, column) != columns.end();
}

KeyedTable read_keyed_table(InputFile file, std::span<const KeyedColumn> columns) {
    const auto name = file.name;
    auto sheet = read_sheet(std::move(file));
    if (sheet.csv.records.empty()) throw Error(Error::Kind::failed, name + " has no rows");
    static const TableFormat kAnything;
    const auto header = sheet.headers.front();
    const auto places = places_of(columns, header);
    auto sheet_table = table_of(std::move(sheet), kAnything, 0);
    KeyedTable table{.rows = {}, .refused = std::move(sheet_table.refused), .columns = {}, .ignored_columns = {}};
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (places[column]) table.columns.push_back(columns[column].name);
    }
    for (std::size_t at = 0; at < header.size(); ++at) {
        const bool known = header[at].text.empty() || std::ranges::find(places, at) != places.end();
        if (!known) table.ignored_columns.push_back(header[at].text);
    }
    check_required(name, columns, table);
    for (const auto& record : sheet_table.rows) {
        KeyedRow row{.file = name, .line = record.line, .cells = {}};
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (!places[column]) continue;
            const auto cell = Table::cell(record, *places[column]);
            if (!cell.empty()) row.cells.emplace(columns[column].name, cell);
        }
        if (!row.cells.empty()) table.rows.push_back(std::move(row));
    }
    if (table.rows.empty() && table.refused.empty()) {
        throw Error(Error::Kind::failed, name + " has a header and no rows");
    }
    return table;
}

}  // namespace waymark::classroom
