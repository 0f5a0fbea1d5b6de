#include "waymark/classroom/csv.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace waymark::classroom {
namespace {

constexpr std::size_t kLongestCell = 1u << 20u;
constexpr std::size_t kSampleRecords = 20;

class Reader {
public:
    Reader(std::string_view text, char delimiter, int first_line)
        : text_(text), delimiter_(delimiter), line_(first_line) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

    /// The next record, or nothing when the line was blank or could not be read.
    bool read(CsvTable& table) {
        CsvRecord record{.line = line_, .cells = {}};
        if (!table.records.empty()) record.cells.reserve(table.records.back().cells.size());
        const auto start = at_;
        bool quoted_somewhere = false, too_long = false;
        for (;;) {
            std::string cell;
            if (at_ < text_.size() && text_[at_] == '"') {
                quoted_somewhere = true;
                const int opened = line_;
                if (!read_quoted(cell)) {
                    // Reading goes on behind the line with the quote, so that one slip costs one record.
                    table.problems.push_back({opened, "a quote is opened and never closed"});
                    at_ = start;
                    line_ = record.line;
                    while (line_ <= opened && !at_end()) skip_line();
                    return false;
                }
            }
            read_plain(cell);
            if (cell.size() > kLongestCell) {
                too_long = true;
                cell.clear();
            }
            record.cells.push_back(std::move(cell));
            if (at_ < text_.size() && text_[at_] == delimiter_) {
                ++at_;
                continue;
            }
            break;
        }
        skip_line_end();
        const bool blank = record.cells.size() == 1 && !quoted_somewhere &&
                           record.cells[0].find_first_not_of(" \t") == std::string::npos;
        if (blank) return false;
        if (too_long) {
            table.problems.push_back({record.line, "a cell is longer than 1 MiB"});
            return false;
        }
        table.records.push_back(std::move(record));
        return true;
    }

private:
    /// From an opening quote to behind the closing one. False at the end of the text.
    bool read_quoted(std::string& cell) {
        ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    cell += '"';
                    at_ += 2;
                    continue;
                }
                ++at_;
                return true;
            }
            if (c == '\n' || c == '\r') {
                cell += '\n';
                skip_line_end();
                continue;
            }
            cell += c;
            ++at_;
        }
        return false;
    }

    void read_plain(std::string& cell) {
        const auto start = at_;
        while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
        cell.append(text_, start, at_ - start);
    }

    void skip_line_end() {
        if (at_ >= text_.size()) return;
        at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        ++line_;
    }

    void skip_line() {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
        if (at_end()) {
            ++line_;
        } else {
            skip_line_end();
        }
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    int line_;
};

/// How many of the first records have the number of cells that most of them have, when that is two or more.
std::size_t agreement(std::string_view text, char delimiter) {
    CsvTable sample;
    Reader reader(text, delimiter, 1);
    while (!reader.at_end() && sample.records.size() < kSampleRecords && sample.problems.empty()) reader.read(sample);
    std::map<std::size_t, std::size_t> counts;
    for (const auto& record : sample.records) ++counts[record.cells.size()];
    std::size_t best = 0;
    for (const auto& [cells, records] : counts) {
        if (cells >= 2) best = std::max(best, records);
    }
    return best;
}

char delimiter_of(std::string_view text) {
    char best = ',';
    std::size_t most = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        const auto records = agreement(text, candidate);
        if (records > most) {
            most = records;
            best = candidate;
        }
    }
    return best;
}

}  // namespace

CsvTable read_csv(std::string_view utf8) {
    CsvTable table;
    int first_line = 1;
    const auto line_end = std::min(utf8.find_first_of("\r\n"), utf8.size());
    const auto first = utf8.substr(0, line_end);
    if (first.size() == 5 && first.starts_with("sep=")) {
        table.delimiter = first[4];
        utf8.remove_prefix(line_end);
        if (!utf8.empty()) utf8.remove_prefix(utf8.starts_with("\r\n") ? 2 : 1);
        first_line = 2;
    } else {
        table.delimiter = delimiter_of(utf8);
    }
    Reader reader(utf8, table.delimiter, first_line);
    while (!reader.at_end()) reader.read(table);
    return table;
}

}  // namespace waymark::classroom
