#include "answers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>

namespace waymark::bench {
namespace {

constexpr std::array<std::string_view, 6> kColumns{"class", "student", "item", "skill", "correct", "order"};
constexpr std::size_t kBlock = std::size_t{1} << 18U;

/// FNV-1a, eight bits at a time, mixed at the end: names are short.
std::size_t hash(std::string_view name) {
    std::uint64_t value = 14695981039346656037U;
    for (const char one : name) value = (value ^ static_cast<unsigned char>(one)) * 1099511628211U;
    return static_cast<std::size_t>(value ^ (value >> 29U));
}

}  // namespace

AnswerFile::AnswerFile(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "rb")), buffer_(kBlock) {
    if (!file_) throw AnswerError(path + ": cannot be read");
    std::string_view header;
    if (!next_line(header)) refuse("is empty");
    if (header.substr(0, 3) == "\xEF\xBB\xBF") header.remove_prefix(3);
    while (true) {
        const auto comma = header.find(',');
        const auto name = header.substr(0, comma);
        const auto found = std::ranges::find(kColumns, name);
        if (found != kColumns.end()) column_[found - kColumns.begin()] = columns_;
        ++columns_;
        if (comma == std::string_view::npos) break;
        header.remove_prefix(comma + 1);
    }
    for (std::size_t at = 1; at < kColumns.size(); ++at) {
        if (column_[at] < 0) refuse("has no column " + std::string(kColumns[at]));
    }
}

void AnswerFile::refuse(const std::string& why) const {
    throw AnswerError(path_ + ", line " + std::to_string(line_) + ": " + why);
}

bool AnswerFile::next_line(std::string_view& line) {
    while (true) {
        const auto* start = buffer_.data() + begin_;
        const auto* stop = static_cast<const char*>(std::memchr(start, '\n', end_ - begin_));
        const bool last = stop == nullptr && std::feof(file_.get()) != 0;
        if (stop != nullptr || (last && begin_ < end_)) {
            const auto length = stop != nullptr ? static_cast<std::size_t>(stop - start) : end_ - begin_;
            line = {start, length};
            if (line.ends_with('\r')) line.remove_suffix(1);
            begin_ += length + (stop != nullptr ? 1 : 0);
            ++line_;
            return true;
        }
        if (last) return false;
        std::memmove(buffer_.data(), start, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
        end_ += std::fread(buffer_.data() + end_, 1, buffer_.size() - end_, file_.get());
        if (std::ferror(file_.get()) != 0) refuse("cannot be read");
    }
}

bool AnswerFile::next(Row& row) {
    std::string_view line;
    do {
        if (!next_line(line)) return false;
    } while (line.empty());
    std::array<std::string_view*, 6> fields{&row.class_name, &row.student, &row.item,
                                            &row.skills,     &row.correct, &row.order};
    int column = 0;
    while (true) {
        const auto comma = line.find(',');
        for (std::size_t at = 0; at < fields.size(); ++at) {
            if (column_[at] == column) *fields[at] = line.substr(0, comma);
        }
        ++column;
        if (comma == std::string_view::npos) break;
        line.remove_prefix(comma + 1);
    }
    if (column != columns_) {
        refuse("has " + std::to_string(column) + " fields where the header has " + std::to_string(columns_));
    }
    if (row.student.empty() || row.item.empty() || row.skills.empty()) refuse("student, item or skill is empty");
    const auto* const stop = row.correct.data() + row.correct.size();
    const auto [rest, error] = std::from_chars(row.correct.data(), stop, row.score);
    if (error != std::errc{} || rest != stop || !(row.score >= 0 && row.score <= 1)) {
        refuse("correct is not a number from 0 to 1");
    }
    return true;
}

std::uint32_t Numbers::of(std::string_view name) {
    if (2 * starts_.size() > table_.size()) grow();
    const auto mask = table_.size() - 1;
    for (auto at = hash(name) & mask;; at = (at + 1) & mask) {
        if (table_[at] == 0) {
            text_ += name;
            starts_.push_back(text_.size());
            table_[at] = static_cast<std::uint32_t>(size());
            return table_[at] - 1;
        }
        if (this->name(table_[at] - 1) == name) return table_[at] - 1;
    }
}

void Numbers::grow() {
    table_.assign(2 * table_.size(), 0);
    const auto mask = table_.size() - 1;
    for (std::uint32_t number = 0; number < size(); ++number) {
        auto at = hash(name(number)) & mask;
        while (table_[at] != 0) at = (at + 1) & mask;
        table_[at] = number + 1;
    }
}

Answer ClassNumbers::of(const Row& row) {
    const auto set = sets_.of(row.skills);
    if (set == parts_.size()) {
        auto parts = std::make_unique<std::vector<std::size_t>>();
        auto rest = row.skills;
        while (true) {
            const auto tilde = rest.find('~');
            parts->push_back(skills_.of(rest.substr(0, tilde)));
            if (tilde == std::string_view::npos) break;
            rest.remove_prefix(tilde + 1);
        }
        std::ranges::sort(*parts);
        const auto repeated = std::ranges::unique(*parts);
        parts->erase(repeated.begin(), repeated.end());
        parts_.push_back(std::move(parts));
    }
    return {students_.of(row.student), items_.of(row.item), set, *parts_[set], row.score};
}

}  // namespace waymark::bench
