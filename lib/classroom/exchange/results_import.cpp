#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "table.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using text::match_key;

bool names_somebody(const std::map<Role, std::size_t>& columns) {
    return columns.contains(Role::student) || columns.contains(Role::school_id) || columns.contains(Role::email) ||
           (columns.contains(Role::given) && columns.contains(Role::family));
}

/// Students by everything a row may call them.
class StudentIndex {
public:
    explicit StudentIndex(const std::vector<Student>& roster) : roster_(roster) {
        for (std::size_t at = 0; at < roster.size(); ++at) {
            const auto& one = roster[at];
            // A set for each word: the same student under two equal words is still one.
            std::set<std::string> words{
                match_key(one.slug), match_key(one.display_name()), match_key(one.given + " " + one.family),
                match_key(one.family + ", " + one.given), match_key(one.family + " " + one.given)};
            if (!one.school_id.empty()) words.insert(match_key(one.school_id));
            if (!one.email.empty()) words.insert(match_key(one.email));
            for (const auto& word : words) by_word_[word].push_back(at);
            names_.push_back(one.slug);
        }
        for (const auto& one : roster) names_.push_back(one.display_name());
    }

    /// The one student called so; otherwise nothing, and why in `reason`.
    const Student* find(const std::string& typed, std::string& reason) const {
        const auto found = by_word_.find(match_key(typed));
        if (found == by_word_.end()) {
            const auto near = text::nearest(typed, names_);
            reason = near.empty() ? fmt::format("no student \"{}\" on the roster", typed)
                                  : fmt::format("no student \"{}\" on the roster; did you mean {}?", typed, near);
            return nullptr;
        }
        if (found->second.size() > 1) {
            std::string slugs;
            for (const auto at : found->second) slugs += (slugs.empty() ? "" : ", ") + roster_[at].slug;
            reason = fmt::format("\"{}\" could be {}", typed, slugs);
            return nullptr;
        }
        return &roster_[found->second.front()];
    }

private:
    const std::vector<Student>& roster_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
    std::vector<std::string> names_;
};

/// One score of the file, understood.
struct Entry {
    Evidence evidence;
    const KnownTarget* target = nullptr;  ///< nothing: the class file does not know it
    bool dated = false;
    bool refused = false;

    /// Skills are observed again and again; an item keeps one score, or one a day when it may be taken again.
    [[nodiscard]] bool many() const { return target == nullptr || !target->maximum || target->retakes; }
    [[nodiscard]] bool same_result(const Evidence& other) const {
        return evidence.state == other.state && evidence.score == other.score && evidence.maximum == other.maximum;
    }
};

class ResultsImport {
public:
    ResultsImport(const InputFile& file, const std::vector<Student>& roster, const std::vector<Evidence>& known,
                  const std::vector<KnownTarget>& targets, const ResultsOptions& options)
        : table_(read_table(file, names_somebody, "column that says whose results these are (student)")),
          students_(roster),
          known_(known),
          targets_(targets),
          options_(options) {
        for (const auto& target : targets_) {
            by_id_.emplace(match_key(target.id), &target);
            ids_.push_back(target.id);
        }
        for (const auto& target : targets_) by_id_.emplace(match_key(target.title), &target);
        plan_.encoding = table_.encoding;
        plan_.refused = table_.refused;
    }

    ResultsPlan plan() {
        const bool has_target = table_.has(Role::item) || table_.has(Role::skill);
        find_decimal_mark();
        if (has_target && table_.has(Role::score)) {
            plan_.format = "long-results";
            read_long();
        } else {
            plan_.format = "check-sheet";
            read_sheet();
        }
        compare();
        std::ranges::stable_sort(plan_.refused, {}, &RefusedRow::line);
        return std::move(plan_);
    }

private:
    void refuse(int line, std::string reason) { plan_.refused.push_back({table_.file, line, std::move(reason)}); }

    /// One decimal mark a file: a comma before other than three digits can only be a decimal comma.
    void find_decimal_mark() {
        for (const auto& row : table_.rows) {
            for (const auto& cell : row.cells) {
                const auto comma = cell.find(',');
                if (comma == std::string::npos || comma == 0 ||
                    cell.find_first_not_of("0123456789,") != std::string::npos)
                    continue;
                const auto behind = cell.size() - comma - 1;
                if (cell.find(',', comma + 1) == std::string::npos && behind > 0 && behind != 3) decimal_comma_ = true;
            }
        }
    }

