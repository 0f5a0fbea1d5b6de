#pragma once

#include "command.hpp"

/// One function for each command of the table.
namespace waymark::app::commands {

[[nodiscard]] Result init(Invocation& invocation);
[[nodiscard]] Result validate(Invocation& invocation);
[[nodiscard]] Result roster_import(Invocation& invocation);
[[nodiscard]] Result roster_list(Invocation& invocation);
[[nodiscard]] Result roster_add(Invocation& invocation);
[[nodiscard]] Result roster_show(Invocation& invocation);
[[nodiscard]] Result roster_edit(Invocation& invocation);
[[nodiscard]] Result roster_remove(Invocation& invocation);
[[nodiscard]] Result roster_prefer(Invocation& invocation);
[[nodiscard]] Result roster_export(Invocation& invocation);
[[nodiscard]] Result roster_alias(Invocation& invocation);
[[nodiscard]] Result assess_import(Invocation& invocation);
[[nodiscard]] Result assess_map(Invocation& invocation);
[[nodiscard]] Result assess_sheet(Invocation& invocation);
[[nodiscard]] Result assess_enter(Invocation& invocation);
[[nodiscard]] Result assess_record(Invocation& invocation);
[[nodiscard]] Result assess_decide(Invocation& invocation);
[[nodiscard]] Result assess_list(Invocation& invocation);
[[nodiscard]] Result assess_checks(Invocation& invocation);
[[nodiscard]] Result assess_skills(Invocation& invocation);
[[nodiscard]] Result assign_activities(Invocation& invocation);
[[nodiscard]] Result assign_week(Invocation& invocation);
[[nodiscard]] Result assign_publish(Invocation& invocation);
[[nodiscard]] Result assign_show(Invocation& invocation);
[[nodiscard]] Result assign_choose(Invocation& invocation);
[[nodiscard]] Result assign_done(Invocation& invocation);
[[nodiscard]] Result assign_swap(Invocation& invocation);
[[nodiscard]] Result assign_pin(Invocation& invocation);
[[nodiscard]] Result assign_drop(Invocation& invocation);
[[nodiscard]] Result assign_add(Invocation& invocation);
[[nodiscard]] Result assign_together(Invocation& invocation);
[[nodiscard]] Result roster_apart(Invocation& invocation);
[[nodiscard]] Result roster_together(Invocation& invocation);
[[nodiscard]] Result assign_groups(Invocation& invocation);
[[nodiscard]] Result assign_request(Invocation& invocation);
[[nodiscard]] Result assign_why(Invocation& invocation);
[[nodiscard]] Result assign_goal(Invocation& invocation);
[[nodiscard]] Result assign_path(Invocation& invocation);
[[nodiscard]] Result assign_cancel(Invocation& invocation);
[[nodiscard]] Result assign_shorten(Invocation& invocation);
[[nodiscard]] Result assign_excuse(Invocation& invocation);
[[nodiscard]] Result assign_pace(Invocation& invocation);
[[nodiscard]] Result assign_extend(Invocation& invocation);
[[nodiscard]] Result assign_catch_up(Invocation& invocation);
[[nodiscard]] Result report_pace(Invocation& invocation);
[[nodiscard]] Result assess_retake(Invocation& invocation);
[[nodiscard]] Result assess_project(Invocation& invocation);
[[nodiscard]] Result assess_conference(Invocation& invocation);
[[nodiscard]] Result assign_project(Invocation& invocation);
[[nodiscard]] Result roster_adjust(Invocation& invocation);
[[nodiscard]] Result assess_comment(Invocation& invocation);
[[nodiscard]] Result report_comments(Invocation& invocation);
[[nodiscard]] Result report_class(Invocation& invocation);
[[nodiscard]] Result report_missing(Invocation& invocation);
[[nodiscard]] Result report_student(Invocation& invocation);
[[nodiscard]] Result report_skill(Invocation& invocation);
[[nodiscard]] Result report_knowledge(Invocation& invocation);
[[nodiscard]] Result report_slips(Invocation& invocation);
[[nodiscard]] Result report_run_sheet(Invocation& invocation);
[[nodiscard]] Result report_preparation(Invocation& invocation);
[[nodiscard]] Result report_sunday(Invocation& invocation);
[[nodiscard]] Result log(Invocation& invocation);
[[nodiscard]] Result undo(Invocation& invocation);
[[nodiscard]] Result redo(Invocation& invocation);
[[nodiscard]] Result completion(Invocation& invocation);
[[nodiscard]] Result complete(Invocation& invocation);

}  // namespace waymark::app::commands
