#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "headers.hpp"
#include "pattern.hpp"
#include "people.hpp"
#include "result_days.hpp"
#include "result_entry.hpp"
#include "result_targets.hpp"
#include "row_owners.hpp"
#include "scores.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using text::match_key;

constexpr double kMostExtraCredit = 5;  ///< times the maximum; more is a slip or a decimal mark read wrongly

/// "Student SIS ID", "District_StateID": numbers, and no scores.
bool is_identifier(std::string_view title) {
    const auto header = header_cell(title);
    const auto& columns = check_sheet().tables.front().columns;
    for (const auto role : {Role::school_id, Role::email}) {
        const auto names = columns.find(role);
        if (names == columns.end()) continue;
        if (std::ranges::find(names->second, header.key) != names->second.end()) return true;
    }
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto& text = header.text;
    if (text.size() < 2) return false;
    const auto last = text.substr(text.size() - 2);
    if (last != "ID" && last != "Id" && last != "id") return false;
    // A word of its own, or after a small letter: "Grid" and "GRID" are something else.
    const char before = text.size() > 2 ? text[text.size() - 3] : ' ';
    return !is_letter(before) || (last != "id" && before >= 'a');
}

class ResultsImport {
public:
    ResultsImport(InputFile file, const std::vector<Student>& roster, const std::vector<Evidence>& known,
                  const std::vector<KnownTarget>& targets, const ResultsOptions& options)
        : recognised_(recognise(std::move(file), options.read, Purpose::results)),
          scores_(recognised_, options.item, plan_.refused),
          table_(scores_.main()),
          known_(known),
          options_(options),
          by_hand_(recognised_.format == &long_results() || recognised_.format == &check_sheet()),
          owners_(roster, scores_, options.read, by_hand_, plan_.refused, plan_.skipped),
          targets_(targets, options.mappings, known),
          days_(recognised_, options.date_order) {
        plan_.format = recognised_.format->id;
        plan_.encoding = table_.encoding;
        for (const auto& table : recognised_.tables) {
            plan_.refused.insert(plan_.refused.end(), table.refused.begin(), table.refused.end());
        }
        plan_.skipped = table_.skipped;
    }

    ResultsPlan plan() {
        if (recognised_.format == &check_sheet()) {
            note_sheet_columns();
        } else {
            plan_.ignored_columns = table_.columns.ignored;
        }
        rows_.source = options_.prior.empty() ? base_name(table_.file) : "prior credit: " + options_.prior;
        rows_.entries.reserve(table_.rows.size() * std::max<std::size_t>(table_.columns.items.size(), 1));
        scores_.each([&](const ScoreRow& score) { read(score); });
        plan_.aliases = owners_.take_aliases();
        const ResultsFile file{table_.file, scores_.item(), by_hand_};
        // What the cells said is in the entries: of a large file the text alone goes on.
        for (auto& table : recognised_.tables) {
            std::exchange(table.rows, {});
            table.text.forget_records();
            rows_.texts.push_back(std::move(table.text));
        }
        compare_results(std::move(rows_), known_, file, options_, plan_);
        std::ranges::stable_sort(plan_.refused, {}, &RefusedRow::line);
        return std::move(plan_);
    }

private:
    void refuse(int line, std::string reason, std::string hint = {}) {
        plan_.refused.push_back({table_.file, line, std::move(reason), std::move(hint)});
    }

    /// Columns of a sheet that count: of items the class file knows, of titles that are mapped or name their skills,
    /// and beside such ones every other column of scores. Anything may stand in what a teacher keeps by hand.
    void note_sheet_columns() {
        bool any = false;
        std::vector<const Columns::Item*> unknown;
        for (const auto& item : table_.columns.items) {
            const bool own = targets_.is_own(item.title);
            if (!own && !targets_.is_about_something(item.title)) {
                unknown.push_back(&item);
                continue;
            }
            any = true;
            const bool taken =
                std::ranges::any_of(table_.rows, [&](const Row& row) { return !Table::cell(row, item.at).empty(); });
            // A column nobody filled in is a check nobody took, not one that all missed.
            if (!taken) {
                plan_.blank += static_cast<int>(table_.rows.size());
            } else {
                (own ? own_columns_ : titled_columns_).insert(item.title);
            }
        }
        std::vector<std::string> candidates;
        for (const auto* item : unknown) {
            if (is_identifier(item->title) || !holds_scores(*item)) {
                plan_.ignored_columns.push_back(item->title);
                continue;
            }
            candidates.push_back(item->title);
            if (any) titled_columns_.insert(item->title);
        }
        for (const auto& header : table_.columns.ignored) plan_.ignored_columns.push_back(header);
        if (any) return;
        refuse_roster();
        if (!candidates.empty()) {
            throw Error(Error::Kind::failed,
                        fmt::format("{} has {} of scores, and nobody has said what they are about: {}", table_.file,
                                    candidates.size() == 1 ? "a column" : "columns", listed(candidates)),
                        fmt::format("say it of at least one: waymark assess import {} --map {}",
                                    text::shell_word(table_.file), text::shell_word(candidates.front() + "=SKILL")));
        }
        throw Error(
            Error::Kind::failed,
            fmt::format("{} has neither columns item and score nor a column of a check or skill", table_.file),
            "waymark assess sheet CHECK writes a sheet to fill in; an export of another system can be described "
            "in formats: of the class file");
    }

