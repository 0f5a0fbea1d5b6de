#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headers.hpp"
#include "waymark/classroom/csv.hpp"
#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

/// One data row under a header.
struct Row {
    int line = 0;
    std::vector<std::string> cells;  ///< trimmed; spreadsheet guards (="007") taken off
};

/// A file as a table with a header.
struct Table {
    std::string file;
    std::string encoding;
    std::vector<std::string> header;      ///< trimmed
    std::map<Role, std::size_t> columns;  ///< the column of each role: the best by rank, then the first
    std::vector<Row> rows;
    std::vector<RefusedRow> refused;  ///< lines that could not be read

    [[nodiscard]] bool has(Role role) const { return columns.contains(role); }
    /// The cell of the role's column; empty when there is no such column or the row is short.
    [[nodiscard]] const std::string& cell(const Row& row, Role role) const;
};

/// Reads a file as a table. The header is the one among the first 15 records in which `is_header` finds what it needs.
/// Throws Error (failed): the file is no text, is empty, or has no such header (`lacks` says what was looked for).
[[nodiscard]] Table read_table(const InputFile& file, bool (*is_header)(const std::map<Role, std::size_t>&),
                               const std::string& lacks);

/// The last component of a path.
[[nodiscard]] std::string base_name(std::string_view path);

}  // namespace waymark::classroom
