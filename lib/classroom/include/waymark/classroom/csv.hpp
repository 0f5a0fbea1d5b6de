#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::classroom {

struct CsvRecord {
    int line = 0;                    ///< physical line on which the record starts, the first being 1
    std::vector<std::string> cells;  ///< as they stand: not trimmed
};

/// Something about the file that may cost a record, with its line.
struct CsvProblem {
    int line = 0;
    std::string reason;
};

struct CsvTable {
    char delimiter = ',';
    std::vector<CsvRecord> records;  ///< header first when the file has one; blank lines are left out
    std::vector<CsvProblem> problems;
};

/// Reads delimiter-separated UTF-8 text: LF, CRLF, CR and mixed ends, RFC 4180 quotes with line breaks inside, a quote
/// in the middle of an unquoted cell is a character, Excel's "sep=;" line. The delimiter of , ; tab | is the one that
/// gives the same number (at least 2) of cells on the most of the first 20 records, comma when none does. No record is
/// ever lost in silence: an unclosed quote is a problem named at its opening line, and reading goes on behind that
/// line; so is a cell longer than 1 MiB.
[[nodiscard]] CsvTable read_csv(std::string_view utf8);

}  // namespace waymark::classroom