    /// Numbers, and beside them nothing but what a score may be.
    [[nodiscard]] bool holds_scores(const Columns::Item& item) const {
        bool any = false;
        for (const auto& row : table_.rows) {
            const auto said = read_score(Table::cell(row, item.at), scores_.decimal_comma());
            if (!said) return false;
            any = any || said->score.has_value();
        }
        return any;
    }

    /// People, and no number that could be a score.
    void refuse_roster() const {
        const auto holds_score = [&](const Columns::Item& item) {
            return std::ranges::any_of(table_.rows, [&](const Row& row) {
                const auto said = read_score(Table::cell(row, item.at), scores_.decimal_comma());
                return said && said->score;
            });
        };
        if (table_.has(Role::score) || std::ranges::any_of(table_.columns.items, holds_score)) return;
        throw Error(Error::Kind::failed, fmt::format("{} holds students and no results", table_.file),
                    fmt::format("waymark roster import {}", table_.file));
    }

    void read(const ScoreRow& score) {
        const int line = score.row->line;
        const bool titled = titled_columns_.contains(score.title);
        if (recognised_.format == &check_sheet() && !titled && !own_columns_.contains(score.title)) return;
        // What records nothing needs nobody to be known.
        const auto said = state_of(score, titled);
        if ((!by_hand_ || titled) && said && said->blank) {
            ++plan_.blank;
            return;
        }
        const auto* student = owners_.of(score);
        if (student == nullptr) return;
        if (score.title.empty()) {
            refuse(line, "the row names no item or skill");
            return;
        }
        if (said && said->blank) {
            ++plan_.blank;
            return;
        }
        auto& target = targets_.of(score);
        if (target.known == nullptr && score.is_skill) {
            const auto near = text::nearest(score.title, targets_.ids());
            refuse(line, near.empty()
                             ? fmt::format("the class file has no skill \"{}\"", score.title)
                             : fmt::format("the class file has no skill \"{}\"; did you mean {}?", score.title, near));
            return;
        }
        ResultEntry entry;
        entry.student = student->id;
        if (!target.number) target.number = rows_.number_of(target.stored);
        entry.target = *target.number;
        entry.known_target = target.known;
        entry.line = line;
        entry.once = !by_hand_ || titled;
        entry.by_file = score.titled_by_file;
        entry.attempt = table_.format->attempts;
        if (!take_score(entry, score, target, said, !by_hand_ || titled) || !take_day(entry, score.day)) return;
        take_retake(entry, target.stored);
        if (!target.mapped && !std::exchange(target.noted_unmapped, true)) note_unmapped_(target.stored);
        if (entry.has_score && !entry.has_maximum && !std::exchange(target.noted_without_maximum, true)) {
            note_without_maximum_(target.stored);
        }
        rows_.entries.push_back(entry);
    }

    /// Each title once, in the order of the file.
    struct Noted {
        std::vector<std::string>& words;
        std::unordered_set<std::string> seen = {};

        void operator()(const std::string& word) {
            if (seen.insert(word).second) words.push_back(word);
        }
    };

    /// What a cell says, with the word beside it that some systems have; nothing when it makes no sense.
    std::optional<ScoreCell> state_of(const ScoreRow& score, bool titled) const {
        auto said = read_score(score.score, scores_.decimal_comma());
        const auto& format = *table_.format;
        const auto meaning = [&](std::string_view cell) {
            return std::ranges::find_if(
                format.state, [key = match_key(cell)](const auto& one) { return match_key(one.first) == key; });
        };
        if (!said && !format.state.empty()) {
            // Some systems write the word where the score would be.
            const auto meant = meaning(score.score);
            if (meant != format.state.end() && meant->second != EvidenceState::scored) {
                return meant->second ? ScoreCell{.state = *meant->second} : ScoreCell{.blank = true};
            }
        }
        const auto& word = score.table->cell(*score.row, Role::state);
        if (!word.empty()) {
            const auto meant = meaning(word);
            if (meant != format.state.end() && meant->second) {
                const auto state = *meant->second;
                const bool settles = state == EvidenceState::excused || state == EvidenceState::not_assigned;
                if (state != EvidenceState::scored && (settles || (said && said->blank))) {
                    return ScoreCell{.state = state};
                }
            } else if (meant == format.state.end() && said && said->blank) {
                if (auto read = read_score(word); read && !read->score) return read;
            }
        }
        const bool dash = !text::trim(score.score).empty();
        if (said && said->blank && !dash && !titled && format.blank) return ScoreCell{.state = *format.blank};
        return said;
    }

