#pragma once

#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

/// One score of a file, understood.
struct ResultEntry {
    Evidence evidence;
    const KnownTarget* target = nullptr;  ///< nothing: the class file does not know it
    int time = 0;                         ///< seconds of its day, of an attempt
    bool dated = false;
    bool undated = false;  ///< it took the day of the import
    bool refused = false;
    bool by_file = false;  ///< what it is about is the name of the file
    bool once = false;     ///< a system's export keeps one score for each student and item
    bool attempt = false;  ///< one of several attempts, told apart by their times
    bool retake = false;   ///< this student may take it again

    /// Skills are observed again and again; an item keeps one score, or one a day when it may be taken again.
    [[nodiscard]] bool many() const {
        if (retake || (target != nullptr && target->retakes)) return true;
        return !once && (target == nullptr || !target->maximum);
    }
    [[nodiscard]] bool same_result(const Evidence& other) const {
        return evidence.state == other.state && evidence.score == other.score && evidence.maximum == other.maximum;
    }
};

/// What the entries of a file change of what is known: rows that disagree are settled or refused, and each other entry
/// is new, a correction or known already. Adds to `plan`. `by_hand`: somebody keeps the file, no system. `item`: what
/// the file is about that names nothing. Throws Error (failed) when the file is rather about something else.
struct ResultsFile {
    std::string name;
    std::string item;
    bool by_hand = false;
};
void compare_results(std::vector<ResultEntry> entries, const std::vector<Evidence>& known, const ResultsFile& file,
                     const ResultsOptions& options, ResultsPlan& plan);

}  // namespace waymark::classroom
