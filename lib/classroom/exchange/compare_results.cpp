#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "result_entry.hpp"
#include "table.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/escape.hpp"

namespace waymark::classroom {
namespace {

/// Student, target and, where there may be one a day or more, the moment.
struct Key {
    StudentId student = 0;
    std::size_t target = 0;
    std::int64_t day = 0;
    int time = 0;

    friend auto operator<=>(const Key&, const Key&) = default;
};
struct KeyHash {
    std::size_t operator()(const Key& key) const {
        auto hash = static_cast<std::size_t>(key.student);
        for (const auto part : {key.target, static_cast<std::size_t>(key.day), static_cast<std::size_t>(key.time)}) {
            hash ^= part + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
        }
        return hash;
    }
};
template <class Value>
using ByKey = std::unordered_map<Key, Value, KeyHash>;

Key key_of(const Evidence& evidence, std::size_t target, bool by_day, int time = 0) {
    return {evidence.student, target, by_day ? evidence.happened_on.time_since_epoch().count() : 0, time};
}

/// Everything that is known of one student and target, oldest first, and what of it the file has said again.
struct Known {
    std::vector<const Evidence*> all;
    std::vector<bool> said;
    int attempts = 0;
};

class Comparison {
public:
    Comparison(std::vector<ResultEntry> entries, const std::vector<Evidence>& known, const ResultsFile& file,
               const ResultsOptions& options, ResultsPlan& plan)
        : entries_(std::move(entries)), known_(known), file_(file), options_(options), plan_(plan) {
        numbers_.reserve(entries_.size());
        for (const auto& entry : entries_) numbers_.push_back(number_of(entry.evidence.target));
    }

    void compare() {
        settle_disagreeing();
        ByKey<const Evidence*> by_day;
        ByKey<Known> by_target;
        by_day.reserve(known_.size());
        by_target.reserve(known_.size());
        for (const auto& one : known_) {
            const auto target = number_of(one.target);
            by_day[key_of(one, target, true)] = &one;
            auto& known = by_target[key_of(one, target, false)];
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
            if (const auto* before = known_attempt(at, by_target, true)) same_attempt[at] = before;
        }
        std::vector<const Evidence*> before(entries_.size(), nullptr);
        for (const auto at : order) {
            const auto& entry = entries_[at];
            if (entry.attempt) {
                const auto found = same_attempt.find(at);
                before[at] = found != same_attempt.end() ? found->second : known_attempt(at, by_target, false);
            } else {
                before[at] = known_before(at, by_day, by_target);
            }
        }
        refuse_other_work(order, before);
        plan_.changes.reserve(order.size());
        for (const auto at : order) add_change(at, before[at], by_target);
    }

private:
    std::size_t number_of(const std::string& target) {
        return target_numbers_.try_emplace(target, target_numbers_.size()).first->second;
    }
    [[nodiscard]] Key entry_key(std::size_t at, bool by_day, int time = 0) const {
        return key_of(entries_[at].evidence, numbers_[at], by_day, time);
    }
    void refuse(int line, std::string reason) { plan_.refused.push_back({file_.name, line, std::move(reason)}); }

    /// Two rows for one thing: agreeing ones count once; of disagreeing ones the teacher says which holds, or none
    /// does.
    void settle_disagreeing() {
        std::vector<std::pair<Key, std::size_t>> sorted;
        sorted.reserve(entries_.size());
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            const auto& entry = entries_[at];
            sorted.emplace_back(entry_key(at, entry.many() || entry.attempt, entry.attempt ? entry.time + 1 : 0), at);
        }
        std::ranges::sort(sorted);
        std::map<std::size_t, std::vector<std::size_t>> several;  // by the first of them, as the file has them
        for (std::size_t at = 1; at < sorted.size(); ++at) {
            if (sorted[at].first != sorted[at - 1].first) continue;
            std::size_t first = at - 1;
            auto& rows = several[sorted[first].second];
            rows.push_back(sorted[first].second);
            for (; at < sorted.size() && sorted[at].first == sorted[first].first; ++at) {
                rows.push_back(sorted[at].second);
            }
        }
        for (const auto& [at_first, rows] : several) {
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
                const auto keeps_one = !file_.by_hand || entry.many()
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
            {file_.name, one.source_line, fmt::format("{} rows disagree on {}; which holds?", rows.size(), one.target),
             std::move(answers)});
        return answer && *answer < rows.size() ? std::optional(rows[*answer]) : std::nullopt;
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
    const Evidence* known_attempt(std::size_t at_entry, ByKey<Known>& by_target, bool same_result) {
        const auto& entry = entries_[at_entry];
        const auto found = by_target.find(entry_key(at_entry, false));
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

    const Evidence* known_before(std::size_t at, const ByKey<const Evidence*>& by_day, const ByKey<Known>& by_target) {
        const auto& entry = entries_[at];
        const auto& evidence = entry.evidence;
        const auto last = by_target.find(entry_key(at, false));
        if (!entry.many()) return last == by_target.end() ? nullptr : last->second.all.back();
        const auto found = by_day.find(entry_key(at, true));
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
        const bool undated = entry.undated;
        ResultsChange change{.kind = ResultsChange::Kind::added, .evidence = {}, .before = nullptr};
        int attempt = 1;
        if (before == nullptr &&
            (entry.attempt || entry.retake || (entry.target != nullptr && entry.target->retakes))) {
            attempt = ++by_target[entry_key(at, false)].attempts;
        }
        bool keeps_day = false;
        if (before != nullptr) {
            const bool same_day = !entry.dated || evidence.happened_on == before->happened_on;
            change.kind = entry.same_result(*before) && same_day ? ResultsChange::Kind::unchanged
                                                                 : ResultsChange::Kind::corrected;
            keeps_day = change.kind == ResultsChange::Kind::corrected && !entry.dated && undated && !options_.date;
        }
        if (before != nullptr) change.before = std::make_shared<const Evidence>(*before);
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

    std::vector<ResultEntry> entries_;
    std::vector<std::size_t> numbers_;  ///< of the targets of the entries
    std::unordered_map<std::string, std::size_t> target_numbers_;
    const std::vector<Evidence>& known_;
    const ResultsFile& file_;
    const ResultsOptions& options_;
    ResultsPlan& plan_;
};

}  // namespace

void compare_results(std::vector<ResultEntry> entries, const std::vector<Evidence>& known, const ResultsFile& file,
                     const ResultsOptions& options, ResultsPlan& plan) {
    Comparison(std::move(entries), known, file, options, plan).compare();
}

}  // namespace waymark::classroom
