#include <algorithm>
#include <string>

#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {
namespace {

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

ClassReport class_report(const ClassState& state) {
    ClassReport report;
    report.title = state.file.title;
    report.today = state.today;
    report.names = state.file.policy.level_names;
    report.skills = static_cast<int>(state.file.curriculum.skills().size());
    report.unmapped = state.unmapped;
    for (const auto& student : state.students) {
        ClassReportLine line{.slug = student.student.slug,
                             .name = student.student.display_name(),
                             .pace = student.pace,
                             .missing = student.missing,
                             .working_on = {},
                             .last_evidence = student.last_evidence};
        for (SkillIndex skill = 0; skill < student.skills.size(); ++skill) {
            const auto& known = student.skills[skill];
            if (known.decision.status == Status::mastered) ++line.mastered;
            if (known.decision.status == Status::not_yet) ++line.not_yet;
            if (known.decision.status == Status::not_sure && known.estimate.observations > 0) ++line.not_sure;
        }
        if (const auto ready = ready_skills(state, student); !ready.empty()) {
            line.working_on = state.file.curriculum.skills()[ready.front()].title;
        }
        report.lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(report.lines, [](const auto& a, const auto& b) {
        const auto left = a.pace.state, right = b.pace.state;
        return left != right ? left < right : a.pace.sessions_ahead < b.pace.sessions_ahead;
    });

    const auto in = [&](PaceState wanted) {
        return static_cast<std::size_t>(
            std::ranges::count_if(report.lines, [&](const auto& line) { return line.pace.state == wanted; }));
    };
    if (report.lines.empty()) {
        report.lead = "Nobody is on the roster yet.";
        report.next_command = "waymark roster import FILE";
    } else if (state.evidence == 0) {
        report.lead = count_of(report.lines.size(), "student", "students") + " on the roster, nothing recorded yet.";
        report.next_command = "waymark assess import FILE";
    } else {
        report.lead = count_of(in(PaceState::on_pace) + in(PaceState::ahead), "student is", "students are") +
                      " on pace or ahead, " + std::to_string(in(PaceState::behind)) + " behind plan, " +
                      std::to_string(in(PaceState::no_recent_evidence)) + " without recent evidence.";
        report.next_command = "waymark report student " + report.lines.front().slug;
    }
    return report;
}

}  // namespace waymark::classroom
