#include "commands/commands.hpp"

namespace waymark::app {

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> table{
        {.path = "init", .summary = "Make a class folder with a short class file that already works.",
         .positionals = {{"NAME", "the folder to make", true, false, Completes::file}},
         .options = {}, .examples = {"waymark init spanish-1"}, .writes = true, .run = commands::init},
        {.path = "validate", .summary = "Check the class file: every mistake at once, with line and hint.",
         .positionals = {}, .options = {}, .examples = {"waymark validate", "waymark validate --format json"},
         .run = commands::validate},
        {.path = "roster import", .summary = "Bring the roster up to date from a CSV file of the school.",
         .positionals = {{"FILE", "a CSV file, or - for standard input", true, true, Completes::file}},
         .options = {{"--section", "NAME", "only the rows of this section", {}, {}},
                     {"--strict", "", "apply nothing when any row is refused", {}, {}}},
         .examples = {"waymark roster import roster.csv --dry-run", "waymark roster import roster.csv"},
         .writes = true, .run = commands::roster_import},
        {.path = "roster list", .summary = "Show who is on the roster.", .positionals = {},
         .options = {{"--all", "", "those who left, too", {}, {}}},
         .examples = {"waymark roster list", "waymark roster list --format csv"}, .run = commands::roster_list},
        {.path = "assess import", .summary = "Read results: who scored what on which item.",
         .positionals = {{"FILE", "a CSV file, or - for standard input", true, true, Completes::file}},
         .options = {{"--date", "DAY", "the day of results that name none", {}, {}},
                     {"--strict", "", "apply nothing when any row is refused", {}, {}}},
         .examples = {"waymark assess import results.csv"}, .writes = true, .run = commands::assess_import},
        {.path = "assign week", .summary = "Plan a week for every student, or show the plan there is.",
         .positionals = {{"WEEK", "2026-W48, this, next, or any day of it; otherwise the next", false, false, Completes::week}},
         .options = {{"--update", "", "plan again as a new revision", {}, {}}},
         .examples = {"waymark assign week", "waymark assign week 2026-W46"}, .writes = true, .run = commands::assign_week},
        {.path = "assign publish", .summary = "Fix the plan of a week: it no longer moves under the printed slips.",
         .positionals = {{"WEEK", "as in assign week", false, false, Completes::week}}, .options = {},
         .examples = {"waymark assign publish 2026-W46"}, .writes = true, .run = commands::assign_publish},
        {.path = "report class", .summary = "Show who needs what, and the one thing to do first.", .positionals = {},
         .options = {}, .examples = {"waymark report class", "waymark report class --format md"},
         .run = commands::report_class},
        {.path = "report student", .summary = "Show one student's report card.",
         .positionals = {{"STUDENT", "the student's short name, as in waymark roster list", true, false, Completes::student}},
         .options = {}, .examples = {"waymark report student zoe-k"}, .run = commands::report_student},
        {.path = "log", .summary = "Show what was done, newest first.", .positionals = {}, .options = {},
         .examples = {"waymark log"}, .run = commands::log},
        {.path = "undo", .summary = "Take back the newest operation, or the one named.",
         .positionals = {{"OPERATION", "its number in waymark log", false}}, .options = {},
         .examples = {"waymark undo", "waymark undo 3"}, .writes = true, .run = commands::undo},
        {.path = "redo", .summary = "Bring back what was undone last.", .positionals = {}, .options = {},
         .examples = {"waymark redo"}, .writes = true, .run = commands::redo},
    };
    return table;
}

}  // namespace waymark::app
