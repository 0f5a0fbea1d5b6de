#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "answers.hpp"

namespace waymark::bench {

/// A file of answers held in memory.
class AnswerTable {
public:
    /// Throws AnswerError.
    explicit AnswerTable(AnswerFile& file);
    [[nodiscard]] std::size_t students() const { return rows_of_.size(); }
    /// The rows of one student by `order` (as numbers; equal ones as they stand in the file).
    [[nodiscard]] const std::vector<std::uint32_t>& rows_of(std::size_t student) const { return rows_of_[student]; }
    [[nodiscard]] std::uint32_t item(std::uint32_t row) const { return rows_[row].item; }
    [[nodiscard]] Row row(std::uint32_t row) const;

private:
    struct Stored {
        std::uint32_t class_name, student, item, skills, correct, order;
        double score;
    };
    Numbers classes_, students_, items_, skills_, corrects_, orders_;
    std::vector<Stored> rows_;
    std::vector<std::vector<std::uint32_t>> rows_of_;
};

/// How classes are drawn from a file that has none.
struct Draw {
    std::size_t class_size = 30;
    std::size_t most_answers = 200;  ///< of one student, the first ones
    std::size_t least_answers = 20;  ///< students with fewer are left out
    std::size_t most_classes = 40;
    bool matched =
        false;  ///< a student drawn at random and those whose items overlap most (Jaccard), else all at random
    std::uint64_t seed = 1;
};

/// Rows of each class in the order in which they happen: round robin by position, students in the order drawn.
/// Classes share no student; students that do not fill a class are left out.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> draw_classes(const AnswerTable& table, const Draw& draw);

/// Permutation of 0 to count - 1 that depends on nothing but the seed.
[[nodiscard]] std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed);

}  // namespace waymark::bench
