#include "waymark/classroom/sunday.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kMostNews = 3;
constexpr std::size_t kMostNames = 4;

std::string listed(const std::vector<std::string>& words, std::size_t most, const char* between = ", ") {
    std::string line;
    for (std::size_t at = 0; at < std::min(most, words.size()); ++at) line += (at == 0 ? "" : between) + words[at];
    return words.size() > most ? fmt::format("{} and {} more", line, words.size() - most) : line;
}

/// Titles of what is mastered now and was not a week ago.
std::vector<std::string> newly_mastered(const ClassState& now, const StudentState& student,
                                        const StudentState* week_ago) {
    std::vector<std::string> titles;
    for (SkillIndex skill = 0; skill < student.skills.size(); ++skill) {
        if (student.skills[skill].decision.status != Status::mastered) continue;
        if (week_ago == nullptr || week_ago->skills[skill].decision.status == Status::mastered) continue;
        titles.push_back(now.file.curriculum.skills()[skill].title);
    }
    return titles;
}

std::string good_news_of(const StudentState& student, const StudentState* week_ago,
                         const std::vector<std::string>& mastered) {
    if (!mastered.empty()) return "mastered " + listed(mastered, 2, "; ") + " this week";
    if (week_ago == nullptr) return {};
    if (week_ago->pace.state == PaceState::behind && student.pace.state != PaceState::behind &&
        student.pace.state != PaceState::no_recent_evidence) {
        return "is back on pace";
    }
    if (week_ago->last_evidence && week_ago->pace.state == PaceState::no_recent_evidence &&
        student.pace.state != PaceState::no_recent_evidence) {
        return "is working again after a while";
    }
    return {};
}

}  // namespace

SundayReport sunday_report(const ClassState& now, const ClassState& week_ago, const std::vector<StoredPlan>& plans,
                           Date week_to_come, const std::string& folder) {
    SundayReport report{.title = now.file.title, .today = now.today, .folder = folder, .lines = {}, .good_news = {}};
    const std::string waymark = folder.empty() ? "waymark " : "waymark -C " + folder + " ";
    const auto then = [&](const StudentState& student) -> const StudentState* {
        const auto found = std::ranges::find_if(
            week_ago.students, [&](const StudentState& one) { return one.student.id == student.student.id; });
        return found == week_ago.students.end() ? nullptr : &*found;
    };

    if (!now.unmapped.empty()) {
        report.lines.push_back(
            {"unmapped",
             fmt::format("{} not in the class file: {}",
                         now.unmapped.size() == 1 ? "results of 1 item are"
                                                  : fmt::format("results of {} items are", now.unmapped.size()),
                         listed(now.unmapped, kMostNames)),
             waymark + "report class"});
    }
    std::vector<std::string> silent, waiting;
    std::size_t mastered = 0, learners = 0;
    std::size_t missing = 0;
    const StudentState* longest = nullptr;
    for (const auto& student : now.students) {
        if (student.pace.state == PaceState::no_recent_evidence) silent.push_back(student.student.slug);
        missing += student.missing.size();
        const auto news = newly_mastered(now, student, then(student));
        mastered += news.size();
        learners += news.empty() ? 0 : 1;
        const auto last = [](const StudentState& one) {
            return one.comments.empty() ? Date{} : one.comments.back().comment.said_on;
        };
        if (longest == nullptr || last(student) < last(*longest)) longest = &student;
    }
    if (!silent.empty()) {
        report.lines.push_back({"silent", "no recent evidence: " + listed(silent, kMostNames),
                                waymark + "report student " + silent.front()});
    }
    if (missing > 0) {
        report.lines.push_back({"missing",
                                text::count_of(missing, "piece of work is missing", "pieces of work are missing"),
                                waymark + "report missing"});
    }
    const auto week = text::iso_week(week_to_come);
    if (plans.empty()) {
        if (!now.file.calendar.sessions_in_week(week_to_come).empty()) {
            report.lines.push_back({"unplanned", "nothing is planned for " + week, waymark + "assign week " + week});
        }
    } else {
        const auto costs = week_report(now, week_to_come, plans);
        report.lines.push_back(
            {"marking",
             fmt::format("{}{}: {} min of marking, {} min of preparation", week, costs.published ? "" : " is a draft",
                         costs.marking_minutes, costs.preparation_minutes),
             waymark + (costs.published ? "report preparation " : "assign publish ") + week});
    }
    report.lines.push_back({"changed",
                            fmt::format("since {}: {} by {}, {}", text::short_date(week_ago.today),
                                        text::count_of(mastered, "skill mastered", "skills mastered"),
                                        text::count_of(learners, "student", "students"),
                                        text::count_of(now.evidence - std::min(now.evidence, week_ago.evidence),
                                                       "new result", "new results")),
                            waymark + "report class"});
    if (longest != nullptr) {
        report.lines.push_back({"waiting", "has waited longest for a word from you: " + longest->student.display_name(),
                                waymark + "assess comment " + longest->student.slug + " \"…\""});
    }

    // Three a week: after as many weeks as the class has threes everybody had the first chance.
    const auto weeks = (monday_of(now.today) - monday_of(now.file.calendar.term_starts())).count() / 7;
    const auto size = now.students.size();
    for (std::size_t step = 0; step < size && report.good_news.size() < kMostNews; ++step) {
        const auto first = static_cast<std::size_t>(std::max<std::int64_t>(0, weeks)) * kMostNews;
        const auto& student = now.students[(first + step) % size];
        const auto* before = then(student);
        auto text = good_news_of(student, before, newly_mastered(now, student, before));
        if (text.empty()) continue;
        report.good_news.push_back({student.student.slug, student.student.display_name(), std::move(text)});
    }
    return report;
}

}  // namespace waymark::classroom
