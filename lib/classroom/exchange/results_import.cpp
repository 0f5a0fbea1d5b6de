#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "headers.hpp"
#include "people.hpp"
#include "scores.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/mapping.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using text::match_key;

/// What a title is about, as far as it is known.
struct Target {
    const KnownTarget* known = nullptr;  ///< of the class file
    std::string stored;                  ///< what the evidence keeps
    std::optional<double> maximum;       ///< of the class file or the mapping
    bool mapped = false;
};

/// One score of the file, understood.
struct Entry {
    Evidence evidence;
    const KnownTarget* target = nullptr;  ///< nothing: the class file does not know it
    bool dated = false;
    bool refused = false;
    bool by_file = false;  ///< what it is about is the name of the file
    bool once = false;     ///< a system's export keeps one score for each student and item
    bool attempt = false;  ///< one of several attempts, told apart by their times
    int time = 0;          ///< seconds of its day
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

/// "7 September 2026  8:11 PM" -> seconds since midnight; 0 without a time.
int time_of(std::string_view cell) {
    const auto colon = cell.find(':');
    if (colon == std::string_view::npos || colon == 0) return 0;
    auto start = colon;
    while (start > 0 && cell[start - 1] >= '0' && cell[start - 1] <= '9' && colon - start < 2) --start;
    int parts[3] = {0, 0, 0};
    std::size_t part = 0;
    for (auto at = start; at < cell.size() && part < 3; ++at) {
        if (cell[at] >= '0' && cell[at] <= '9') {
            parts[part] = std::min(parts[part] * 10 + (cell[at] - '0'), 86400);
        } else if (cell[at] == ':') {
            ++part;
        } else {
            break;
        }
    }
    const auto key = match_key(cell.substr(colon));
    const bool evening = key.find("pm") != std::string::npos, morning = key.find("am") != std::string::npos;
    if (evening && parts[0] < 12) parts[0] += 12;
    if (morning && parts[0] == 12) parts[0] = 0;
    return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

class ResultsImport {
public:
    ResultsImport(const InputFile& file, const std::vector<Student>& roster, const std::vector<Evidence>& known,
                  const std::vector<KnownTarget>& targets, const ResultsOptions& options)
        : recognised_(recognise(file, options.read, Purpose::results)),
          scores_(recognised_, options.item, plan_.refused),
          table_(scores_.main()),
          students_(roster, options.read.aliases),
          known_(known),
          targets_(targets),
          options_(options),
          mappings_(options.mappings),
          by_hand_(recognised_.format == &long_results() || recognised_.format == &check_sheet()) {
        for (const auto& target : targets_) {
            by_id_.emplace(match_key(target.id), &target);
            ids_.push_back(target.id);
        }
        for (const auto& target : targets_) by_id_.emplace(match_key(target.title), &target);
        plan_.format = recognised_.format->id;
        plan_.encoding = table_.encoding;
        for (const auto& table : recognised_.tables) {
            plan_.refused.insert(plan_.refused.end(), table.refused.begin(), table.refused.end());
        }
        plan_.skipped = table_.skipped;
    }

    ResultsPlan plan() {
        find_decimal_mark();
        find_date_order();
        if (recognised_.format == &check_sheet()) {
            note_sheet_columns();
        } else {
            plan_.ignored_columns = table_.columns.ignored;
        }
        scores_.each([&](const ScoreRow& score) { read(score); });
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
                if (cell.find(',', comma + 1) == std::string::npos && behind > 0 && behind != 3) {
                    decimal_comma_ = true;
                    return;
                }
            }
        }
    }

    void find_date_order() {
        std::vector<std::string> dates;
        std::unordered_set<std::string_view> seen;
        for (const auto& row : table_.rows) {
            const auto& cell = table_.cell(row, Role::date);
            if (seen.insert(cell).second) dates.push_back(cell);
        }
        for (const auto& cell : table_.days) dates.push_back(cell);
        if (const auto* items = recognised_.find(TableFormat::Holds::items)) {
            for (const auto& row : items->rows) dates.push_back(items->cell(row, Role::date));
        }
        order_ = text::date_order(dates);
        if (order_ == text::DateOrder::ambiguous && table_.format->dates) order_ = *table_.format->dates;
        if (options_.date_order != text::DateOrder::ambiguous) order_ = options_.date_order;
    }

