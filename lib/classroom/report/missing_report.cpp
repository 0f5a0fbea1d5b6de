#include <algorithm>

#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {
namespace {

MissingPiece piece_of(const ClassFile& file, const MissingWork& work) {
    const auto id = file.today_id(work.target);
    const auto& curriculum = file.curriculum;
    auto check = curriculum.find_check(id);
    if (const auto item = curriculum.find_item(id)) check = item->first;
    if (check) return {curriculum.checks()[*check].id, curriculum.checks()[*check].title, 1, work.on};
    const auto skill = curriculum.find_skill(id);
    return {work.target, skill ? curriculum.skills()[*skill].title : work.target, 1, work.on};
}

}  // namespace

std::vector<MissingPiece> missing_pieces(const ClassFile& file, const StudentState& student) {
    std::vector<MissingPiece> pieces;
    for (const auto& work : student.missing) {
        auto piece = piece_of(file, work);
        const auto same = std::ranges::find_if(
            pieces, [&](const MissingPiece& one) { return one.target == piece.target && one.on == piece.on; });
        if (same == pieces.end()) {
            pieces.push_back(std::move(piece));
        } else {
            ++same->items;
        }
    }
    return pieces;
}

MissingReport missing_report(const ClassState& state, const StudentState* only) {
    MissingReport report{.title = state.file.title, .today = state.today, .lines = {}};
    for (const auto& student : state.students) {
        if (student.missing.empty() || (only != nullptr && only != &student)) continue;
        report.lines.push_back({.slug = student.student.slug,
                                .name = student.student.display_name(),
                                .pieces = missing_pieces(state.file, student)});
    }
    std::ranges::stable_sort(report.lines, std::ranges::greater{}, [](const auto& line) { return line.pieces.size(); });
    return report;
}

}  // namespace waymark::classroom
