#include "commands/commands.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result report_class(Invocation& invocation) {
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    const auto state = class_state(invocation, book);
    auto report = classroom::class_report(state);
    const auto week = week_at_hand(invocation);
    if (auto plans = book.plans(week); !plans.empty()) {
        const auto costs = classroom::week_report(state, week, std::move(plans));
        report.cost = {
            .week = week, .marking_minutes = costs.marking_minutes, .preparation_minutes = costs.preparation_minutes};
    }
    Result result;
    result.view = view_of(std::move(report), render::class_report_document, render::class_report_json);
    return result;
}

Result report_student(Invocation& invocation) {
    const auto state = class_state(invocation);
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    Result result;
    result.view = view_of(classroom::student_report(state, student), render::student_report_document,
                          render::student_report_json);
    return result;
}

}  // namespace waymark::app::commands
