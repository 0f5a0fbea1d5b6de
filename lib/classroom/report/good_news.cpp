#include "good_news.hpp"

#include <algorithm>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <tuple>

#include <fmt/format.h>

namespace waymark::classroom {
namespace {

using std::chrono::days;

constexpr std::size_t kMostNews = 3;
constexpr std::int64_t kQuietWeeks = 4;  ///< who was named in them waits for the others
constexpr double kLargeRise = 0.3;       ///< of a day's mean score, from the first day to the newest
constexpr std::size_t kManyRight = 3;    ///< results of a week, all of them right

/// What can be said of a student. Two of the same key are the same news twice.
struct News {
    std::string key;
    std::string text;
    bool striking = false;  ///< of a change, not only of a result
};

/// "mastered A", or with a school's own name of the status "reached "got it" in A".
std::string mastered_words(const LevelNames& names, const std::string& skill) {
    return names.mastered == "mastered" ? "mastered " + skill : names.reached() + " in " + skill;
}

std::span<const SkillEvidence> evidence_by(const StudentState& student, SkillIndex skill, Date until) {
    const auto& all = student.histories[skill].evidence;
    return {all.begin(), std::ranges::upper_bound(all, until, {}, &SkillEvidence::day)};
}

double mean_of_day(std::span<const SkillEvidence> evidence, Date day) {
    double sum = 0, count = 0;
    for (const auto& one : evidence) {
        if (one.day != day) continue;
        sum += one.score;
        ++count;
    }
    return sum / count;
}

/// How far the day's mean has risen since the first day, and from where.
struct Rise {
    double from = 0, to = 0;
};

std::optional<Rise> large_rise(std::span<const SkillEvidence> evidence) {
    if (evidence.empty() || evidence.front().day == evidence.back().day) return std::nullopt;
    const Rise rise{mean_of_day(evidence, evidence.front().day), mean_of_day(evidence, evidence.back().day)};
    return rise.to - rise.from >= kLargeRise ? std::optional(rise) : std::nullopt;
}

/// What was mastered in the week that ends with `until`, where the newest result by then was a success or the teacher's
/// word came after it: nothing else is a reason to call home.
std::vector<SkillIndex> truly_mastered(const ClassState& now, const StudentState& student, Date until) {
    auto list = newly_mastered(student, until);
    std::erase_if(list, [&](SkillIndex skill) {
        const auto evidence = evidence_by(student, skill, until);
        const auto* decided = student.decision_on(skill);
        const bool said = decided != nullptr && decided->status == Status::mastered && decided->decided_on <= until;
        if (said && (evidence.empty() || decided->decided_on >= evidence.back().day)) return false;
        return evidence.empty() || evidence.back().score < now.file.policy.mastery.success_rate;
    });
    return list;
}

News news_of_skill(const ClassState& now, const StudentState& student, SkillIndex skill) {
    const auto& about = now.file.curriculum.skills()[skill];
    const auto evidence = evidence_by(student, skill, now.today);
    auto words = mastered_words(now.file.policy.level_names, about.title);
    if (const auto rise = large_rise(evidence)) {
        return {about.id, fmt::format("{}: {:.0f}% at first, {:.0f}% now", words, 100 * rise->from, 100 * rise->to),
                true};
    }
    std::size_t right = 0;
    for (const auto& one : evidence | std::views::reverse) {
        if (one.score < now.file.policy.mastery.success_rate) break;
        ++right;
    }
    words += right > 1 ? fmt::format(", with {} {} results right", right == evidence.size() ? "all" : "the last", right)
                       : " this week";
    return {about.id, std::move(words), false};
}

/// The striking ones first.
std::vector<News> news_of(const ClassState& now, const StudentState& student, const StudentState* week_ago) {
    std::vector<News> news;
    for (const auto skill : truly_mastered(now, student, now.today)) news.push_back(news_of_skill(now, student, skill));
    if (week_ago != nullptr) {
        const bool recent = student.pace.state != PaceState::no_recent_evidence;
        if (week_ago->pace.state == PaceState::behind && recent && student.pace.state != PaceState::behind) {
            news.push_back({"back on pace", "is back on pace", true});
        }
        if (week_ago->last_evidence && week_ago->pace.state == PaceState::no_recent_evidence && recent) {
            news.push_back({"working again", "is working again after a while", true});
        }
    }
    std::size_t results = 0, right = 0;
    for (const auto& history : student.histories) {
        for (const auto& one : history.evidence | std::views::reverse) {
            if (one.day <= now.today - days(7)) break;
            ++results;
            right += one.score >= now.file.policy.mastery.success_rate ? 1 : 0;
        }
    }
    if (results >= kManyRight && right == results) {
        news.push_back({"all right", fmt::format("had all {} results of the week right", results), false});
    }
    std::ranges::stable_sort(news, std::ranges::greater{}, &News::striking);
    return news;
}

/// Whose turn it is: first who was not named lately, of them those with striking news, then who was named longest ago.
class Turns {
public:
    Turns(std::size_t students, std::int64_t weeks) : last_(students, kNever), weeks_(weeks) {}

