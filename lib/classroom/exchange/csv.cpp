#include "waymark/classroom/csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace waymark::classroom {
namespace {

constexpr std::size_t kLongestCell = 1u << 20u;
constexpr std::size_t kSampleRecords = 20;
constexpr std::size_t kPiece = 1u << 14u;  ///< cells

class Reader {
public:
    Reader(std::string_view text, char delimiter, int first_line)
        : text_(text), delimiter_(delimiter), line_(first_line) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

    /// The next record, or nothing when the line was blank or could not be read.
    bool read(CsvTable& table) {
        const int first_line = line_;
        const auto start = at_;
        bool quoted_somewhere = false, too_long = false;
        cells_.clear();
        for (;;) {
            std::string_view cell;
            if (at_ < text_.size() && text_[at_] == '"') {
                quoted_somewhere = true;
                const int opened = line_;
                if (!read_quoted(cell, table.text)) {
                    // Reading goes on behind the line with the quote, so that one slip costs one record.
                    table.problems.push_back({opened, "a quote is opened and never closed"});
                    at_ = start;
                    line_ = first_line;
                    while (line_ <= opened && !at_end()) skip_line();
                    return false;
                }
            } else {
                cell = read_plain();
            }
            if (cell.size() > kLongestCell) {
                too_long = true;
                cell = {};
            }
            cells_.push_back(cell);
            if (at_ < text_.size() && text_[at_] == delimiter_) {
                ++at_;
                continue;
            }
            break;
        }
        skip_line_end();
        const bool blank =
            cells_.size() == 1 && !quoted_somewhere && cells_[0].find_first_not_of(" \t") == std::string_view::npos;
        if (blank) return false;
        if (too_long) {
            table.problems.push_back({first_line, "a cell is longer than 1 MiB"});
            return false;
        }
        table.records.push_back({first_line, table.text.keep(cells_)});
        return true;
    }

private:
    /// From an opening quote to the end of the cell. False at the end of the text.
    bool read_quoted(std::string_view& cell, CsvText& kept) {
        const auto start = ++at_;
        bool as_it_stands = true;
        while (at_ < text_.size() && (text_[at_] != '"' || text_.substr(at_ + 1).starts_with('"'))) {
            const char c = text_[at_];
            if (c == '\n' || c == '\r') {
                as_it_stands = as_it_stands && c == '\n';
                skip_line_end();
            } else if (c == '"') {
                as_it_stands = false;
                at_ += 2;
            } else {
                ++at_;
            }
        }
        if (at_ >= text_.size()) return false;
        const auto inside = text_.substr(start, at_ - start);
        ++at_;
        const auto behind = read_plain();
        cell = as_it_stands && behind.empty() ? inside : kept.keep(unquoted(inside).append(behind));
        return true;
    }

    static std::string unquoted(std::string_view inside) {
        std::string cell;
        for (std::size_t at = 0; at < inside.size(); ++at) {
            const char c = inside[at];
            cell += c == '\r' ? '\n' : c;
            const bool pair = inside.substr(at).starts_with("\"\"") || inside.substr(at).starts_with("\r\n");
            if (pair) ++at;
        }
        return cell;
    }

    std::string_view read_plain() {
        const auto start = at_;
        while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
        return text_.substr(start, at_ - start);
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
    std::vector<std::string_view> cells_;  ///< of the record that is being read
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

CsvText::CsvText(std::string text) : text_(std::make_unique<const std::string>(std::move(text))) {
}

std::string_view CsvText::keep(std::string cell) {
    return rewritten_.emplace_back(std::move(cell));
}

std::span<std::string_view> CsvText::keep(std::span<const std::string_view> cells) {
    if (cells.size() > free_.size()) {
        const auto size = std::max(kPiece, cells.size());
        pieces_.push_back(std::make_unique_for_overwrite<std::string_view[]>(size));
        free_ = {pieces_.back().get(), size};
    }
    const auto kept = free_.first(cells.size());
    std::ranges::copy(cells, kept.begin());
    free_ = free_.subspan(cells.size());
    return kept;
}

void CsvText::forget_records() {
    pieces_.clear();
    free_ = {};
}

CsvTable read_csv(std::string text) {
    CsvTable table;
    table.text = CsvText(std::move(text));
    auto utf8 = table.text.all();
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
    // As many as there are lines: growing by doubling would hold half as many again. Lines of nothing are no records.
    const auto lines = static_cast<std::size_t>(std::ranges::count(utf8, '\n')) + 1;
    table.records.reserve(std::min(lines, utf8.size() / 8));
    Reader reader(utf8, table.delimiter, first_line);
    while (!reader.at_end()) reader.read(table);
    return table;
}

}  // namespace waymark::classroom