    /// Columns of a sheet that count: of items the class file knows, of titles that are mapped or name their skills,
    /// and beside such ones every other column of scores. Anything may stand in what a teacher keeps by hand.
    void note_sheet_columns() {
        bool any = false;
        std::vector<const Columns::Item*> unknown;
        for (const auto& item : table_.columns.items) {
            const bool own = target_of_header(item.title) != nullptr && mappings_.find(item.title) == nullptr;
            if (!own && !is_about_something(item.title)) {
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
            if (!holds_scores(*item)) {
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

    [[nodiscard]] bool is_about_something(const std::string& title) const {
        if (mappings_.find(title) != nullptr) return true;
        const auto ids = bracketed_ids(title);
        return !ids.empty() &&
               std::ranges::all_of(ids, [&](const std::string& id) { return known_target(id) != nullptr; });
    }

    /// Numbers, and beside them nothing but what a score may be.
    [[nodiscard]] bool holds_scores(const Columns::Item& item) const {
        bool any = false;
        for (const auto& row : table_.rows) {
            const auto said = read_score(Table::cell(row, item.at), decimal_comma_);
            if (!said) return false;
            any = any || said->score.has_value();
        }
        return any;
    }

    /// People, and no number that could be a score.
    void refuse_roster() const {
        const auto holds_score = [&](const Columns::Item& item) {
            return std::ranges::any_of(table_.rows, [&](const Row& row) {
                const auto said = read_score(Table::cell(row, item.at), decimal_comma_);
                return said && said->score;
            });
        };
        if (table_.has(Role::score) || std::ranges::any_of(table_.columns.items, holds_score)) return;
        throw Error(Error::Kind::failed, fmt::format("{} holds students and no results", table_.file),
                    fmt::format("waymark roster import {}", table_.file));
    }

    struct Found {
        const Student* student = nullptr;
        std::string reason;
    };

    /// The cells that say who a row is about, as one key.
    void identity_cells(const ScoreRow& score, std::string& key) const {
        const auto& table = *score.table;
        key.clear();
        for (const auto role :
             {Role::student, Role::given, Role::family, Role::school_id, Role::email, Role::person_key}) {
            key += table.cell(*score.row, role);
            key += '\n';
        }
        for (const auto& id : table.columns.ids) {
            key += Table::cell(*score.row, id.at);
            key += '\n';
        }
    }

    const Student* student_of(const ScoreRow& score) {
        identity_cells(score, identity_);
        auto known = found_.find(identity_);
        if (known == found_.end()) known = found_.emplace(identity_, look_up(score)).first;
        const auto& found = known->second;
        if (found.student != nullptr) return found.student;
        if (refused_lines_.insert(score.row->line).second) refuse(score.row->line, found.reason);
        return nullptr;
    }

    Found look_up(const ScoreRow& score) {
        const auto who = scores_.who(score);
        const auto hits = students_.hits(who);
        std::string reason;
        if (!hits.empty()) {
            const auto at = hits.front().student;
            const auto other = std::ranges::find_if(hits, [&](const auto& hit) { return hit.student != at; });
            if (other != hits.end()) {
                reason = fmt::format("{} belongs to {}, {} to {}", hits.front().what, students_.student(at).slug,
                                     other->what, students_.student(other->student).slug);
                return asked(score, who, reason, {at, other->student});
            }
            if (hits.front().weak && students_.has_other_id(at, who, reason)) {
                return asked(score, who, fmt::format("{} belongs to {}", hits.front().what, reason), {at});
            }
            return taken(at, who);
        }
        for (const auto& typed : {who.school_id, who.email}) {
            // Where people keep a list by hand, any column may hold any name.
            const auto called = by_hand_ && !typed.empty() ? students_.called(typed) : std::vector<std::size_t>();
            if (called.size() == 1) return taken(called.front(), who);
        }
        if (by_hand_ && !who.typed.empty() && !who.has_ids()) return called(score, who, who.typed);
        const auto name = who.name.family.empty() ? who.name.given : who.name.family + ", " + who.name.given;
        if (name.empty() && !who.has_ids()) return {nullptr, "the row names no student"};
        if (!who.has_ids()) return called(score, who, name);
        return proposed(score, who, name);
    }

    /// Nothing but a name, or a short name: it counts when it can only mean one.
    Found called(const ScoreRow& score, const Identity& who, const std::string& typed) {
        const auto called = students_.called(typed);
        if (called.size() == 1) return taken(called.front(), who);
        if (called.empty()) {
            const auto near = students_.nearest(typed);
            const auto reason = near.empty()
                                    ? fmt::format("no student \"{}\" on the roster", typed)
                                    : fmt::format("no student \"{}\" on the roster; did you mean {}?", typed, near);
            return near.empty() ? Found{nullptr, reason} : asked(score, who, reason, students_.called(near));
        }
        std::vector<std::string> slugs;
        for (const auto at : called) slugs.push_back(students_.student(at).slug);
        return asked(score, who, fmt::format("\"{}\" could be {}", typed, listed(slugs)), called);
    }

    /// Ids that nobody is known by, and a name that may be somebody's: the teacher says whether it is.
    Found proposed(const ScoreRow& score, const Identity& who, const std::string& name) {
        const auto id = !who.ids.empty() ? who.ids.front().value : !who.school_id.empty() ? who.school_id : who.email;
        std::vector<std::size_t> possible;
        std::string ignored;
        for (const auto at : students_.called(name)) {
            if (!students_.has_other_id(at, who, ignored)) possible.push_back(at);
        }
        if (possible.size() == 1 && options_.read.by_name) return taken(possible.front(), who);
        if (possible.empty()) {
            const auto typed = by_hand_ || name.empty() ? id : fmt::format("{} ({})", name, id);
            const auto near = students_.nearest(by_hand_ || name.empty() ? id : name);
            if (const auto named = students_.called(name); named.size() == 1) {
                // Of this name and known by another id: perhaps somebody else.
                const auto& slug = students_.student(named.front()).slug;
                return {nullptr,
                        fmt::format("no student \"{}\" on the roster; {} is called so and has another id; if it "
                                    "is the same person: {}",
                                    typed, slug, alias_command(slug, who))};
            }
            return {nullptr, near.empty()
                                 ? fmt::format("no student \"{}\" on the roster", typed)
                                 : fmt::format("no student \"{}\" on the roster; did you mean {}?", typed, near)};
        }
        std::vector<std::string> slugs;
        for (const auto at : possible) slugs.push_back(students_.student(at).slug);
        return asked(score, who,
                     fmt::format("{} could be {}, who is not known by {}; --by-name takes equal names for one person, "
                                 "and so does {}",
                                 name, listed(slugs), id,
                                 alias_command(slugs.size() == 1 ? slugs.front() : std::string("STUDENT"), who)),
                     possible);
    }

    Found taken(std::size_t at, const Identity& who) {
        const auto& student = students_.student(at);
        for (auto& alias : students_.new_ids(who)) {
            alias.student = student.id;
            note_alias(std::move(alias));
        }
        return {&student, {}};
    }

    /// An id that was told with a name the teacher agreed to is known from now on.
    void note_alias(StudentAlias alias) {
        if (std::ranges::find(plan_.aliases, alias) == plan_.aliases.end()) plan_.aliases.push_back(std::move(alias));
    }

    Found asked(const ScoreRow& score, const Identity& who, const std::string& reason,
                const std::vector<std::size_t>& possible) {
        if (!options_.read.ask) return {nullptr, reason};
        std::vector<std::string> answers;
        for (const auto at : possible) {
            answers.push_back(fmt::format("{}: {}", students_.student(at).slug, students_.student(at).display_name()));
        }
        const auto answer = options_.read.ask({table_.file, score.row->line, reason, std::move(answers)});
        if (!answer || *answer >= possible.size()) return {nullptr, reason};
        auto agreed = who;
        const auto& student = students_.student(possible[*answer]);
        // What the teacher said once is not asked again.
        if (!who.school_id.empty() && match_key(who.school_id) != match_key(student.school_id)) {
            agreed.ids.push_back({0, std::string(kSchoolSystem), who.school_id});
        }
        if (!who.email.empty() && match_key(who.email) != match_key(student.email)) {
            agreed.ids.push_back({0, std::string(kEmailSystem), who.email});
        }
        return taken(possible[*answer], agreed);
    }

    const KnownTarget* known_target(std::string_view typed) const {
        const auto found = by_id_.find(match_key(typed));
        return found == by_id_.end() ? nullptr : found->second;
    }

    /// "quiz-1-a (10)" and "quiz-1-a (/10)" as well as "quiz-1-a".
    const KnownTarget* target_of_header(std::string_view header) const {
        if (const auto* target = known_target(header)) return target;
        const auto open = header.rfind('(');
        return open == std::string::npos ? nullptr : known_target(text::trim(header.substr(0, open)));
    }

    const Target& target_of(const ScoreRow& score) {
        const auto found = titles_.find(std::string(score.title));
        if (found != titles_.end()) return found->second;
        return titles_.emplace(std::string(score.title), resolved(score)).first->second;
    }

    Target resolved(const ScoreRow& score) {
        Target target{.stored = std::string(score.title)};
        if (const auto* mapping = mappings_.find(score.title)) {
            target.mapped = true;
            target.maximum = mapping->maximum;
            if (mapping->targets.size() == 1) target.known = known_target(mapping->targets.front());
            if (!target.maximum && target.known != nullptr) target.maximum = target.known->maximum;
            return target;
        }
        target.known = score.is_column ? target_of_header(score.title) : known_target(score.title);
        if (target.known != nullptr) {
            target.mapped = true;
            target.maximum = target.known->maximum;
            target.stored = target.known->id;
            return target;
        }
        const auto ids = bracketed_ids(score.title);
        target.mapped = !ids.empty() &&
                        std::ranges::all_of(ids, [&](const std::string& id) { return known_target(id) != nullptr; });
        if (!score.id.empty()) target.stored = earlier_title(score);
        return target;
    }

    /// A system's number stays when the title changes: the item keeps the title it came with.
    std::string earlier_title(const ScoreRow& score) {
        const auto ending = fmt::format(" ({})", score.id);
        for (const auto& one : known_) {
            if (one.target.ends_with(ending)) return one.target;
        }
        return std::string(score.title);
    }

    void read(const ScoreRow& score) {
        const int line = score.row->line;
        const bool titled = titled_columns_.contains(std::string(score.title));
        if (recognised_.format == &check_sheet() && !titled && !own_columns_.contains(std::string(score.title))) return;
        // What records nothing needs nobody to be known.
        const auto said = state_of(score, titled);
        if ((!by_hand_ || titled) && said && said->blank) {
            ++plan_.blank;
            return;
        }
        const auto* student = student_of(score);
        if (student == nullptr) return;
        if (score.title.empty()) {
            refuse(line, "the row names no item or skill");
            return;
        }
        if (said && said->blank) {
            ++plan_.blank;
            return;
        }
        const auto& target = target_of(score);
        if (target.known == nullptr && score.is_skill) {
            const auto near = text::nearest(score.title, ids_);
            refuse(line, near.empty()
                             ? fmt::format("the class file has no skill \"{}\"", score.title)
                             : fmt::format("the class file has no skill \"{}\"; did you mean {}?", score.title, near));
            return;
        }
        Entry entry;
        entry.target = target.known;
        entry.once = !by_hand_ || titled;
        entry.by_file = score.titled_by_file;
        entry.attempt = table_.format->attempts;
        entry.evidence.student = student->id;
        entry.evidence.target = target.stored;
        entry.retake = options_.retakes.contains({student->id, target.stored});
        entry.evidence.source = options_.prior.empty() ? base_name(table_.file) : "prior credit: " + options_.prior;
        entry.evidence.source_line = line;
        if (!take_score(entry, score, target, said, !by_hand_ || titled) || !take_day(entry, score.day)) return;
        if (!target.mapped) note(plan_.unmapped, target.stored);
        if (entry.evidence.score && !entry.evidence.maximum) note(plan_.without_maximum, target.stored);
        entries_.push_back(std::move(entry));
    }

    static void note(std::vector<std::string>& words, const std::string& word) {
        if (std::ranges::find(words, word) == words.end()) words.push_back(word);
    }

    /// What a cell says, with the word beside it that some systems have; nothing when it makes no sense.
    std::optional<ScoreCell> state_of(const ScoreRow& score, bool titled) const {
        auto said = read_score(score.score, decimal_comma_);
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
    bool take_score(Entry& entry, const ScoreRow& score, const Target& target, const std::optional<ScoreCell>& said,
                    bool may_lack_maximum) {
        const int line = entry.evidence.source_line;
        const auto what = score.is_column ? fmt::format(" in column {}", score.column) : std::string();
        if (!said) {
            refuse(line, fmt::format("\"{}\" is no score{}", score.score, what));
            return false;
        }
        auto& evidence = entry.evidence;
        const auto& word = score.table->cell(*score.row, Role::state);
        evidence.raw = score.score.empty() && said->state != EvidenceState::scored ? word : std::string(score.score);
        evidence.state = said->state;
        if (said->state != EvidenceState::scored) return true;
        evidence.score = said->score;
        evidence.maximum = said->maximum;
        bool sure = said->maximum.has_value();
        if (!score.maximum.empty() && !evidence.maximum) {
            const auto maximum = read_score(score.maximum, decimal_comma_);
            if (!maximum || !maximum->score || *maximum->score <= 0) {
                refuse(line, fmt::format("\"{}\" is no maximum", score.maximum));
                return false;
            }
            evidence.maximum = maximum->score;
            sure = true;
        }
        if (!evidence.maximum && score.known_maximum) {
            evidence.maximum = score.known_maximum;
            sure = true;
        }
        if (!evidence.maximum) evidence.maximum = target.maximum;
        if (!evidence.maximum) evidence.maximum = options_.maximum;
        if (may_lack_maximum) {
            // More than all points is extra credit where the system itself knows the maximum; else they do not fit.
            if (!sure && evidence.maximum && *evidence.score > *evidence.maximum) evidence.maximum.reset();
            return true;
        }
        if (!evidence.maximum && *evidence.score <= 1.0) evidence.maximum = 1.0;
        if (!evidence.maximum) {
            refuse(line, fmt::format("{} has no maximum here{}; write it as {}/4, or add a column maximum", score.score,
                                     what, score.score));
            return false;
        }
        if (*evidence.score > *evidence.maximum) {
            refuse(line, fmt::format("the score {:g} is over the maximum of {:g}{}", *evidence.score, *evidence.maximum,
                                     what));
            return false;
        }
        return true;
    }

    std::optional<Date> day_of(std::string_view cell) {
        const auto known = days_.find(std::string(cell));
        if (known != days_.end()) return known->second;
        return days_.emplace(std::string(cell), text::parse_cell_date(cell, order_)).first->second;
    }

    bool take_day(Entry& entry, std::string_view cell) {
        const int line = entry.evidence.source_line;
        if (cell.empty() || cell == "-") {
            take_default_day(entry);
            return true;
        }
        const auto day = day_of(cell);
        if (!day) {
            const bool ambiguous = order_ == text::DateOrder::ambiguous &&
                                   text::parse_cell_date(cell, text::DateOrder::day_first).has_value();
            refuse(line, ambiguous ? fmt::format("\"{}\" could be two days; add --date-order day or month, or write "
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
        entry.evidence.happened_on = *day;
        entry.dated = true;
        if (entry.attempt) entry.time = time_of(cell);
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

    /// Student, target and, where there may be one a day or more, the moment.
    struct Key {
        StudentId student = 0;
        std::size_t target = 0;
        std::int64_t day = 0;
        int time = 0;

        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            auto hash = static_cast<std::size_t>(key.student);
            for (const auto part :
                 {key.target, static_cast<std::size_t>(key.day), static_cast<std::size_t>(key.time)}) {
                hash ^= part + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
            }
            return hash;
        }
    };
    template <class Value>
    using ByKey = std::unordered_map<Key, Value, KeyHash>;

    Key key_of(const Evidence& evidence, bool by_day, int time = 0) {
        const auto target = numbers_.try_emplace(evidence.target, numbers_.size()).first->second;
        return {evidence.student, target, by_day ? evidence.happened_on.time_since_epoch().count() : 0, time};
    }

    /// Two rows for one thing: agreeing ones count once; of disagreeing ones the teacher says which holds, or none
    /// does.
    void settle_disagreeing() {
        ByKey<std::size_t> first;
        std::map<std::size_t, std::vector<std::size_t>> again;
        first.reserve(entries_.size());
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            const auto& entry = entries_[at];
            const auto key = key_of(entry.evidence, entry.many() || entry.attempt, entry.attempt ? entry.time + 1 : 0);
            const auto [known, fresh] = first.try_emplace(key, at);
            if (!fresh) again[known->second].push_back(at);
        }
        for (auto& [at_first, rows] : again) {
            rows.insert(rows.begin(), at_first);
            const auto& first_entry = entries_[at_first];
            const bool agree = std::ranges::all_of(
                rows, [&](std::size_t at) { return first_entry.same_result(entries_[at].evidence); });
            const auto keep = agree ? std::optional(at_first) : which_holds(rows);
            for (const auto at : rows) {
                auto& entry = entries_[at];
                if (keep == at) continue;
                entry.refused = true;
                if (keep) continue;
                const auto& other = entries_[at == rows.front() ? rows[1] : rows.front()].evidence;
                const auto keeps_one = !by_hand_ || entry.many()
                                           ? std::string()
                                           : "; the check keeps one score (new_score: retake keeps all)";
                refuse(entry.evidence.source_line,
                       fmt::format("{} says {} here and {} on line {}{}", entry.evidence.target, entry.evidence.raw,
                                   other.raw, other.source_line, keeps_one));
            }
        }
    }

    [[nodiscard]] std::optional<std::size_t> which_holds(const std::vector<std::size_t>& rows) const {
        if (!options_.read.ask) return std::nullopt;
        std::vector<std::string> answers;
        for (const auto at : rows) {
            const auto& one = entries_[at].evidence;
            answers.push_back(fmt::format("line {}: {}", one.source_line, one.raw));
        }
        const auto& one = entries_[rows.front()].evidence;
        const auto answer = options_.read.ask(
            {table_.file, one.source_line, fmt::format("{} rows disagree on {}; which holds?", rows.size(), one.target),
             std::move(answers)});
        return answer && *answer < rows.size() ? std::optional(rows[*answer]) : std::nullopt;
    }

    /// Everything that is known of one student and target, oldest first, and what of it the file has said again.
    struct Known {
        std::vector<const Evidence*> all;
        std::vector<bool> said;
        int attempts = 0;
    };

    void compare() {
        settle_disagreeing();
        ByKey<const Evidence*> by_day;
        ByKey<Known> by_target;
        by_day.reserve(known_.size());
        by_target.reserve(known_.size());
        for (const auto& one : known_) {
            by_day[key_of(one, true)] = &one;
            auto& known = by_target[key_of(one, false)];
            known.all.push_back(&one);
            known.attempts = std::max(known.attempts, one.attempt);
        }
        std::vector<std::size_t> order;
        order.reserve(entries_.size());
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            if (!entries_[at].refused) order.push_back(at);
        }
        std::ranges::stable_sort(
            order, {}, [&](std::size_t at) { return std::pair(entries_[at].evidence.happened_on, entries_[at].time); });
        // What stands in the gradebook already is found before anything new takes its place.
        std::map<std::size_t, const Evidence*> same_attempt;
        for (const auto at : order) {
            if (!entries_[at].attempt) continue;
            if (const auto* before = known_attempt(entries_[at], by_target, true)) same_attempt[at] = before;
        }
        std::vector<const Evidence*> before(entries_.size(), nullptr);
        for (const auto at : order) {
            const auto& entry = entries_[at];
            if (entry.attempt) {
                const auto found = same_attempt.find(at);
                before[at] = found != same_attempt.end() ? found->second : known_attempt(entry, by_target, false);
            } else {
                before[at] = known_before(entry, by_day, by_target);
            }
        }
        refuse_other_work(order, before);
        plan_.changes.reserve(order.size());
        for (const auto at : order) add_change(at, before[at], by_target);
    }

    /// Downloads of one name are often about different things. Where nothing but the name says that the scores of
    /// before are meant, and most of them would change, the teacher says whether they are corrected.
    void refuse_other_work(const std::vector<std::size_t>& order, const std::vector<const Evidence*>& before) {
        constexpr std::size_t kMany = 5;
        std::size_t known = 0, other = 0;
        std::string title;
        for (const auto at : order) {
            if (!entries_[at].by_file || before[at] == nullptr) continue;
            ++known;
            if (entries_[at].same_result(*before[at])) continue;
            ++other;
            title = entries_[at].evidence.target;
        }
        const bool most = known >= kMany ? 2 * other > known : known > 1 && other == known;
        if (!most) return;
        const auto reason = fmt::format("{} of {} scores in {} differ from those of a file of this name before", other,
                                        known, base_name(table_.file));
        if (options_.read.ask) {
            const auto answer = options_.read.ask({table_.file, 1, reason, {"they correct the scores of before"}});
            if (answer == 0U) return;
        }
        throw Error(Error::Kind::failed, reason + ": nothing was changed",
                    fmt::format("if it is other work, name it: --item NAME; if the scores were corrected: --item {}",
                                text::shell_word(scores_.item())));
    }

    /// An attempt of the same day that the file has not said yet: with the same result, or with any.
    const Evidence* known_attempt(const Entry& entry, ByKey<Known>& by_target, bool same_result) {
        const auto found = by_target.find(key_of(entry.evidence, false));
        if (found == by_target.end()) return nullptr;
        auto& known = found->second;
        known.said.resize(known.all.size());
        for (std::size_t at = 0; at < known.all.size(); ++at) {
            const auto& one = *known.all[at];
            if (known.said[at] || (entry.dated && one.happened_on != entry.evidence.happened_on)) continue;
            if (same_result != entry.same_result(one)) continue;
            known.said[at] = true;
            return &one;
        }
        return nullptr;
    }

    const Evidence* known_before(const Entry& entry, const ByKey<const Evidence*>& by_day,
                                 const ByKey<Known>& by_target) {
        const auto& evidence = entry.evidence;
        const auto last = by_target.find(key_of(evidence, false));
        if (!entry.many()) return last == by_target.end() ? nullptr : last->second.all.back();
        const auto found = by_day.find(key_of(evidence, true));
        if (found != by_day.end()) return found->second;
        if (entry.dated || evidence.source == "typed" || last == by_target.end()) return nullptr;
        // The same undated file, or a gradebook that goes on saying the same, is no new observation.
        const auto& newest = *last->second.all.back();
        const bool same_line = newest.source == evidence.source && newest.source_line == evidence.source_line;
        return same_line || (entry.once && entry.same_result(newest)) ? &newest : nullptr;
    }

    void add_change(std::size_t at, const Evidence* before, ByKey<Known>& by_target) {
        auto& entry = entries_[at];
        const auto& evidence = entry.evidence;
        const bool undated = undated_.contains(at);
        ResultsChange change{.kind = ResultsChange::Kind::added, .evidence = {}, .before = std::nullopt};
        int attempt = 1;
        if (before == nullptr &&
            (entry.attempt || entry.retake || (entry.target != nullptr && entry.target->retakes))) {
            attempt = ++by_target[key_of(evidence, false)].attempts;
        }
        bool keeps_day = false;
        if (before != nullptr) {
            const bool same_day = !entry.dated || evidence.happened_on == before->happened_on;
            change.kind = entry.same_result(*before) && same_day ? ResultsChange::Kind::unchanged
                                                                 : ResultsChange::Kind::corrected;
            keeps_day = change.kind == ResultsChange::Kind::corrected && !entry.dated && undated && !options_.date;
        }
        if (before != nullptr) change.before = *before;
        change.evidence = std::move(entry.evidence);
        change.evidence.attempt = attempt;
        if (change.kind == ResultsChange::Kind::corrected) {
            change.evidence.corrects = before->id;
            change.evidence.attempt = before->attempt;
            if (keeps_day) change.evidence.happened_on = before->happened_on;
        }
        if (change.kind != ResultsChange::Kind::unchanged && undated && !keeps_day) ++plan_.undated;
        plan_.changes.push_back(std::move(change));
    }

    Recognised recognised_;
    ResultsPlan plan_;
    Scores scores_;
    const Table& table_;
    StudentIndex students_;
    const std::vector<Evidence>& known_;
    const std::vector<KnownTarget>& targets_;
    const ResultsOptions& options_;
    MappingIndex mappings_;
    bool by_hand_;
    std::unordered_map<std::string, const KnownTarget*> by_id_;
    std::vector<std::string> ids_;
    std::unordered_map<std::string, Found> found_;
    std::unordered_map<std::string, Target> titles_;
    std::unordered_map<std::string, std::optional<Date>> days_;
    std::set<std::string, std::less<>> own_columns_;     ///< of a sheet, titled with what the class file knows
    std::set<std::string, std::less<>> titled_columns_;  ///< of a sheet, kept under their titles
    std::vector<Entry> entries_;
    std::set<std::size_t> undated_;
    std::unordered_set<int> refused_lines_;
    std::unordered_map<std::string, std::size_t> numbers_;  ///< of targets
    std::string identity_;
    text::DateOrder order_ = text::DateOrder::iso;
    bool decimal_comma_ = false;
};

}  // namespace

ResultsPlan plan_results_import(const InputFile& file, const std::vector<Student>& roster,
                                const std::vector<Evidence>& known, const std::vector<KnownTarget>& targets,
                                const ResultsOptions& options) {
    return ResultsImport(file, roster, known, targets, options).plan();
}

}  // namespace waymark::classroom
