#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "people.hpp"
#include "scores.hpp"
#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

/// Finds whose row of a results file each is, by the rules of `plan_results_import`. Everything given must outlive it.
class RowOwners {
public:
    /// `by_hand`: people keep the file, and any column may hold any name.
    RowOwners(const std::vector<Student>& roster, const Scores& scores, const ReadOptions& options, bool by_hand,
              std::vector<RefusedRow>& refused, std::vector<RefusedRow>& skipped);

    /// The student of a row; nothing, and the row refused once, when that is nobody or could be several, or skipped
    /// when it sums up the others.
    const Student* of(const ScoreRow& score);
    /// Ids of other systems that the file told of students.
    [[nodiscard]] std::vector<StudentAlias> take_aliases() { return std::move(aliases_); }

private:
    struct Found {
        const Student* student = nullptr;
        std::string reason;
        std::string hint = {};
        bool skipped = false;  ///< and not refused
    };
    void identity_cells(const ScoreRow& score, std::string& key) const;
    Found look_up(const ScoreRow& score);
    Found called(const ScoreRow& score, const Identity& who);
    Found proposed(const ScoreRow& score, const Identity& who);
    [[nodiscard]] std::vector<std::size_t> named(const Identity& who) const;
    [[nodiscard]] std::string in_another_spelling(const std::vector<std::size_t>& possible, const Identity& who) const;
    [[nodiscard]] std::vector<std::string> slugs_of(const std::vector<std::size_t>& students) const;
    Found taken(std::size_t at, const Identity& who);
    Found asked(const ScoreRow& score, const Identity& who, const std::string& reason,
                const std::vector<std::size_t>& possible);
    void note_alias(StudentAlias alias);

    StudentIndex students_;
    const Scores& scores_;
    const ReadOptions& options_;
    bool by_hand_;
    std::vector<RefusedRow>& refused_;
    std::vector<RefusedRow>& skipped_;
    std::unordered_map<std::string, Found> found_;
    std::unordered_set<int> left_out_;  ///< lines
    std::vector<StudentAlias> aliases_;
    std::string identity_;
};

}  // namespace waymark::classroom