    /// Fills state, score and maximum; false (and refused) when the cell makes no sense.
    bool take_score(ResultEntry& entry, const ScoreRow& score, const ResultTarget& target,
                    const std::optional<ScoreCell>& said, bool may_lack_maximum) {
        const auto what = score.is_column ? fmt::format(" in column {}", score.column) : std::string();
        if (!said) {
            refuse(entry.line, fmt::format("\"{}\" is no score{}", score.score, what),
                   fmt::format("it can be {}", kScoreWords));
            return false;
        }
        const auto word = score.table->cell(*score.row, Role::state);
        entry.raw = score.score.empty() && said->state != EvidenceState::scored ? word : score.score;
        entry.state = said->state;
        if (said->state != EvidenceState::scored || !said->score) return true;
        const double points = *said->score;
        auto maximum = said->maximum;
        bool sure = maximum.has_value();
        if (!score.maximum.empty() && !maximum) {
            const auto read = read_score(score.maximum, scores_.decimal_comma());
            if (!read || !read->score || *read->score <= 0) {
                refuse(entry.line, fmt::format("\"{}\" is no maximum", score.maximum));
                return false;
            }
            maximum = read->score;
            sure = true;
        }
        if (!maximum && score.known_maximum) {
            maximum = score.known_maximum;
            sure = true;
        }
        if (!maximum) maximum = target.maximum;
        if (!maximum) maximum = options_.maximum;
        if (may_lack_maximum) {
            // More than all points is extra credit where the system itself knows the maximum; else they do not fit.
            if (!sure && maximum && points > *maximum) maximum.reset();
            if (maximum && points > kMostExtraCredit * *maximum) {
                refuse(entry.line,
                       fmt::format("the score {:g} is far over the maximum of {:g}{}", points, *maximum, what));
                return false;
            }
        } else {
            if (!maximum && points <= 1.0) maximum = 1.0;
            if (!maximum) {
                refuse(entry.line, fmt::format("{} has no maximum here{}; write it as {}/4, or add a column maximum",
                                               score.score, what, score.score));
                return false;
            }
            if (points > *maximum) {
                refuse(entry.line, fmt::format("the score {:g} is over the maximum of {:g}{}", points, *maximum, what));
                return false;
            }
        }
        entry.has_score = true;
        entry.score = points;
        entry.has_maximum = maximum.has_value();
        entry.maximum = maximum.value_or(0);
        return true;
    }

    bool take_day(ResultEntry& entry, std::string_view cell) {
        const int line = entry.line;
        if (cell.empty() || cell == "-") {
            take_default_day(entry);
            return true;
        }
        const auto day = days_.of(cell);
        if (!day) {
            refuse(line, days_.is_ambiguous(cell)
                             ? fmt::format("\"{}\" could be two days; add --date-order day or month, or write "
                                           "dates as 2026-11-24",
                                           cell)
                             : fmt::format("there is no day \"{}\"", cell));
            return false;
        }
        if (*day > options_.today) {
            refuse(line, fmt::format("{} lies after today ({})", cell, text::iso_date(options_.today)));
            return false;
        }
        if (options_.prior.empty() && options_.term_starts && *day < *options_.term_starts) {
            refuse(line, fmt::format("{} lies before the term, which starts on {}", cell,
                                     text::iso_date(*options_.term_starts)));
            return false;
        }
        entry.happened_on = *day;
        entry.dated = true;
        if (entry.attempt) entry.time = time_of(cell);
        return true;
    }

    void take_default_day(ResultEntry& entry) {
        const auto* target = entry.known_target;
        if (target != nullptr && target->day && *target->day <= options_.today) {
            entry.happened_on = *target->day;
        } else {
            entry.happened_on = options_.date.value_or(options_.today);
            entry.undated = true;
        }
    }

    /// Who takes a check again does so on its day or later, though the check itself was another day.
    void take_retake(ResultEntry& entry, const std::string& target) {
        if (options_.retakes.empty()) return;
        const auto allowed = options_.retakes.find({entry.student, target});
        if (allowed == options_.retakes.end()) return;
        entry.retake = true;
        const auto day = options_.date.value_or(options_.today);
        if (entry.dated || day < allowed->second) return;
        entry.happened_on = day;
        entry.undated = true;
        entry.again = true;
    }

    Recognised recognised_;
    ResultsPlan plan_;
    Scores scores_;
    const Table& table_;
    const std::vector<Evidence>& known_;
    const ResultsOptions& options_;
    bool by_hand_;
    RowOwners owners_;
    ResultTargets targets_;
    ResultDays days_;
    std::set<std::string, std::less<>> own_columns_;     ///< of a sheet, titled with what the class file knows
    std::set<std::string, std::less<>> titled_columns_;  ///< of a sheet, kept under their titles
    Noted note_unmapped_{plan_.unmapped};
    Noted note_without_maximum_{plan_.without_maximum};
    ResultRows rows_;
};

}  // namespace

ResultsPlan plan_results_import(InputFile file, const std::vector<Student>& roster, const std::vector<Evidence>& known,
                                const std::vector<KnownTarget>& targets, const ResultsOptions& options) {
    return ResultsImport(std::move(file), roster, known, targets, options).plan();
}

}  // namespace waymark::classroom
