#include <algorithm>
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

}  // namespace

StudentReport student_report(const ClassState& state, const StudentState& student) {
    const auto& curriculum = state.file.curriculum;
    StudentReport report;
    report.title = state.file.title;
    report.today = state.today;
    report.slug = student.student.slug;
    report.name = student.student.display_name();
    report.pace = student.pace;
    std::vector<std::pair<Date, SkillIndex>> mastered;
    for (const auto skill : curriculum.order()) {
        const auto& known = student.skills[skill];
        const auto& standing = student.standings[skill];
        const auto& about = curriculum.skills()[skill];
        if (known.decision.status == Status::mastered && known.last_seen)
            mastered.emplace_back(*known.last_seen, skill);
        const bool seen = known.estimate.observations > 0 || student.decisions[skill].has_value();
        if (!seen && standing.readiness != Readiness::ready) {
            ++report.not_started;
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
                       .waits_for = waits_for(curriculum, standing)};
        if (const auto& decided = student.decisions[skill]) line.teacher_because = decided->because;
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
    bool answered_shown = false;
    for (auto one = student.comments.rbegin(); one != student.comments.rend(); ++one) {
        if (!one->open && std::exchange(answered_shown, true)) continue;
        report.comments.push_back(comment_line(state, student, *one));
    }
    return report;
}

}  // namespace waymark::classroom