    const Student* student_of(const Row& row) {
        std::string typed, reason;
        for (const auto role : {Role::school_id, Role::email, Role::student}) {
            const auto& cell = table_.cell(row, role);
            if (cell.empty()) continue;
            if (const auto* student = students_.find(cell, reason)) return student;
            if (typed.empty()) typed = cell;
        }
        if (typed.empty() && !table_.cell(row, Role::family).empty()) {
            typed = table_.cell(row, Role::family) + ", " + table_.cell(row, Role::given);
            if (const auto* student = students_.find(typed, reason)) return student;
        }
        refuse(row.line, typed.empty() ? "the row names no student" : reason);
        return nullptr;
    }

    const KnownTarget* known_target(const std::string& typed) const {
        const auto found = by_id_.find(match_key(typed));
        return found == by_id_.end() ? nullptr : found->second;
    }

    /// Fills state, score and maximum; false (and refused) when the cell makes no sense.
    bool read_cell(Entry& entry, const std::string& cell, const std::string& maximum_cell, const std::string& what) {
        const int line = entry.evidence.source_line;
        const auto score = read_score(cell, decimal_comma_);
        if (!score) {
            refuse(line, fmt::format("\"{}\" is no score{}", cell, what));
            return false;
        }
        entry.evidence.raw = cell;
        entry.evidence.state = score->state;
        if (score->state != EvidenceState::scored) return true;
        entry.evidence.score = score->score;
        entry.evidence.maximum = score->maximum;
        if (!maximum_cell.empty() && !score->maximum) {
            const auto maximum = read_score(maximum_cell, decimal_comma_);
            if (!maximum || !maximum->score || *maximum->score <= 0) {
                refuse(line, fmt::format("\"{}\" is no maximum", maximum_cell));
                return false;
            }
            entry.evidence.maximum = maximum->score;
        }
        if (!entry.evidence.maximum && entry.target != nullptr) entry.evidence.maximum = entry.target->maximum;
        if (!entry.evidence.maximum && *score->score <= 1.0) entry.evidence.maximum = 1.0;
        if (!entry.evidence.maximum) {
            refuse(line, fmt::format("{} has no maximum here{}; write it as {}/4, or add a column maximum", cell, what,
                                     cell));
            return false;
        }
        if (*score->score > *entry.evidence.maximum) {
            refuse(line, fmt::format("the score {:g} is over the maximum of {:g}{}", *score->score,
                                     *entry.evidence.maximum, what));
            return false;
        }
        return true;
    }

    bool take_day(Entry& entry, const std::string& cell, text::DateOrder order) {
        const int line = entry.evidence.source_line;
        if (cell.empty()) {
            take_default_day(entry);
            return true;
        }
        const auto day = text::parse_cell_date(cell, order);
        if (!day) {
            const bool ambiguous = order == text::DateOrder::ambiguous &&
                                   text::parse_cell_date(cell, text::DateOrder::day_first).has_value();
            refuse(line, ambiguous ? fmt::format("\"{}\" could be two days; write dates as 2026-11-24", cell)
                                   : fmt::format("there is no day \"{}\"", cell));
            return false;
        }
        if (*day > options_.today) {
            refuse(line, fmt::format("{} lies after today ({})", cell, text::iso_date(options_.today)));
            return false;
        }
        if (options_.term_starts && *day < *options_.term_starts) {
            refuse(line, fmt::format("{} lies before the term, which starts on {}", cell,
                                     text::iso_date(*options_.term_starts)));
            return false;
        }
        entry.evidence.happened_on = *day;
        entry.dated = true;
        return true;
    }

    void take_default_day(Entry& entry) {
        if (entry.target != nullptr && entry.target->day && *entry.target->day <= options_.today) {
            entry.evidence.happened_on = *entry.target->day;
        } else {
            entry.evidence.happened_on = options_.date.value_or(options_.today);
            undated_.insert(entries_.size());
        }
    }

    void note_unmapped(const std::string& target) {
        if (std::ranges::find(plan_.unmapped, target) == plan_.unmapped.end()) plan_.unmapped.push_back(target);
    }

