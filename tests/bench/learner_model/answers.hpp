#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::bench {

/// A file that is not as it should be; the message names file and line.
class AnswerError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One row as it was read. The views hold until the next row is read.
struct Row {
    std::string_view class_name;  ///< empty where the file has no column `class`
    std::string_view student, item, skills, correct, order;
    double score = 0;  ///< `correct` as a number, 0 to 1
};

/// Reads a file with the columns student, item, skill, correct, order and maybe class, in any order, no quotes, row by
/// row and in constant memory.
class AnswerFile {
public:
    /// Throws AnswerError.
    explicit AnswerFile(const std::string& path);
    [[nodiscard]] bool has_classes() const { return column_[0] >= 0; }
    /// The next row, or false at the end. Throws AnswerError.
    bool next(Row& row);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    bool next_line(std::string_view& line);
    [[noreturn]] void refuse(const std::string& why) const;

    std::string path_;
    std::unique_ptr<std::FILE, Close> file_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0;
    std::size_t line_ = 0;
    int column_[6] = {-1, -1, -1, -1, -1, -1};
    int columns_ = 0;
};

/// Numbers names in the order of their first sight, from 0.
class Numbers {
public:
    std::uint32_t of(std::string_view name);
    [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
    [[nodiscard]] std::string_view name(std::uint32_t number) const {
        return std::string_view(text_).substr(starts_[number], starts_[number + 1] - starts_[number]);
    }

private:
    void grow();
    std::string text_;
    std::vector<std::size_t> starts_{0};
    std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(64, 0);  ///< number + 1; 0 = free
};

/// The numbers behind one answer, as a model is shown it.
struct Answer {
    std::uint32_t student = 0;
    std::uint32_t item = 0;
    std::uint32_t skill_set = 0;            ///< the whole of `skill`, as one label
    std::span<const std::size_t> skills{};  ///< the parts of it, ascending, each once
    double score = 0;                       ///< 0 to 1
};

/// Numbers students, items and skills of one class.
class ClassNumbers {
public:
    /// The answer's skills hold as long as this object lives.
    Answer of(const Row& row);
    [[nodiscard]] std::size_t skills() const { return skills_.size(); }

private:
    Numbers students_, items_, sets_, skills_;
    std::vector<std::unique_ptr<std::vector<std::size_t>>> parts_;
};

}  // namespace waymark::bench
