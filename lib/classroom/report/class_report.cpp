#include <algorithm>
#include <cmath>
#include <string>

#include "waymark/classroom/reports.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// Why this student is the first to look at; nothing when nobody needs it more than others.
std::string first_to_see(const ClassReportLine& line) {
    if (line.pace.state == PaceState::on_pace || line.pace.state == PaceState::ahead) return {};
    std::string why;
    if (line.pace.state == PaceState::behind) {
        const auto behind = std::max(1L, std::lround(-line.pace.sessions_ahead));
        why = text::count_of(behind, "session", "sessions") + " behind";
    } else {
        why = line.last_evidence ? "no work since " + text::short_date(*line.last_evidence) : "no work so far";
    }
    if (line.missing > 0) {
        why += ", " + text::count_of(line.missing, "piece", "pieces") + " missing";
    }
    return "First " + line.name + ": " + why + ".";
}

}  // namespace

ClassReport class_report(const ClassState& state) {
    ClassReport report;
    report.title = state.file.title;
    report.today = state.today;
    report.names = state.file.policy.level_names;
    const auto skills = state.file.curriculum.skills();
    report.all_skills = static_cast<int>(skills.size());
    report.aspire = std::ranges::any_of(skills, [](const Skill& one) { return one.priority == Priority::aspire; });
    report.unmapped = state.unmapped;
    report.grading = grading_notes(state.file);
    for (const auto& student : state.students) {
        ClassReportLine line{.slug = student.student.slug,
                             .name = student.student.display_name(),
                             .pace = student.pace,
                             .missing = static_cast<int>(student.missing.size()),
                             .working_on = {},
                             .last_evidence = student.last_evidence};
        for (SkillIndex skill = 0; skill < student.skills.size(); ++skill) {
            const auto& known = student.skills[skill];
            if (known.decision.status == Status::mastered) ++line.all_mastered;
            if (!counts(skills[skill], student.terms) || student.terms.leaves_out(skill)) continue;
            ++line.skills;
            if (known.decision.status == Status::mastered) ++line.mastered;
            if (known.decision.status == Status::not_yet) ++line.not_yet;
            if (known.decision.status == Status::not_sure && known.estimate.observations > 0) ++line.not_sure;
        }
        if (const auto ready = ready_skills(state, student); !ready.empty()) {
            line.working_on = skills[ready.front()].title;
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
        report.lead =
            text::count_of(report.lines.size(), "student", "students") + " on the roster, nothing recorded yet.";
        report.next_command = "waymark assess import FILE";
    } else {
        report.lead = text::count_of(in(PaceState::on_pace) + in(PaceState::ahead), "student is", "students are") +
                      " on pace or ahead, " + std::to_string(in(PaceState::behind)) + " behind plan, " +
                      std::to_string(in(PaceState::no_recent_evidence)) + " without recent evidence.";
        report.first = first_to_see(report.lines.front());
        report.next_command = "waymark report student " + report.lines.front().slug;
    }
    return report;
}

}  // namespace waymark::classroom
