#include "commands/own_terms.hpp"

#include <algorithm>

#include "render/models.hpp"
#include "waymark/classroom/class_state.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Gradebook;

Result list_absences(const Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto facts = book.facts();
    const auto state = classroom::class_state(class_file(invocation), facts, invocation.today);
    const auto& calendar = state.file.calendar;
    render::AbsenceList list{.title = state.file.title, .from = monday_of(invocation.today), .lines = {}};
    for (const auto& student : state.students) {
        const auto first = list.lines.size();
        for (const auto& absence : facts.absences) {
            if (absence.student != student.student.id || absence.on < list.from) continue;
            const auto line = std::find_if(list.lines.begin() + static_cast<std::ptrdiff_t>(first), list.lines.end(),
                                           [&](const auto& one) { return one.because == absence.because; });
            auto& one = line != list.lines.end()
                            ? *line
                            : list.lines.emplace_back(render::AbsenceList::Line{.slug = student.student.slug,
                                                                                .name = student.student.display_name(),
                                                                                .because = absence.because,
                                                                                .days = {},
                                                                                .spans = {}});
            const bool goes_on = !one.days.empty() &&
                                 calendar.sessions_before(absence.on) == calendar.sessions_before(one.days.back()) + 1;
            if (goes_on) {
                one.spans.back().to = absence.on;
            } else {
                one.spans.push_back({absence.on, absence.on});
            }
            one.days.push_back(absence.on);
        }
    }
    Result result;
    result.view = view_of(std::move(list), render::absences_document, render::absences_json);
    return result;
}

Result list_extensions(const Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto facts = book.facts();
    const auto state = classroom::class_state(class_file(invocation), facts, invocation.today);
    const auto& curriculum = state.file.curriculum;
    const auto from = monday_of(invocation.today);
    render::ExtensionList list{.title = state.file.title, .lines = {}};
    for (const auto& student : state.students) {
        for (const auto& extension : facts.extensions) {
            if (extension.student != student.student.id || !extension.due || *extension.due < from) continue;
            const auto skill = curriculum.find_skill(state.file.today_id(extension.skill));
            if (!skill) continue;
            const auto& about = curriculum.skills()[*skill];
            list.lines.push_back({.slug = student.student.slug,
                                  .name = student.student.display_name(),
                                  .skill = about.id,
                                  .title = about.title,
                                  .due = *extension.due,
                                  .of_class = due_day(about, state.file.calendar),
                                  .because = extension.because});
        }
    }
    std::ranges::stable_sort(list.lines, {}, &render::ExtensionList::Line::due);
    Result result;
    result.view = view_of(std::move(list), render::extensions_document, render::extensions_json);
    return result;
}

}  // namespace waymark::app::commands
