#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/text/encoding.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kHeaderWithin = 15;

void refuse_containers(const InputFile& file) {
    const auto container = text::container_of(file.bytes);
    if (!container) return;
    std::string what;
    switch (*container) {
        case text::Container::zip:
            what = "an Excel workbook or a zip file";
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

std::map<Role, std::size_t> roles_of(const std::vector<std::string>& cells) {
    std::map<Role, std::size_t> columns;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const auto role = role_of(cells[at]);
        if (!role) continue;
        const auto [known, fresh] = columns.try_emplace(*role, at);
        if (!fresh && rank_of(cells[at]) < rank_of(cells[known->second])) known->second = at;
    }
    return columns;
}

/// Spreadsheets guard ids as ="007".
std::string without_guard(std::string cell) {
    if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) return cell.substr(2, cell.size() - 3);
    return cell;
}

}  // namespace

const std::string& Table::cell(const Row& row, Role role) const {
    static const std::string none;
    const auto column = columns.find(role);
    return column == columns.end() || column->second >= row.cells.size() ? none : row.cells[column->second];
}

std::string base_name(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

Table read_table(const InputFile& file, bool (*is_header)(const std::map<Role, std::size_t>&),
                 const std::string& lacks) {
    refuse_containers(file);
    const auto decoded = text::decode(file.bytes);
    if (text::trim(decoded.utf8).empty()) {
        throw Error(Error::Kind::failed, fmt::format("{} is empty", file.name), "nothing was changed");
    }
    auto csv = read_csv(decoded.utf8);

    std::size_t header = csv.records.size();
    for (std::size_t at = 0; at < csv.records.size() && at < kHeaderWithin; ++at) {
        for (auto& cell : csv.records[at].cells) cell = text::trim(cell);
        if (is_header(roles_of(csv.records[at].cells))) {
            header = at;
            break;
        }
    }
    if (header == csv.records.size()) {
        std::string first;
        if (!csv.records.empty()) {
            for (const auto& cell : csv.records.front().cells) first += (first.empty() ? "" : ", ") + cell;
        }
        constexpr std::size_t kShown = 120;
        if (first.size() > kShown) first = first.substr(0, first.rfind(' ', kShown)) + " …";
        throw Error(Error::Kind::failed, fmt::format("{} has no {}", file.name, lacks),
                    fmt::format("its first line is: {}", first));
    }

    Table table;
    table.file = file.name;
    table.encoding = text::name_of(decoded.encoding);
    table.header = csv.records[header].cells;
    table.columns = roles_of(table.header);
    for (const auto& problem : csv.problems) table.refused.push_back({file.name, problem.line, problem.reason});
    for (std::size_t at = header + 1; at < csv.records.size(); ++at) {
        auto& record = csv.records[at];
        if (std::ranges::binary_search(decoded.broken_lines, record.line)) {
            table.refused.push_back({file.name, record.line, "the line has bytes that are no UTF-8"});
            continue;
        }
        bool blank = true;
        for (auto& cell : record.cells) {
            cell = without_guard(text::trim(cell));
            blank = blank && cell.empty();
        }
        if (blank) continue;
        const auto extra = std::ranges::find_if(
            record.cells.begin() + static_cast<std::ptrdiff_t>(std::min(record.cells.size(), table.header.size())),
            record.cells.end(), [](const auto& cell) { return !cell.empty(); });
        if (extra != record.cells.end()) {
            table.refused.push_back({file.name, record.line,
                                     fmt::format("the line has {} cells where the header has {}", record.cells.size(),
                                                 table.header.size())});
            continue;
        }
        table.rows.push_back({record.line, std::move(record.cells)});
    }
    return table;
}

}  // namespace waymark::classroom
