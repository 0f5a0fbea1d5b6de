#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_wishes(std::vector<CommandSpec>& table) {
    table.push_back(
        {.path = "assign goal",
         .summary = "Set what a student aims at, by a day if there is one; without a goal, show those there are.",
         .positionals = {any_student(), {"GOAL", "id or title of a skill or unit", false, true, Completes::skill}},
         .options = {{"--by", "DAY", "to be reached by then", {}, {}},
                     {"--teacher", "", "the teacher set it, not the student", {}, {}},
                     {"--drop", "", "it is no longer a goal", {}, {}},
                     {"--from", "FILE", "for many: student, goal (several with ;), by, set_by", {}, Completes::file},
                     date_order_option(),
                     strict_option()},
         .examples = {"waymark assign goal zoe-k recipe --by 2026-12-18", "waymark assign goal",
                      "waymark assign goal --from goals.csv"},
         .writes = true,
         .run = commands::assign_goal});
    table.push_back({.path = "assign path",
                     .summary = "Show the way from where a student stands to a goal: what is missing, in which order.",
                     .positionals = {student(),
                                     {"GOAL", "id or title of a skill or unit; otherwise the goals that are set", false,
                                      true, Completes::skill}},
                     .options = {},
                     .examples = {"waymark assign path zoe-k recipe", "waymark assign path zoe-k --ascii"},
                     .run = commands::assign_path});
}

}  // namespace waymark::app::table
