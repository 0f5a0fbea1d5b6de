#include "commands/commands.hpp"
#include "commands/pace_words.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/catch_up_report.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;

Result assign_catch_up(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const auto state = class_state(invocation);
    const auto& student = classroom::find_student(state, arguments.value("STUDENT"));
    if (const auto ends = state.file.calendar.term_ends(); ends < invocation.today) {
        throw Error(Error::Kind::failed, "the term is over: its last day was " + text::long_date(ends),
                    "waymark report student " + student.student.slug + " shows what was reached");
    }
    const auto by = arguments.has("by")
                        ? day_of_term(invocation, state.file, "--by", arguments.value("by"))
                        : std::min(state.file.calendar.term_ends(), invocation.today + std::chrono::days(28));
    if (by < invocation.today) {
        throw Error(Error::Kind::usage, "--by: " + text::iso_date(by) + " is over", "a day from today on");
    }
    std::optional<int> minutes;
    if (arguments.has("minutes")) {
        minutes = whole_number(arguments.value("minutes"));
        if (!minutes || *minutes < 1) {
            throw Error(Error::Kind::usage, "\"" + arguments.value("minutes") + "\" is no number of minutes",
                        "the minutes there are for it until then");
        }
    }
    Result result;
    auto report = classroom::catch_up_report(state, student, by, minutes);
    if (report.missing_minutes > 0 && !report.restores) result.exit = ExitCode::refused;
    result.view = view_of(std::move(report), render::catch_up_document, render::catch_up_json);
    return result;
}

}  // namespace waymark::app::commands