    void read_long() {
        static const std::set<Role> used{Role::student, Role::given, Role::family, Role::school_id, Role::email,
                                         Role::item,    Role::skill, Role::score,  Role::maximum,   Role::date};
        for (std::size_t at = 0; at < table_.header.size(); ++at) {
            const auto role = role_of(table_.header[at]);
            if (!(role && used.contains(*role) && table_.columns.at(*role) == at) && !table_.header[at].empty()) {
                plan_.ignored_columns.push_back(table_.header[at]);
            }
        }
        std::vector<std::string> dates;
        for (const auto& row : table_.rows) dates.push_back(table_.cell(row, Role::date));
        const auto order = text::date_order(dates);
        for (const auto& row : table_.rows) {
            const auto& score = table_.cell(row, Role::score);
            const auto& item = table_.cell(row, Role::item);
            const bool by_skill = item.empty();
            const auto& typed = by_skill ? table_.cell(row, Role::skill) : item;
            const auto* student = student_of(row);
            if (student == nullptr) continue;
            if (typed.empty()) {
                refuse(row.line, "the row names no item or skill");
                continue;
            }
            if (const auto cell = read_score(score, decimal_comma_); cell && cell->blank) {
                ++plan_.blank;
                continue;
            }
            Entry entry;
            entry.target = known_target(typed);
            if (entry.target == nullptr && by_skill) {
                const auto near = text::nearest(typed, ids_);
                refuse(row.line,
                       near.empty() ? fmt::format("the class file has no skill \"{}\"", typed)
                                    : fmt::format("the class file has no skill \"{}\"; did you mean {}?", typed, near));
                continue;
            }
            entry.evidence.student = student->id;
            entry.evidence.target = entry.target != nullptr ? entry.target->id : typed;
            entry.evidence.source = base_name(table_.file);
            entry.evidence.source_line = row.line;
            if (!read_cell(entry, score, table_.cell(row, Role::maximum), "")) continue;
            if (!take_day(entry, table_.cell(row, Role::date), order)) continue;
            if (entry.target == nullptr) note_unmapped(typed);
            entries_.push_back(std::move(entry));
        }
    }

    /// "quiz-1-a (10)" and "quiz-1-a (/10)" as well as "quiz-1-a".
    const KnownTarget* target_of_header(const std::string& header) const {
        if (const auto* target = known_target(header)) return target;
        const auto open = header.rfind('(');
        return open == std::string::npos ? nullptr : known_target(text::trim(std::string_view(header).substr(0, open)));
    }

    void read_sheet() {
        std::vector<std::pair<std::size_t, const KnownTarget*>> columns;
        for (std::size_t at = 0; at < table_.header.size(); ++at) {
            const auto& header = table_.header[at];
            if (header.empty()) continue;
            const auto role = role_of(header);
            const bool about_student = role && table_.columns.at(*role) == at &&
                                       (*role == Role::student || *role == Role::given || *role == Role::family ||
                                        *role == Role::school_id || *role == Role::email);
            // A sheet has both the short name and the name of a student.
            const bool name_again = role == Role::student;
            const auto* target = about_student ? nullptr : target_of_header(header);
            if (target != nullptr) {
                columns.emplace_back(at, target);
            } else if (!about_student && !name_again && role != Role::date) {
                plan_.ignored_columns.push_back(header);
            }
        }
        if (columns.empty()) {
            throw Error(
                Error::Kind::failed,
                fmt::format("{} has neither columns item and score nor a column of a check or skill", table_.file),
                "waymark assess sheet CHECK writes a sheet to fill in");
        }
        std::vector<std::string> dates;
        for (const auto& row : table_.rows) dates.push_back(table_.cell(row, Role::date));
        const auto order = text::date_order(dates);
        for (const auto& [column, target] : columns) {
            const auto cell_of = [&, at = column](const Row& row) {
                return at < row.cells.size() ? row.cells[at] : std::string();
            };
            // A column nobody filled in is a check nobody took, not one that all missed.
            const bool taken = std::ranges::any_of(table_.rows, [&](const Row& row) { return !cell_of(row).empty(); });
            if (!taken) plan_.blank += static_cast<int>(table_.rows.size());
            if (!taken) continue;
            for (const auto& row : table_.rows) {
                if (unknown_lines_.contains(row.line)) continue;
                const auto* student = student_of(row);
                if (student == nullptr) {
                    unknown_lines_.insert(row.line);
                    continue;
                }
                Entry entry;
                entry.target = target;
                entry.evidence.student = student->id;
                entry.evidence.target = target->id;
                entry.evidence.source = base_name(table_.file);
                entry.evidence.source_line = row.line;
                const auto cell = cell_of(row);
                if (cell.empty()) {
                    entry.evidence.state = EvidenceState::missing;
                } else if (!read_cell(entry, cell, "", " in column " + table_.header[column])) {
                    continue;
                }
                if (cell == "-" || cell == "–" || cell == "—") {
                    ++plan_.blank;
                    continue;
                }
                if (!take_day(entry, table_.cell(row, Role::date), order)) continue;
                entries_.push_back(std::move(entry));
            }
        }
    }

