#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <ranges>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "result_entry.hpp"
#include "table.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/escape.hpp"

namespace waymark::classroom {
namespace {

/// What is known of the students and targets of the file, each with its days, oldest first.
class KnownResults {
public:
    KnownResults(const std::vector<Evidence>& known, const std::vector<std::string>& targets) : known_(known) {
        std::unordered_map<std::string_view, std::uint32_t> numbers;
        for (std::uint32_t at = 0; at < targets.size(); ++at) numbers.emplace(targets[at], at);
        for (std::uint32_t at = 0; at < known.size(); ++at) {
            const auto target = numbers.find(known[at].target);
            if (target != numbers.end()) places_.push_back({known[at].student, target->second, at});
        }
        std::ranges::sort(places_);
    }

    struct Place {
        StudentId student = 0;
        std::uint32_t target = 0;
        std::uint32_t at = 0;

        friend auto operator<=>(const Place&, const Place&) = default;
    };
    [[nodiscard]] std::span<const Place> of(const ResultEntry& entry) const {
        constexpr auto kLast = std::numeric_limits<std::uint32_t>::max();
        const auto first = std::ranges::lower_bound(places_, Place{entry.student, entry.target, 0});
        const auto last = std::ranges::upper_bound(places_, Place{entry.student, entry.target, kLast});
        return {first, last};
    }
    [[nodiscard]] const Evidence& operator[](const Place& place) const { return known_[place.at]; }

private:
    const std::vector<Evidence>& known_;
    std::vector<Place> places_;
};

class Comparison {
public:
    Comparison(ResultRows rows, const std::vector<Evidence>& known, const ResultsFile& file,
               const ResultsOptions& options, ResultsPlan& plan)
        : rows_(std::move(rows)),
          entries_(rows_.entries),
          known_(known, rows_.targets),
          said_(known.size()),
          file_(file),
          options_(options),
          plan_(plan) {}

    void compare() {
        settle_disagreeing();
        auto& order = rows_.order;
        order.reserve(entries_.size());
        for (std::uint32_t at = 0; at < entries_.size(); ++at) {
            if (!entries_[at].refused) order.push_back(at);
        }
        std::ranges::stable_sort(
            order, {}, [&](std::uint32_t at) { return std::pair(entries_[at].happened_on, entries_[at].time); });
        // What stands in the gradebook already is found before anything new takes its place.
        std::vector<const Evidence*> before(entries_.size(), nullptr);
        for (const auto at : order) {
            if (entries_[at].attempt) before[at] = known_attempt(entries_[at], true);
        }
        for (const auto at : order) {
            const auto& entry = entries_[at];
            if (!entry.attempt) {
                before[at] = known_before(entry);
            } else if (before[at] == nullptr) {
                before[at] = known_attempt(entry, false);
            }
        }
        refuse_other_work(before);
        for (const auto at : order) settle(entries_[at], before[at]);
        plan_.changes = ResultsChanges(std::make_shared<const ResultRows>(std::move(rows_)));
    }

private:
    void refuse(int line, std::string reason) { plan_.refused.push_back({file_.name, line, std::move(reason)}); }

    /// Two rows for one thing: agreeing ones count once, and are named; of disagreeing ones the teacher says which
    /// holds, or none does.
    void settle_disagreeing() {
        const auto thing = [&](std::uint32_t at) {
            const auto& entry = entries_[at];
            const bool by_day = entry.many() || entry.attempt;
            return std::tuple(entry.student, entry.target, by_day ? entry.happened_on : Date{},
                              entry.attempt ? entry.time + 1 : 0);
        };
        std::vector<std::uint32_t> sorted(entries_.size());
        std::iota(sorted.begin(), sorted.end(), 0U);
        std::ranges::stable_sort(sorted, {}, thing);
        std::map<std::uint32_t, std::vector<std::uint32_t>> several;  // by the first of them, as the file has them
        for (std::size_t at = 1; at < sorted.size(); ++at) {
            if (thing(sorted[at]) != thing(sorted[at - 1])) continue;
            const auto first = sorted[at - 1];
            auto& rows = several[first];
            rows.push_back(first);
            for (; at < sorted.size() && thing(sorted[at]) == thing(first); ++at) rows.push_back(sorted[at]);
        }
        for (const auto& [at_first, rows] : several) {
            const auto& first_entry = entries_[at_first];
            const bool agree =
                std::ranges::all_of(rows, [&](std::uint32_t at) { return first_entry.same_result(entries_[at]); });
            const auto keep = agree ? std::optional(at_first) : which_holds(rows);
            for (const auto at : rows) {
                auto& entry = entries_[at];
                if (keep == at) continue;
                entry.refused = true;
                if (agree) plan_.repeated.push_back({file_.name, entry.line, first_entry.line});
                if (keep) continue;
                const auto& other = entries_[at == rows.front() ? rows[1] : rows.front()];
                const auto keeps_one = !file_.by_hand || entry.many()
                                           ? std::string()
                                           : "; the check keeps one score (new_score: retake keeps all)";
                refuse(entry.line, fmt::format("{} says {} here and {} on line {}{}", target_of(entry), entry.raw,
                                               other.raw, other.line, keeps_one));
            }
        }
        // A row of a sheet says many things; it is named once.
        auto& repeated = plan_.repeated;
        std::erase_if(repeated, [](const RepeatedRow& row) { return row.line == row.first; });
        std::ranges::sort(repeated);
        const auto again = std::ranges::unique(repeated);
        repeated.erase(again.begin(), again.end());
    }

