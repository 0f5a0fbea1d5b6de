#include <algorithm>

#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {
MissingReport missing_report(const ClassState& state, const StudentState* only) {
    MissingReport report{.title = state.file.title, .today = state.today, .lines = {}};
    for (const auto& student : state.students) {
        if (student.missing.empty() || (only != nullptr && only != &student)) continue;
        report.lines.push_back(
            {.slug = student.student.slug, .name = student.student.display_name(), .pieces = student.missing});
    }
    std::ranges::stable_sort(report.lines, std::ranges::greater{}, [](const auto& line) { return line.pieces.size(); });
    return report;
}

}  // namespace waymark::classroom
