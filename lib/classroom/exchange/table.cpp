#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "waymark/classroom/error.hpp"
#include "waymark/text/encoding.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kConfirmedWithin = 5;

void refuse_containers(const InputFile& file) {
    const auto container = text::container_of(file.bytes);
    if (!container) return;
    std::string what;
    switch (*container) {
        case text::Container::zip:
            what = "a zip file";
            break;
        case text::Container::old_excel:
            what = "an old Excel workbook";
            break;
        case text::Container::web_page:
            what = "a saved web page";
            break;
        case text::Container::binary:
            what = "no text";
            break;
    }
    throw Error(Error::Kind::failed, fmt::format("{} is {}, not a CSV file", file.name, what),
                "export or save it as CSV (comma separated, UTF-8)");
}

/// Most cells need nothing done to them.
void tidy(std::string_view& cell, CsvText& kept) {
    bool before_is_space = true;
    bool clean = true;
    for (const char c : cell) {
        const bool space = c == ' ';
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (byte < 0x20) || (space && before_is_space)) {
            clean = false;
            break;
        }
        before_is_space = space;
    }
    if (!clean || (before_is_space && !cell.empty())) {
        if (auto trimmed = text::trim(cell); trimmed != cell) cell = kept.keep(std::move(trimmed));
    }
    // Spreadsheets guard ids as ="007".
    if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) cell = cell.substr(2, cell.size() - 3);
    // Ours guard what a spreadsheet would run.
    if (cell.starts_with('\'')) cell = text::without_guard(cell);
}

constexpr std::size_t kAnyColumn = std::string::npos;

/// A row test whose column is known.
class Test {
public:
    Test(const RowTest& test, std::size_t column) : column_(column) {
        for (const auto& one : test.is) {
            if (one.find_first_of("*{") == std::string::npos) {
                words_.push_back(text::match_key(one));
            } else {
                patterns_.push_back(one);
            }
        }
    }

    [[nodiscard]] bool holds(const Row& row) const {
        if (column_ != kAnyColumn) return holds(Table::cell(row, column_));
        return std::ranges::any_of(row.cells, [this](std::string_view cell) { return !cell.empty() && holds(cell); });
    }

private:
    [[nodiscard]] bool holds(std::string_view cell) const {
        const auto key = text::match_key(cell);
        return std::ranges::find(words_, key) != words_.end() ||
               std::ranges::any_of(patterns_, [&](const auto& one) { return fit(one, cell).has_value(); });
    }

    std::size_t column_;
    std::vector<std::string> words_;
    std::vector<std::string> patterns_;
};

std::vector<Test> tests_of(const std::vector<RowTest>& tests, const std::vector<HeaderCell>& header) {
    std::vector<Test> known;
    for (const auto& test : tests) {
        const auto column = test.column == "*" ? std::optional(kAnyColumn) : column_named(test.column, header);
        if (column) known.emplace_back(test, *column);
    }
    return known;
}

bool any_holds(const std::vector<Test>& tests, const Row& row) {
    return std::ranges::any_of(tests, [&](const Test& test) { return test.holds(row); });
}

}  // namespace

std::string_view Table::cell(const Row& row, std::size_t at) {
    return at < row.cells.size() ? row.cells[at] : std::string_view();
}

std::string_view Table::cell(const Row& row, Role role) const {
    const auto column = columns.roles.find(role);
    return cell(row, column == columns.roles.end() ? std::string::npos : column->second);
}

