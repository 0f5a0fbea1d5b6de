#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "columns.hpp"
#include "waymark/classroom/csv.hpp"
#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

using Row = CsvRecord;

/// A file as records of text, before anybody knows what they are.
struct Sheet {
    std::string file;
    std::string encoding;
    CsvTable csv;
    std::vector<int> broken_lines;                 ///< with bytes that are no UTF-8
    std::vector<std::vector<HeaderCell>> headers;  ///< the first records, each of which may be the header
};

/// Throws Error (failed): the file is no text, or is empty.
[[nodiscard]] Sheet read_sheet(InputFile file);

/// A header stands within the first so many records.
inline constexpr std::size_t kHeaderWithin = 15;

/// Where a format's header stands in a sheet, and how well it fits.
struct FoundHeader {
    std::size_t record = 0;
    std::size_t fit = 0;
};
[[nodiscard]] std::optional<FoundHeader> find_header(const TableFormat& format, const Sheet& sheet);

/// A sheet under a header, told by a format. `format` must outlive it.
struct Table {
    const TableFormat* format = nullptr;
    std::string file;
    std::string encoding;
    std::vector<std::string> header;  ///< trimmed
    Columns columns;
    std::vector<Row> rows;            ///< cells trimmed, spreadsheet guards (="007") taken off
    CsvText text;                     ///< what the rows view
    std::vector<std::string> maxima;  ///< cells of the maximum row, if there is one
    std::vector<std::string> days;    ///< cells of the date row
    std::vector<RefusedRow> refused;  ///< lines that could not be read
    std::vector<RefusedRow> skipped;  ///< rows that the format says are no data

    [[nodiscard]] bool has(Role role) const { return columns.has(role); }
    /// The cell of a column; empty when the row is short.
    [[nodiscard]] static std::string_view cell(const Row& row, std::size_t at);
    /// The cell of the role's column; empty when there is no such column or the row is short.
    [[nodiscard]] std::string_view cell(const Row& row, Role role) const;
};

[[nodiscard]] Table table_of(Sheet sheet, const TableFormat& format, std::size_t header);

/// The last component of a path, and the same without what stands behind its last dot.
[[nodiscard]] std::string base_name(std::string_view path);
[[nodiscard]] std::string stem_of(std::string_view path);

}  // namespace waymark::classroom
