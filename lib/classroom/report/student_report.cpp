#include <algorithm>
#include <map>
#include <utility>

#include "comment_line.hpp"
#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {
namespace {

const std::string& level(const LevelNames& names, Status status) {
    switch (status) {
        case Status::mastered:
            return names.mastered;
        case Status::not_yet:
            return names.not_yet;
        case Status::not_sure:
            break;
    }
    return names.not_sure;
}

std::string waits_for(const Curriculum& curriculum, const Standing& standing) {
    std::string all;
    for (const auto& need : standing.unmet) {
        std::string any;
        for (const auto skill : need) any += (any.empty() ? "" : " or ") + curriculum.skills()[skill].title;
        all += (all.empty() ? "" : ", ") + any;
    }
    return all;
}

/// Skills still to be mastered, by the day on which they are due for this student: all that are late, and the next two
/// days.
std::vector<DueLine> due_lines(const ClassState& state, const StudentState& student) {
    constexpr std::size_t kAhead = 2;
    const auto& curriculum = state.file.curriculum;
    const PlannedWork work(curriculum, state.file.calendar, student.terms);
    std::map<Date, std::vector<std::string>> by_day;
    std::vector<std::string> by_the_end;
    for (const auto& target : work.targets()) {
        for (const auto skill : target.skills) {
            if (student.skills[skill].decision.status == Status::mastered) continue;
            auto& skills = target.due ? by_day[*target.due] : by_the_end;
            skills.push_back(curriculum.skills()[skill].title);
        }
    }
    std::vector<DueLine> lines;
    std::size_t ahead = 0;
    for (auto& [day, skills] : by_day) {
        if (day >= state.today && ++ahead > kAhead) break;
        lines.push_back({day, std::move(skills)});
    }
    if (lines.empty() && !by_the_end.empty()) lines.push_back({state.file.calendar.term_ends(), std::move(by_the_end)});
    return lines;
}

}  // namespace

StudentReport student_report(const ClassState& state, const StudentState& student) {
    const auto& curriculum = state.file.curriculum;
    StudentReport report;
    report.title = state.file.title;
    report.today = state.today;
    report.slug = student.student.slug;
    report.name = student.student.display_name();
    report.pace = student.pace;
    report.grading = grading_notes(state.file);
    report.names = state.file.policy.level_names;
    std::vector<std::pair<Date, SkillIndex>> mastered;
    for (const auto skill : curriculum.order()) {
        const auto& known = student.skills[skill];
        const auto& standing = student.standings[skill];
        const auto& about = curriculum.skills()[skill];
        report.aspire = report.aspire || about.priority == Priority::aspire;
        if (known.decision.status == Status::mastered && known.last_seen)
            mastered.emplace_back(*known.last_seen, skill);
        const bool seen = known.estimate.observations > 0 || student.decision_on(skill) != nullptr;
        if (!seen && student.terms.leaves_out(skill)) continue;
        if (!seen && standing.readiness != Readiness::ready) {
            ++report.not_started;
            report.not_started_aspire += about.priority == Priority::aspire ? 1 : 0;
            continue;
        }
        SkillLine line{.id = about.id,
                       .title = about.title,
                       .unit = about.unit,
                       .status = known.decision.status,
                       .level = level(state.file.policy.level_names, known.decision.status),
                       .readiness = standing.readiness,
                       .probability = known.estimate.probability,
                       .observations = known.estimate.observations,
                       .last_seen = known.last_seen,
                       .teacher_because = std::nullopt,
                       .waits_for = waits_for(curriculum, standing),
                       .grade = student.histories[skill].grade,
                       .formula = std::nullopt,
                       .recall = std::nullopt,
                       .review = student.histories[skill].review};
        if (const auto& rule = state.file.grading[skill]) line.formula = formula_of(*rule);
        if (const auto& memory = student.histories[skill].memory) line.recall = recall(*memory, state.today);
        if (const auto* decided = student.decision_on(skill)) line.teacher_because = decided->because;
        report.skills.push_back(std::move(line));
    }
    for (const auto skill : ready_skills(state, student)) {
        if (report.next.size() == 3) break;
        report.next.push_back(curriculum.skills()[skill].title);
    }
    std::ranges::stable_sort(mastered, std::ranges::greater{}, &std::pair<Date, SkillIndex>::first);
    for (const auto& [day, skill] : mastered) {
        if (report.strengths.size() == 3) break;
        report.strengths.push_back(curriculum.skills()[skill].title);
    }
    report.due = due_lines(state, student);
    for (const auto& goal : student.goals) {
        if (goal_skills(state.file, goal.target).empty()) continue;
        auto line = path_report(state, student, std::span(&goal, 1)).goals.front();
        if (!line.reached) report.goals.push_back(std::move(line));
    }
    bool answered_shown = false;
    for (auto one = student.comments.rbegin(); one != student.comments.rend(); ++one) {
        if (!one->open && std::exchange(answered_shown, true)) continue;
        report.comments.push_back(comment_line(state, student, *one));
    }
    return report;
}

}  // namespace waymark::classroom
