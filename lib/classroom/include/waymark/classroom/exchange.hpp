#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/csv.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// A file as it came, name and bytes.
struct InputFile {
    std::string name;
    std::string bytes;
};

struct RefusedRow {
    std::string file;
    int line = 0;
    std::string reason;
};

/// One line of the plan of changes.
struct RosterChange {
    enum class Kind { added, changed, moved, absent, unchanged };
    Kind kind = Kind::unchanged;
    Student student;                   ///< as it will be; the slug is set
    std::vector<std::string> details;  ///< "e-mail: a@x -> b@x"
};

/// What an import would do, computed before anything is written.
struct RosterPlan {
    std::string format;  ///< "generic-roster"
    std::string encoding;
    std::vector<RosterChange> changes;
    std::vector<RefusedRow> refused;
    std::vector<std::string> ignored_columns;
    std::vector<std::string> sections;  ///< in the file, as written
};

struct RosterOptions {
    std::optional<std::string> section;  ///< only rows of this section
    Date today{};                        ///< becomes `joined` of new students
};

/// Reads a roster CSV with the headers people use (in several languages) and compares it with the roster. Identity:
/// school id, then e-mail, never a name alone, except that a row without either matches a student without either by
/// exact name. Two rows for one student that agree count once; that disagree are both refused, both lines named.
/// Throws Error: failed when the file cannot be read as a table, is empty or has no name column; usage (hint: the list)
/// when it has several sections and none is chosen, or the chosen one is not in it.
[[nodiscard]] RosterPlan plan_roster_import(const InputFile& file, const std::vector<Student>& roster,
                                            const RosterOptions& options);

/// What one cell of a score says (interop rules 2.3, 2.4).
struct ScoreCell {
    bool blank = false;
    EvidenceState state = EvidenceState::scored;
    std::optional<double> score;
    std::optional<double> maximum;
};
/// Nothing when the cell is none of the known things.
[[nodiscard]] std::optional<ScoreCell> read_score(std::string_view cell, bool decimal_comma = false);

/// The ids that results may speak of, from the class file.
struct KnownTarget {
    std::string id;  ///< of a check, an item or a skill
    std::string title;
    std::optional<double> maximum;
    std::optional<Date> day;  ///< of its check
    bool retakes = false;
};

struct ResultsChange {
    enum class Kind { added, corrected, unchanged };
    Kind kind = Kind::added;
    Evidence evidence;
};

struct ResultsPlan {
    std::string format;  ///< "long-results" or "check-sheet"
    std::string encoding;
    std::vector<ResultsChange> changes;
    std::vector<RefusedRow> refused;
    std::vector<std::string> ignored_columns;
    std::vector<std::string> unmapped;  ///< targets in the file that the class file does not know
    int blank = 0;                      ///< cells that record nothing
    int undated = 0;                    ///< rows that took `default_day`
};

struct ResultsOptions {
    std::optional<Date> date;  ///< --date, for rows without a date of their own or their check's
    Date today{};
    std::optional<Date> term_starts;  ///< evidence before it is refused
};

/// Reads results: a long CSV (student; item, skill or check; score; maximum; date) or a sheet made by `assess sheet`
/// (column `student` and one column for each item, titled with its id). Students by slug, school id, e-mail or exact
/// name when only one has it; unknown ones are refused with the nearest right one, never created. Scores over their
/// maximum, dates that do not exist or lie after today, unknown words are refused, that cell alone.
[[nodiscard]] ResultsPlan plan_results_import(const InputFile& file, const std::vector<Student>& roster,
                                              const std::vector<Evidence>& known,
                                              const std::vector<KnownTarget>& targets, const ResultsOptions& options);

}  // namespace waymark::classroom
