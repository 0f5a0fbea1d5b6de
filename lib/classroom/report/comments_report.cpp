#include <algorithm>

#include "comment_line.hpp"
#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {

CommentLine comment_line(const ClassState& state, const StudentState& student, const StudentComment& comment) {
    const auto& said = comment.comment;
    CommentLine line{.slug = student.student.slug,
                     .name = student.student.display_name(),
                     .skill = said.skill,
                     .skill_title = said.skill,
                     .text = said.text,
                     .said_on = said.said_on,
                     .open = comment.open};
    if (const auto skill = state.file.curriculum.find_skill(state.file.today_id(said.skill))) {
        line.skill_title = state.file.curriculum.skills()[*skill].title;
    }
    return line;
}

CommentsReport comments_report(const ClassState& state) {
    CommentsReport report{.title = state.file.title, .today = state.today, .waiting = {}, .open = {}};
    for (const auto& student : state.students) {
        CommentsReport::Waiting waiting{.slug = student.student.slug,
                                        .name = student.student.display_name(),
                                        .last_comment = std::nullopt,
                                        .last_evidence = student.last_evidence};
        for (const auto& comment : student.comments) {
            waiting.last_comment = comment.comment.said_on;
            if (comment.open) report.open.push_back(comment_line(state, student, comment));
        }
        report.waiting.push_back(std::move(waiting));
    }
    std::ranges::stable_sort(report.waiting, {}, &CommentsReport::Waiting::last_comment);
    std::ranges::stable_sort(report.open, {}, &CommentLine::said_on);
    return report;
}

}  // namespace waymark::classroom