    /// `striking` says it of each student that has news; nothing for the others, who have no turn.
    [[nodiscard]] std::vector<std::size_t> order(std::int64_t week,
                                                 const std::vector<std::optional<bool>>& striking) const {
        std::vector<std::size_t> all;
        for (std::size_t at = 0; at < last_.size(); ++at) {
            if (striking[at]) all.push_back(at);
        }
        const auto size = std::max<std::size_t>(1, last_.size());
        // Among equals the beginning moves on each week.
        const auto first = static_cast<std::size_t>(week) * kMostNews % size;
        std::ranges::stable_sort(all, {}, [&](std::size_t at) {
            const bool lately = week - last_[at] <= kQuietWeeks;
            return std::tuple(lately, !*striking[at], last_[at], (at + size - first) % size);
        });
        return all;
    }
    void name(std::size_t student, std::int64_t week) { last_[student] = week; }
    [[nodiscard]] std::int64_t weeks() const { return weeks_; }

private:
    static constexpr std::int64_t kNever = -1000;
    std::vector<std::int64_t> last_;  ///< week of the term in which each was named last
    std::int64_t weeks_;              ///< of the term, before this one
};

/// What could be said of each at the end of a week that is over; what was said of pace then is not known any more.
std::vector<std::optional<bool>> striking_by(const ClassState& now, Date until) {
    std::vector<std::optional<bool>> all;
    for (const auto& student : now.students) {
        const auto mastered = truly_mastered(now, student, until);
        const bool striking = std::ranges::any_of(
            mastered, [&](SkillIndex skill) { return large_rise(evidence_by(student, skill, until)).has_value(); });
        all.push_back(mastered.empty() ? std::nullopt : std::optional(striking));
    }
    return all;
}

}  // namespace

std::vector<SkillIndex> newly_mastered(const StudentState& student, Date until) {
    std::vector<bool> before(student.skills.size(), false), after = before;
    for (const auto& change : student.work.changes) {
        if (change.on > until) continue;
        after[change.skill] = change.mastered;
        if (change.on <= until - days(7)) before[change.skill] = change.mastered;
    }
    std::vector<SkillIndex> list;
    for (SkillIndex skill = 0; skill < after.size(); ++skill) {
        if (after[skill] && !before[skill]) list.push_back(skill);
    }
    return list;
}

std::vector<GoodNews> good_news(const ClassState& now, const ClassState& week_ago) {
    const auto since = now.today - now.file.calendar.term_starts();
    Turns turns(now.students.size(), std::max<std::int64_t>(0, since / days(7)));
    for (std::int64_t week = 0; week < turns.weeks(); ++week) {
        auto named = turns.order(week, striking_by(now, now.today - days(7 * (turns.weeks() - week))));
        named.resize(std::min(named.size(), kMostNews));
        for (const auto at : named) turns.name(at, week);
    }
    std::vector<std::vector<News>> news;
    std::vector<std::optional<bool>> striking;
    for (const auto& student : now.students) {
        const auto before = std::ranges::find_if(
            week_ago.students, [&](const StudentState& one) { return one.student.id == student.student.id; });
        news.push_back(news_of(now, student, before == week_ago.students.end() ? nullptr : &*before));
        striking.push_back(news.back().empty() ? std::nullopt : std::optional(news.back().front().striking));
    }
    std::vector<GoodNews> chosen;
    std::set<std::string> said;
    for (const auto at : turns.order(turns.weeks(), striking)) {
        if (chosen.size() == kMostNews) break;
        const auto fresh = std::ranges::find_if(news[at], [&](const News& one) { return !said.contains(one.key); });
        const auto& one = fresh == news[at].end() ? news[at].front() : *fresh;
        said.insert(one.key);
        const auto& student = now.students[at].student;
        chosen.push_back({student.slug, student.display_name(), one.text});
    }
    return chosen;
}

}  // namespace waymark::classroom