    [[nodiscard]] std::optional<std::uint32_t> which_holds(const std::vector<std::uint32_t>& rows) const {
        if (!options_.read.ask) return std::nullopt;
        std::vector<std::string> answers;
        for (const auto at : rows) {
            answers.push_back(fmt::format("line {}: {}", entries_[at].line, entries_[at].raw));
        }
        const auto& one = entries_[rows.front()];
        const auto answer = options_.read.ask(
            {file_.name, one.line, fmt::format("{} rows disagree on {}; which holds?", rows.size(), target_of(one)),
             std::move(answers)});
        return answer && *answer < rows.size() ? std::optional(rows[*answer]) : std::nullopt;
    }

    /// Downloads of one name are often about different things. Where nothing but the name says that the scores of
    /// before are meant, and most of them would change, the teacher says whether they are corrected.
    void refuse_other_work(const std::vector<const Evidence*>& before) {
        constexpr std::size_t kMany = 5;
        std::size_t known = 0, other = 0;
        std::string title;
        for (const auto at : rows_.order) {
            if (!entries_[at].by_file || before[at] == nullptr) continue;
            ++known;
            if (entries_[at].same_result(*before[at])) continue;
            ++other;
            title = target_of(entries_[at]);
        }
        const bool most = known >= kMany ? 2 * other > known : known > 1 && other == known;
        if (!most) return;
        const auto reason = fmt::format("{} of {} scores in {} differ from those of a file of this name before", other,
                                        known, base_name(file_.name));
        if (options_.read.ask) {
            const auto answer = options_.read.ask({file_.name, 1, reason, {"they correct the scores of before"}});
            if (answer == 0U) return;
        }
        throw Error(Error::Kind::failed, reason + ": nothing was changed",
                    fmt::format("if it is other work, name it: --item NAME; if the scores were corrected: --item {}",
                                text::shell_word(file_.item)));
    }

    /// An attempt of the same day that the file has not said yet: with the same result, or with any.
    const Evidence* known_attempt(const ResultEntry& entry, bool same_result) {
        for (const auto& place : known_.of(entry)) {
            const auto& one = known_[place];
            if (said_[place.at] || (entry.dated && one.happened_on != entry.happened_on)) continue;
            if (same_result != entry.same_result(one)) continue;
            said_[place.at] = true;
            return &one;
        }
        return nullptr;
    }

    [[nodiscard]] const Evidence* known_before(const ResultEntry& entry) const {
        const auto places = known_.of(entry);
        if (places.empty()) return nullptr;
        const auto& newest = known_[places.back()];
        if (!entry.many()) return &newest;
        for (const auto& place : std::views::reverse(places)) {
            if (known_[place].happened_on == entry.happened_on) return &known_[place];
        }
        if (entry.again) {
            // A sheet repeats the scores of before.
            for (const auto& place : std::views::reverse(places)) {
                if (entry.same_result(known_[place])) return &known_[place];
            }
            return nullptr;
        }
        // A day that is typed for a sheet kept by hand is the day of its attempt; a system's export repeats itself.
        const bool day_typed = entry.undated && options_.date && !entry.once && may_be_taken_again(entry);
        if (entry.dated || day_typed || rows_.source == "typed") return nullptr;
        // The same undated file, or a gradebook that goes on saying the same, is no new observation.
        const bool same_line = newest.source == rows_.source && newest.source_line == entry.line;
        return same_line || (entry.once && entry.same_result(newest)) ? &newest : nullptr;
    }

    static bool may_be_taken_again(const ResultEntry& entry) {
        return entry.retake || (entry.known_target != nullptr && entry.known_target->retakes);
    }

    /// The number of one more attempt at this.
    int next_attempt(const ResultEntry& entry) {
        const auto [count, fresh] = attempts_.try_emplace({entry.student, entry.target}, 0);
        if (fresh) {
            for (const auto& place : known_.of(entry)) count->second = std::max(count->second, known_[place].attempt);
        }
        return ++count->second;
    }

    void settle(ResultEntry& entry, const Evidence* before) {
        using Kind = ResultsChange::Kind;
        if (before == nullptr) {
            if (entry.attempt || may_be_taken_again(entry)) entry.attempt_number = next_attempt(entry);
            if (entry.undated) ++plan_.undated;
            return;
        }
        const bool same_day = !entry.dated || entry.happened_on == before->happened_on;
        entry.kind = entry.same_result(*before) && same_day ? Kind::unchanged : Kind::corrected;
        entry.attempt_number = before->attempt;
        if (entry.kind == Kind::unchanged) {
            entry.happened_on = before->happened_on;
            return;
        }
        entry.before = static_cast<std::uint32_t>(rows_.corrected.size());
        rows_.corrected.push_back(*before);
        if (!entry.undated) return;
        if (options_.date) {
            ++plan_.undated;
        } else {
            entry.happened_on = before->happened_on;
        }
    }

    [[nodiscard]] const std::string& target_of(const ResultEntry& entry) const { return rows_.targets[entry.target]; }

    ResultRows rows_;
    std::vector<ResultEntry>& entries_;
    KnownResults known_;
    std::vector<bool> said_;  ///< by the file, of what is known
    std::map<std::pair<StudentId, std::uint32_t>, int> attempts_;
    const ResultsFile& file_;
    const ResultsOptions& options_;
    ResultsPlan& plan_;
};

}  // namespace

void compare_results(ResultRows rows, const std::vector<Evidence>& known, const ResultsFile& file,
                     const ResultsOptions& options, ResultsPlan& plan) {
    Comparison(std::move(rows), known, file, options, plan).compare();
}

}  // namespace waymark::classroom
