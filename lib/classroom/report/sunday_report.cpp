#include "waymark/classroom/sunday.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "good_news.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kMostNames = 4;

/// Who is not where the plan is, or that everybody is.
SundayLine standing_line(const ClassState& now, const std::string& waymark) {
    const auto in = [&](PaceState state) {
        return std::ranges::count_if(now.students, [&](const StudentState& one) { return one.pace.state == state; });
    };
    const auto behind = in(PaceState::behind), silent = in(PaceState::no_recent_evidence);
    std::string text = behind == 0 ? std::string("nobody is behind plan")
                                   : fmt::format("{} of {} {} behind plan", behind,
                                                 text::count_of(now.students.size(), "student", "students"),
                                                 behind == 1 ? "is" : "are");
    if (silent > 0) text += fmt::format(", {} without recent evidence", silent);
    return {"behind", std::move(text), waymark + "report pace"};
}

/// Days of a published week on which work is planned and, by the class file of now, there is no class. Where no session
/// is left in the week there is nothing to do.
void add_fallen_out(const ClassState& now, const std::vector<StoredPlan>& plans, Date week, const std::string& waymark,
                    std::vector<SundayLine>& lines) {
    if (now.file.calendar.sessions_in_week(week).empty()) return;
    std::map<Date, std::set<StudentId>> planned;
    for (const auto& plan : plans) {
        if (!plan.published) continue;
        for (const auto& slot : plan.slots) {
            if (slot.on && !slot.done) planned[*slot.on].insert(plan.student);
        }
    }
    for (const auto& [day, students] : planned) {
        const auto because = now.file.calendar.free_because(day);
        if (!because) continue;
        lines.push_back({"no class",
                         fmt::format("{} has no class{}, and {} work planned on it", text::long_date(day),
                                     because->empty() ? "" : " (" + *because + ")",
                                     text::count_of(students.size(), "student has", "students have")),
                         waymark + "assign week " + text::iso_week(week) + " --update"});
    }
}

}  // namespace

SundayReport sunday_report(const ClassState& now, const ClassState& week_ago, const std::vector<StoredPlan>& plans,
                           Date week_to_come, const std::string& folder) {
    SundayReport report{.title = now.file.title, .today = now.today, .folder = folder, .lines = {}, .good_news = {}};
    const std::string waymark = folder.empty() ? "waymark " : "waymark -C " + folder + " ";
    if (!now.unmapped.empty()) {
        report.lines.push_back(
            {"unmapped",
             fmt::format("{} not in the class file: {}",
                         now.unmapped.size() == 1 ? "results of 1 item are"
                                                  : fmt::format("results of {} items are", now.unmapped.size()),
                         text::listed(now.unmapped, kMostNames)),
             waymark + "assess map " + text::shell_word(now.unmapped.front() + "=SKILL")});
    }
    std::vector<std::string> silent, waiting;
    std::size_t mastered = 0, learners = 0;
    std::size_t missing = 0;
    const StudentState* longest = nullptr;
    for (const auto& student : now.students) {
        if (student.pace.state == PaceState::no_recent_evidence) silent.push_back(student.student.slug);
        missing += student.missing.size();
        const auto learned = newly_mastered(student, now.today).size();
        mastered += learned;
        learners += learned == 0 ? 0 : 1;
        const auto last = [](const StudentState& one) {
            return one.comments.empty() ? Date{} : one.comments.back().comment.said_on;
        };
        if (longest == nullptr || last(student) < last(*longest)) longest = &student;
    }
    if (!now.students.empty()) report.lines.push_back(standing_line(now, waymark));
    if (!silent.empty()) {
        report.lines.push_back({"silent", "no recent evidence: " + text::listed(silent, kMostNames),
                                waymark + "report student " + silent.front()});
    }
    if (missing > 0) {
        report.lines.push_back({"missing",
                                text::count_of(missing, "piece of work is missing", "pieces of work are missing"),
                                waymark + "report missing"});
    }
    add_fallen_out(now, plans, week_to_come, waymark, report.lines);
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
    report.lines.push_back(
        {"changed",
         fmt::format(
             "since {}: {} by {}, {}", text::short_date(week_ago.today),
             text::count_of(mastered, "skill ", "skills ") + now.file.policy.level_names.is_mastered(),
             text::count_of(learners, "student", "students"),
             text::count_of(now.evidence - std::min(now.evidence, week_ago.evidence), "new result", "new results")),
         waymark + "report class"});
    if (longest != nullptr) {
        report.lines.push_back({"waiting", "has waited longest for a word from you: " + longest->student.display_name(),
                                waymark + "assess comment " + longest->student.slug + " \"…\""});
    }

    report.good_news = good_news(now, week_ago);
    return report;
}

}  // namespace waymark::classroom
