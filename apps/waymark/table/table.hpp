#pragma once

#include <vector>

#include "command.hpp"

/// The words of each group of commands: how they are typed, what help says of them, and which function they call.
namespace waymark::app::table {

void add_class(std::vector<CommandSpec>& table);       ///< Making a class and checking its file.
void add_roster(std::vector<CommandSpec>& table);      ///< Who is in the class.
void add_assign(std::vector<CommandSpec>& table);      ///< The week: its plan, and what becomes of it.
void add_wishes(std::vector<CommandSpec>& table);      ///< What students aim at and ask for.
void add_overrides(std::vector<CommandSpec>& table);   ///< The teacher's word on single slots.
void add_projects(std::vector<CommandSpec>& table);    ///< Work of a group over several sessions.
void add_events(std::vector<CommandSpec>& table);      ///< What happens in a term.
void add_pace(std::vector<CommandSpec>& table);        ///< A student's own pace, and the way back to it.
void add_assess(std::vector<CommandSpec>& table);      ///< What students showed, and what the teacher says to it.
void add_report(std::vector<CommandSpec>& table);      ///< What is known, for whoever reads it.
void add_history(std::vector<CommandSpec>& table);     ///< What was done, back and forth.
void add_completion(std::vector<CommandSpec>& table);  ///< What the shell asks for.

}  // namespace waymark::app::table
