#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

/// One score of a file, understood. A file of a whole school has hundreds of thousands: whatever many share is said
/// once, in ResultRows.
struct ResultEntry {
    StudentId student = 0;
    const KnownTarget* known_target = nullptr;  ///< nothing: the class file does not know it
    std::string_view raw;
    double score = 0, maximum = 0;
    Date happened_on{};
    std::int32_t line = 0;
    std::int32_t time = 0;     ///< seconds of its day, of an attempt
    std::uint32_t target = 0;  ///< number in ResultRows::targets
    std::uint32_t before = 0;  ///< of a correction: number in ResultRows::corrected
    std::int32_t attempt_number = 1;
    EvidenceState state = EvidenceState::scored;
    ResultsChange::Kind kind = ResultsChange::Kind::added;
    bool has_score : 1 = false;
    bool has_maximum : 1 = false;
    bool dated : 1 = false;
    bool undated : 1 = false;  ///< it took the day of the import
    bool refused : 1 = false;
    bool by_file : 1 = false;  ///< what it is about is the name of the file
    bool once : 1 = false;     ///< a system's export keeps one score for each student and item
    bool attempt : 1 = false;  ///< one of several attempts, told apart by their times
    bool retake : 1 = false;   ///< this student may take it again
    bool again : 1 = false;    ///< … and has no day of its own, so it is of the retake unless it was said before

    /// Skills are observed again and again; an item keeps one score, or one a day when it may be taken again.
    [[nodiscard]] bool many() const {
        if (retake || (known_target != nullptr && known_target->retakes)) return true;
        return !once && (known_target == nullptr || !known_target->maximum);
    }
    [[nodiscard]] std::optional<double> score_said() const { return has_score ? std::optional(score) : std::nullopt; }
    [[nodiscard]] std::optional<double> maximum_said() const {
        return has_maximum ? std::optional(maximum) : std::nullopt;
    }
    [[nodiscard]] bool same_result(const Evidence& other) const {
        return state == other.state && score_said() == other.score && maximum_said() == other.maximum;
    }
    [[nodiscard]] bool same_result(const ResultEntry& other) const {
        return state == other.state && score_said() == other.score_said() && maximum_said() == other.maximum_said();
    }
};

/// All scores of a file, and what many of them share.
struct ResultRows {
    std::vector<ResultEntry> entries;
    std::vector<std::string> targets;  ///< as evidence keeps them
    std::string source;
    std::vector<CsvText> texts;        ///< what the entries view
    std::vector<Evidence> corrected;   ///< as it was known before
    std::vector<std::uint32_t> order;  ///< of the entries that are changes: by day and time, then by line

    std::uint32_t number_of(const std::string& target);
    [[nodiscard]] Evidence evidence(const ResultEntry& entry) const;

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// The file that the rows are of. `by_hand`: somebody keeps it, no system. `item`: what it is about when it names
/// nothing.
struct ResultsFile {
    std::string name;
    std::string item;
    bool by_hand = false;
};
/// What the rows of a file change of what is known: rows that disagree are settled or refused, and each other one is
/// new, a correction or known already. Fills the changes of `plan`, and adds to what it refuses and counts. Throws
/// Error (failed) when the file is rather about something else.
void compare_results(ResultRows rows, const std::vector<Evidence>& known, const ResultsFile& file,
                     const ResultsOptions& options, ResultsPlan& plan);

}  // namespace waymark::classroom