std::string base_name(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string stem_of(std::string_view path) {
    auto name = base_name(path);
    const auto dot = name.rfind('.');
    if (dot != std::string::npos && dot > 0) name.resize(dot);
    return name;
}

Sheet read_sheet(InputFile file) {
    refuse_containers(file);
    auto decoded = text::decode(std::move(file.bytes));
    if (text::trim(std::string_view(decoded.utf8).substr(0, 4096)).empty() && text::trim(decoded.utf8).empty()) {
        throw Error(Error::Kind::failed, fmt::format("{} is empty", file.name), "nothing was changed");
    }
    Sheet sheet{file.name,
                std::string(text::name_of(decoded.encoding)) +
                    (decoded.mojibake_suspected ? ", and letters look encoded twice: save it again as UTF-8" : ""),
                read_csv(std::move(decoded.utf8)),
                std::move(decoded.broken_lines),
                {}};
    for (std::size_t at = 0; at < sheet.csv.records.size() && at < kHeaderWithin; ++at) {
        sheet.headers.push_back(header_cells(sheet.csv.records[at].cells));
    }
    return sheet;
}

std::optional<FoundHeader> find_header(const TableFormat& format, const Sheet& sheet) {
    const auto& records = sheet.csv.records;
    const Signature signature(format);
    for (std::size_t at = 0; at < sheet.headers.size(); ++at) {
        const auto& header = sheet.headers[at];
        const auto fit = signature.fit_of(header);
        if (!fit) continue;
        if (format.confirmed_by_row) {
            const auto maxima = tests_of(format.maximum_row, header), days = tests_of(format.date_row, header);
            bool confirmed = false;
            for (std::size_t next = at + 1; next < records.size() && next <= at + kConfirmedWithin; ++next) {
                CsvText scratch;
                const Row row{records[next].line, scratch.keep(records[next].cells)};
                for (auto& cell : row.cells) tidy(cell, scratch);
                confirmed = confirmed || any_holds(maxima, row) || any_holds(days, row);
            }
            if (!confirmed) continue;
        }
        return FoundHeader{at, *fit + (format.confirmed_by_row ? 1 : 0)};
    }
    return std::nullopt;
}

Table table_of(Sheet sheet, const TableFormat& format, std::size_t header) {
    Table table;
    table.format = &format;
    table.file = std::move(sheet.file);
    table.encoding = std::move(sheet.encoding);
    auto& records = sheet.csv.records;
    const auto cells = std::move(sheet.headers[header]);
    for (const auto& cell : cells) table.header.push_back(cell.text);
    table.columns = columns_of(format, cells);
    const auto only = tests_of(format.only, cells), skip = tests_of(format.skip, cells);
    const auto maximum_row = tests_of(format.maximum_row, cells), date_row = tests_of(format.date_row, cells);
    for (const auto& problem : sheet.csv.problems) table.refused.push_back({table.file, problem.line, problem.reason});
    records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(header) + 1);
    std::size_t kept = 0;
    for (auto& record : records) {
        if (std::ranges::binary_search(sheet.broken_lines, record.line)) {
            table.refused.push_back({table.file, record.line, "the line has bytes that are no UTF-8"});
            continue;
        }
        bool blank = true;
        for (auto& cell : record.cells) {
            tidy(cell, sheet.csv.text);
            blank = blank && cell.empty();
        }
        if (blank) continue;
        const auto extra = std::ranges::find_if(
            record.cells.begin() + static_cast<std::ptrdiff_t>(std::min(record.cells.size(), table.header.size())),
            record.cells.end(), [](const auto& cell) { return !cell.empty(); });
        if (extra != record.cells.end()) {
            table.refused.push_back({table.file, record.line,
                                     fmt::format("the line has {} cells where the header has {}", record.cells.size(),
                                                 table.header.size())});
            continue;
        }
        if (table.maxima.empty() && any_holds(maximum_row, record)) {
            table.maxima.assign(record.cells.begin(), record.cells.end());
            continue;
        }
        if (table.days.empty() && any_holds(date_row, record)) {
            table.days.assign(record.cells.begin(), record.cells.end());
            continue;
        }
        const bool counts = std::ranges::all_of(only, [&](const Test& test) { return test.holds(record); });
        if (!counts || any_holds(skip, record)) {
            table.skipped.push_back({table.file, record.line, "no student's row"});
            continue;
        }
        records[kept++] = record;
    }
    records.resize(kept);
    table.rows = std::move(records);
    table.text = std::move(sheet.csv.text);
    return table;
}

}  // namespace waymark::classroom