    using Key = std::tuple<StudentId, std::string, Date>;

    static Key key_of(const Evidence& evidence, bool by_day) {
        return {evidence.student, evidence.target, by_day ? evidence.happened_on : Date{}};
    }

    /// Two rows for one thing: agreeing ones count once, disagreeing ones are both refused.
    void refuse_disagreeing() {
        std::map<Key, std::vector<std::size_t>> groups;
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            groups[key_of(entries_[at].evidence, entries_[at].many())].push_back(at);
        }
        for (const auto& [key, rows] : groups) {
            if (rows.size() < 2) continue;
            auto& first = entries_[rows.front()];
            const bool agree =
                std::ranges::all_of(rows, [&](std::size_t at) { return first.same_result(entries_[at].evidence); });
            for (std::size_t at = agree ? 1 : 0; at < rows.size(); ++at) {
                auto& entry = entries_[rows[at]];
                entry.refused = true;
                if (agree) continue;
                const auto& other = entries_[rows[at == 0 ? 1 : 0]].evidence;
                const auto keeps_one =
                    entry.many() ? std::string() : "; the check keeps one score (new_score: retake keeps all)";
                refuse(entry.evidence.source_line,
                       fmt::format("{} says {} here and {} on line {}{}", entry.evidence.target, entry.evidence.raw,
                                   other.raw, other.source_line, keeps_one));
            }
        }
    }

    void compare() {
        refuse_disagreeing();
        std::map<Key, const Evidence*> by_day, by_target;
        std::map<Key, int> attempts;
        for (const auto& one : known_) {
            by_day[key_of(one, true)] = &one;
            by_target[key_of(one, false)] = &one;
            auto& most = attempts[key_of(one, false)];
            most = std::max(most, one.attempt);
        }
        std::vector<std::size_t> order;
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            if (!entries_[at].refused) order.push_back(at);
        }
        std::ranges::stable_sort(order, {}, [&](std::size_t at) { return entries_[at].evidence.happened_on; });
        for (const auto at : order) {
            auto& entry = entries_[at];
            auto& evidence = entry.evidence;
            const auto& index = entry.many() ? by_day : by_target;
            const auto found = index.find(key_of(evidence, entry.many()));
            const Evidence* before = found == index.end() ? nullptr : found->second;
            if (before == nullptr && !entry.dated && evidence.source != "typed") {
                // The same undated file on a later day is no new observation.
                const auto last = by_target.find(key_of(evidence, false));
                if (last != by_target.end() && last->second->source == evidence.source &&
                    last->second->source_line == evidence.source_line) {
                    before = last->second;
                }
            }
            ResultsChange change{.kind = ResultsChange::Kind::added, .evidence = evidence};
            if (before != nullptr) {
                if (entry.same_result(*before) && (!entry.dated || evidence.happened_on == before->happened_on)) {
                    change.kind = ResultsChange::Kind::unchanged;
                } else {
                    change.kind = ResultsChange::Kind::corrected;
                    change.evidence.corrects = before->id;
                    change.evidence.attempt = before->attempt;
                    if (!entry.dated && undated_.contains(at) && !options_.date) {
                        change.evidence.happened_on = before->happened_on;
                        undated_.erase(at);
                    }
                }
            } else if (entry.target != nullptr && entry.target->retakes) {
                change.evidence.attempt = ++attempts[key_of(evidence, false)];
            }
            if (change.kind != ResultsChange::Kind::unchanged && undated_.contains(at)) ++plan_.undated;
            plan_.changes.push_back(std::move(change));
        }
    }

    Table table_;
    StudentIndex students_;
    const std::vector<Evidence>& known_;
    const std::vector<KnownTarget>& targets_;
    const ResultsOptions& options_;
    std::unordered_map<std::string, const KnownTarget*> by_id_;
    std::vector<std::string> ids_;
    ResultsPlan plan_;
    std::vector<Entry> entries_;
    std::set<std::size_t> undated_;
    std::set<int> unknown_lines_;
    bool decimal_comma_ = false;
};

}  // namespace

ResultsPlan plan_results_import(const InputFile& file, const std::vector<Student>& roster,
                                const std::vector<Evidence>& known, const std::vector<KnownTarget>& targets,
                                const ResultsOptions& options) {
    return ResultsImport(file, roster, known, targets, options).plan();
}

}  // namespace waymark::classroom
