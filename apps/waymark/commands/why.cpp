#include "commands/commands.hpp"
#include "commands/slots.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/why_report.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result assign_why(Invocation& invocation) {
    const auto week = week_at_hand(invocation);
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    const auto roster = book.students();
    const auto plans = book.plans(week);
    const auto found =
        find_slot(roster, plans, week, invocation.arguments.value("STUDENT"), invocation.arguments.value("SLOT"));
    // The plan was made from what was known on its day, and is explained from that.
    auto then = invocation;
    then.today = found.plan->made_on;
    then.as_of = found.plan->made_on;
    const auto book_then = gradebook(then, classroom::Gradebook::Mode::read);
    const auto state = class_state(then, book_then);
    const auto& student = classroom::find_student(state, found.student->slug);
    Result result;
    result.view = view_of(classroom::why_report(state, student, *found.plan, *found.slot, book_then.all_plans()),
                          render::why_document, render::why_json);
    return result;
}

}  // namespace waymark::app::commands
