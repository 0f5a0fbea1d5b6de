#include "commands/commands.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/lookup.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result report_class(Invocation& invocation) {
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    const auto state = class_state(invocation, book);
    auto report = classroom::class_report(state);
    const auto week = week_on_paper(invocation, book);
    if (auto plans = book.plans(week); !plans.empty()) {
        auto costs = classroom::week_report(state, week, std::move(plans));
        report.cost = {
            .week = week, .marking_minutes = costs.marking_minutes, .preparation_minutes = costs.preparation_minutes};
        if (!costs.together.empty() && !(costs.published && costs.together.front().saves())) {
            report.together = std::move(costs.together.front());
        }
    }
    Result result;
    result.view = view_of(std::move(report), render::class_report_document, render::class_report_json);
    return result;
}

Result report_student(Invocation& invocation) {
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    auto state = class_state(invocation, book);
    auto typed = invocation.arguments.value("STUDENT");
    Result result;
    if (const auto* found = classroom::find_away(state, typed)) {
        // What they did here stays theirs, and is asked for most when they go.
        const auto away = *found;
        auto facts = book.facts();
        classroom::bring_back(facts, away.id, invocation.today);
        typed = away.slug;
        result.messages.push_back(classroom::absence_of(away, state.enrolments));
        state = classroom::class_state(class_file(invocation), std::move(facts), invocation.today);
    }
    const auto& student = classroom::find_student(state, typed);
    result.view = view_of(classroom::student_report(state, student), render::student_report_document,
                          render::student_report_json);
    return result;
}

Result report_missing(Invocation& invocation) {
    const auto state = class_state(invocation);
    const auto* only = invocation.arguments.has("STUDENT")
                           ? &classroom::find_student(state, invocation.arguments.value("STUDENT"))
                           : nullptr;
    Result result;
    result.view = view_of(classroom::missing_report(state, only), render::missing_document, render::missing_json);
    return result;
}

}  // namespace waymark::app::commands
