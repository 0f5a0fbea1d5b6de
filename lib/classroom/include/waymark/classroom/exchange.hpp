#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/csv.hpp"
#include "waymark/classroom/format.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

/// A file as it came, name and bytes; or a folder, with the files in it.
struct InputFile {
    std::string name;
    std::string bytes;
    std::vector<InputFile> files = {};
    bool is_folder = false;
};

/// The exports in a file, folder or zip, each to be planned by itself: one that spans several tables (OneRoster) is
/// one. Throws Error (failed) for a damaged or hostile zip and for a folder without anything to read.
[[nodiscard]] std::vector<InputFile> exports_in(InputFile input, std::span<const Format> formats);

/// Something only the teacher can say. Gives the number of the answer, or nothing to leave the row out.
struct Question {
    std::string file;
    int line = 0;
    std::string text;
    std::vector<std::string> answers;
};
using Ask = std::function<std::optional<std::size_t>(const Question&)>;

/// What importing a roster and importing results have in common.
struct ReadOptions {
    std::span<const Format> formats = {};        ///< that may be recognised, beside those of files kept by hand
    std::optional<std::string> read_as = {};     ///< the id of the format, instead of recognising it
    std::span<const StudentAlias> aliases = {};  ///< in force
    std::span<const std::string> targets = {};   ///< ids of items, checks and skills: a roster has no such column
    Ask ask = {};                                ///< empty: what only the teacher can say is refused
    bool by_name = false;  ///< the teacher said that a name which only one student has means that student
    bool by_id = false;    ///< … that an id means its student, under whatever name
};

struct RefusedRow {
    std::string file;
    int line = 0;
    std::string reason;
    std::string hint = {};  ///< how it can be mended; may be empty

    /// "there is no skill "subjunctive"; did you mean …?"
    [[nodiscard]] std::string said() const { return hint.empty() ? reason : reason + "; " + hint; }
};

struct RepeatedRow {
    std::string file;
    int line = 0;
    int first = 0;  ///< the line that says it first

    friend auto operator<=>(const RepeatedRow&, const RepeatedRow&) = default;
};

/// One line of the plan of changes.
struct RosterChange {
    enum class Kind { added, changed, moved, absent, unchanged };
    Kind kind = Kind::unchanged;
    Student student;                    ///< as it will be; the slug is set
    std::vector<std::string> details;   ///< "e-mail: a@x -> b@x"
    std::vector<StudentAlias> aliases;  ///< new ones, without the student's number
};

/// What an import would do, computed before anything is written.
struct RosterPlan {
    std::string format;  ///< "generic-roster"
    std::string encoding;
    std::vector<RosterChange> changes;
    std::vector<RefusedRow> refused;
    std::vector<RefusedRow> skipped;  ///< rows that are no data, or of people who left and were never here
    std::vector<std::string> ignored_columns;
    std::vector<std::string> sections;  ///< in the file, as written
};

struct RosterOptions {
    std::optional<std::string> section;  ///< only rows of this section
    Date today{};                        ///< becomes `joined` of new students
    bool complete = false;               ///< the file is the whole list: who is not in it has left
    bool even_if_many = false;           ///< more than a fifth of the class, too
    ReadOptions read = {};
};

/// Reads a roster in any of the formats, or under the headers people use (in several languages), and compares it with
/// the roster. Identity: ids of other systems (the strongest first), school id, then e-mail, never a name alone: a name
/// only proposes, and the teacher says yes (`ask`, `by_name`). A row without any id matches the one student of that
/// exact name. An id beside another student's name, or a wholly other one, is asked about (`by_id`), and so are equal
/// names whose ids differ in leading zeros alone. Two rows for one student that agree count once; that disagree are
/// both refused, both lines named. Throws Error: failed when the file cannot be read as a table, is empty or has no
/// name column, or is another export; usage (hint: the list) when it has several sections and none is chosen, or the
/// chosen one is not in it; refused when `complete` would take more than a fifth of the class off the roster.
[[nodiscard]] RosterPlan plan_roster_import(InputFile file, const std::vector<Student>& roster,
                                            const RosterOptions& options);

/// What one cell of a score says (interop rules 2.3, 2.4).
struct ScoreCell {
    bool blank = false;
    EvidenceState state = EvidenceState::scored;
    std::optional<double> score;
    std::optional<double> maximum;
};
/// What a cell may say, for who wrote something else.
inline constexpr std::string_view kScoreWords = "8, 8/10, 80%, x (excused), missing, pending or n/a (not assigned)";
/// Nothing when the cell is none of the known things.
[[nodiscard]] std::optional<ScoreCell> read_score(std::string_view cell, bool decimal_comma = false);

