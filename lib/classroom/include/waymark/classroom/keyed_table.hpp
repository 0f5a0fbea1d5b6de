#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

/// Small tables that teachers write for one command: a header, and a row for each change.
namespace waymark::classroom {

struct KeyedColumn {
    std::string name;                    ///< as documented
    std::vector<std::string> also = {};  ///< other headers that mean it, the best first
    bool required = false;               ///< the file must have it
    bool of_person = false;              ///< says whom a row is about: the file must have one of these
};

/// The columns that say whom a row is about, under the headers that rosters have: student, given name, family name, id
/// and e-mail.
[[nodiscard]] std::vector<KeyedColumn> person_columns();

struct KeyedRow {
    std::string file;
    int line = 0;
    std::map<std::string, std::string, std::less<>> cells;  ///< trimmed, by the column's name; empty ones left out

    [[nodiscard]] bool has(std::string_view column) const { return cells.contains(column); }
    /// The cell; empty when there is none.
    [[nodiscard]] const std::string& cell(std::string_view column) const;
    /// This row, refused for what was wrong with it.
    [[nodiscard]] RefusedRow refused(const Error& why) const { return {file, line, why.what(), why.hint()}; }
};

struct KeyedTable {
    std::vector<KeyedRow> rows;
    std::vector<RefusedRow> refused;   ///< lines that could not be read
    std::vector<std::string> columns;  ///< that the file has, by their names
    std::vector<std::string> ignored_columns;

    [[nodiscard]] bool has(std::string_view column) const;
};

/// Reads a CSV file in any of the encodings and delimiters that imports read. A header goes to the column it is the
/// best name of, to those of persons last. Error (failed): no text, empty, without a row under the header, or a
/// required column is missing (hint: the columns).
[[nodiscard]] KeyedTable read_keyed_table(InputFile file, std::span<const KeyedColumn> columns);

}  // namespace waymark::classroom
