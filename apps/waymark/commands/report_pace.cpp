#include <optional>
#include <utility>

#include "commands/commands.hpp"
#include "commands/pace_words.hpp"
#include "commands/what_if.hpp"
#include "render/models.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/lookup.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Gradebook;

Result report_pace(Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto typed = invocation.arguments.all("if");
    Situation then{.file = class_file(invocation), .facts = book.facts(), .assumptions = {}};
    // What is assumed is compared with what is; a class of thousands is not copied for nothing.
    std::optional<classroom::ClassState> now;
    if (!typed.empty()) now = classroom::class_state(then.file, then.facts, invocation.today);
    for (const auto& one : typed) assume(invocation, then, one);
    const auto state = classroom::class_state(std::move(then.file), std::move(then.facts), invocation.today);
    Result result;
    if (!invocation.arguments.has("STUDENT")) {
        auto report = classroom::pace_report(state, then.assumptions);
        report.what_if = typed;
        if (now) {
            const auto before = classroom::pace_report(*now);
            for (const auto& line : report.lines) {
                if (const auto* was = line_of(before, line.slug)) report.before.push_back(*was);
            }
        }
        result.view = view_of(std::move(report), render::pace_document, render::pace_report_json);
        return result;
    }
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    auto report = classroom::student_pace_report(state, student, then.assumptions);
    report.what_if = typed;
    if (now) {
        const auto& was = classroom::find_student(*now, student.student.slug);
        report.before = classroom::student_pace_report(*now, was).line;
    }
    result.view = view_of(std::move(report), render::student_pace_document, render::student_pace_json);
    return result;
}

}  // namespace waymark::app::commands
