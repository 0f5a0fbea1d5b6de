#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"
#include "workspace.hpp"

/// Paper for the room.
namespace waymark::app::commands {

using classroom::Gradebook;

Result report_slips(Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto week = week_on_paper(invocation, book);
    const auto state = class_state(invocation, book);
    auto plans = book.plans(week);
    if (plans.empty()) no_plan(week);
    const auto* only = invocation.arguments.has("student")
                           ? &classroom::find_student(state, invocation.arguments.value("student"))
                           : nullptr;
    Result result;
    result.view = view_of(render::Slips{classroom::week_report(state, week, std::move(plans), only)},
                          render::slips_document, render::slips_json);
    return result;
}

Result report_run_sheet(Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto state = class_state(invocation, book);
    const auto& calendar = state.file.calendar;
    const auto session = session_or_next(invocation, calendar, "SESSION", "name one by its day");
    Result result;
    result.view = view_of(classroom::run_sheet(state, book.plans(monday_of(session.date)), session),
                          render::run_sheet_document, render::run_sheet_json);
    return result;
}

namespace {

classroom::PreparationList preparation_of(const Invocation& invocation, std::optional<Date> said) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto week = said ? *said : week_on_paper(invocation, book);
    const auto plans = book.plans(week);
    if (plans.empty()) no_plan(week);
    return classroom::preparation_list(class_state(invocation, book), plans, week);
}

}  // namespace

Result report_preparation(Invocation& invocation) {
    const auto folders = several_classes(invocation);
    std::vector<classroom::PreparationList> lists;
    std::optional<Date> week;
    Result result;
    for (const auto& folder : folders) {
        auto one = invocation;
        one.class_folder = folder;
        try {
            // The first that is planned says which week the list is of.
            lists.push_back(preparation_of(one, week));
            week = lists.front().week;
        } catch (const classroom::Error& error) {
            // One class that is not planned yet hides none of the others.
            result.messages.push_back(folder + ": " + error.what());
            result.exit = ExitCode::failed;
        }
    }
    if (folders.empty()) {
        lists.push_back(preparation_of(invocation, week));
    } else if (lists.empty()) {
        throw classroom::Error(classroom::Error::Kind::failed,
                               fmt::format("none of these {} classes has a plan for that week", folders.size()),
                               fmt::format("waymark -C {} assign week makes one", text::shell_word(folders.front())));
    }
    result.view = view_of(classroom::preparation_over(lists), render::preparation_document, render::preparation_json);
    return result;
}

}  // namespace waymark::app::commands