/// The ids that results may speak of, from the class file.
struct KnownTarget {
    std::string id;  ///< of a check, an item or a skill
    std::string title;
    std::optional<double> maximum;
    std::optional<Date> day;  ///< of its check
    bool retakes = false;
    std::string only_part = {};  ///< the id under which results are kept: a check of one part is that part

    [[nodiscard]] const std::string& kept_as() const { return only_part.empty() ? id : only_part; }
};

struct ResultsChange {
    enum class Kind : std::uint8_t { added, corrected, unchanged };
    Kind kind = Kind::added;
    Evidence evidence;               ///< of what is known already: as it is known
    std::optional<Evidence> before;  ///< what is corrected
};

/// What a file says, by day and time and then by line, each made when it is asked for: a file of a whole school is held
/// in some 150 bytes a row, its text included. Copies share it.
class ResultsChanges {
public:
    class Iterator;
    ResultsChanges() = default;
    explicit ResultsChanges(std::shared_ptr<const struct ResultRows> rows);

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// Which of `size()`.
    [[nodiscard]] ResultsChange operator[](std::size_t at) const;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

private:
    std::shared_ptr<const ResultRows> rows_;
};

class ResultsChanges::Iterator {
public:
    using value_type = ResultsChange;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const ResultsChanges& changes, std::size_t at) : changes_(&changes), at_(at) {}

    ResultsChange operator*() const { return (*changes_)[at_]; }
    Iterator& operator++() {
        ++at_;
        return *this;
    }
    Iterator operator++(int) {
        auto before = *this;
        ++at_;
        return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

private:
    const ResultsChanges* changes_ = nullptr;
    std::size_t at_ = 0;
};
inline ResultsChanges::Iterator ResultsChanges::begin() const {
    return {*this, 0};
}
inline ResultsChanges::Iterator ResultsChanges::end() const {
    return {*this, size()};
}

struct ResultsPlan {
    std::string format;  ///< "long-results" or "check-sheet"
    std::string encoding;
    ResultsChanges changes;
    std::vector<RefusedRow> refused;
    std::vector<std::string> ignored_columns;
    std::vector<RefusedRow> skipped;           ///< rows that are no data
    std::vector<RepeatedRow> repeated;         ///< rows that say what a row above says: counted once
    std::vector<std::string> unmapped;         ///< targets in the file that neither class file nor mapping knows
    std::vector<std::string> without_maximum;  ///< targets whose scores are kept and count once a maximum is known
    std::vector<StudentAlias> aliases;         ///< ids of other systems that the file tells of students
    int blank = 0;                             ///< cells that record nothing
    int undated = 0;                           ///< rows that took `default_day`
};

struct ResultsOptions {
    std::optional<Date> date;  ///< --date, for rows without a date of their own or their check's
    Date today{};
    std::optional<Date> term_starts;                          ///< evidence before it is refused
    text::DateOrder date_order = text::DateOrder::ambiguous;  ///< --date-order, where the file leaves it open
    std::optional<std::string> item;          ///< --item, what a file with one score for each student is about
    std::optional<double> maximum;            ///< --maximum, where neither file nor class file says it
    std::span<const ResultMapping> mappings;  ///< in force
    ReadOptions read = {};
    /// Students who may take a check again, with the ids of the check and its items, and from which day on: a score of
    /// another day is another attempt. One without a day that was not said before is of the retake once that day has
    /// come, whatever the day of the check.
    std::map<std::pair<StudentId, std::string>, Date> retakes = {};
    /// Where credit for earlier work comes from: such evidence may lie before the term, and names it as its source.
    std::string prior = {};
};

/// Reads results in any of the formats, or a long CSV (student; item, skill or check; score; maximum; date; without an
/// item it is about --item or the name of the file), or a sheet (one column for each item, titled with its id or with a
/// title that is mapped). Students by the ids of other systems, slug, school id, e-mail, or exact name when only one
/// has it and the row has no id; unknown ones are refused with the nearest right one, never created, and so is an id
/// beside somebody else's name (`by_id`). Scores over their maximum, dates that do not exist or lie after today,
/// unknown words are refused, that cell alone. A score of a system's export that has no maximum is kept without. Throws
/// Error (failed) when a file brings other scores than one of the same name before, for most students: it is rather
/// about something else.
[[nodiscard]] ResultsPlan plan_results_import(InputFile file, const std::vector<Student>& roster,
                                              const std::vector<Evidence>& known,
                                              const std::vector<KnownTarget>& targets, const ResultsOptions& options);

}  // namespace waymark::classroom
