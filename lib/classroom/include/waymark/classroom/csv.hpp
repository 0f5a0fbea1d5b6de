#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::classroom {

/// The text of a table, and what had to be written anew of it. Views of it stay good when it is moved.
class CsvText {
public:
    CsvText() : CsvText(std::string()) {}
    explicit CsvText(std::string text);

    [[nodiscard]] std::string_view all() const { return *text_; }
    /// A cell that does not stand in the text as it reads.
    std::string_view keep(std::string cell);
    /// The cells of a record, side by side: a large table is a few pieces of memory.
    std::span<std::string_view> keep(std::span<const std::string_view> cells);
    /// Lets go of which cells a record has; what they say stays.
    void forget_records();

private:
    std::unique_ptr<const std::string> text_;
    std::deque<std::string> rewritten_;
    std::vector<std::unique_ptr<std::string_view[]>> pieces_;
    std::span<std::string_view> free_;  ///< of the last piece
};

struct CsvRecord {
    int line = 0;                       ///< physical line on which the record starts, the first being 1
    std::span<std::string_view> cells;  ///< as they stand: not trimmed
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
    CsvText text;  ///< what the records view
};

/// Reads delimiter-separated UTF-8 text: LF, CRLF, CR and mixed ends, RFC 4180 quotes with line breaks inside, a quote
/// in the middle of an unquoted cell is a character, Excel's "sep=;" line. The delimiter of , ; tab | is the one that
/// gives the same number (at least 2) of cells on the most of the first 20 records, comma when none does. No record is
/// ever lost in silence: an unclosed quote is a problem named at its opening line, and reading goes on behind that
/// line; so is a cell longer than 1 MiB.
[[nodiscard]] CsvTable read_csv(std::string utf8);

}  // namespace waymark::classroom
