#include "commands/commands.hpp"
#include "render/models.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result report_class(Invocation& invocation) {
    Result result;
    result.view = view_of(classroom::class_report(class_state(invocation)), render::class_report_document,
                          render::class_report_json);
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
