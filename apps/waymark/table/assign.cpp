#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_assign(std::vector<CommandSpec>& table) {
    const PositionalSpec week{"WEEK", week_help("the next"), false, false, Completes::week};
    table.push_back({.path = "assign week",
                     .summary = "Plan a week for every student, or show the plan there is.",
                     .positionals = {week},
                     .options = {{"--update", "", "plan again as a new revision", {}, {}},
                                 {"--publish", "", "and fix it: it no longer moves under the printed slips", {}, {}}},
                     .examples = {"waymark assign week", "waymark assign week 2026-W46"},
                     .writes = true,
                     .run = commands::assign_week});
    table.push_back({.path = "assign show",
                     .summary = "Show the stored plan of the class, or of one student and of nobody else.",
                     .positionals = {any_student()},
                     .options = {week_option()},
                     .examples = {"waymark assign show --week 2026-W46", "waymark assign show zoe-k --week 2026-W46"},
                     .run = commands::assign_show});
    table.push_back({.path = "assign publish",
                     .summary = "Fix the plan of a week: it no longer moves under the printed slips.",
                     .positionals = {week},
                     .options = {},
                     .examples = {"waymark assign publish 2026-W46"},
                     .writes = true,
                     .run = commands::assign_publish});
    table.push_back(
        {.path = "assign choose",
         .summary = "Record which option of a slot a student chose.",
         .positionals = {any_student(),
                         {"SLOT", "its number in the plan", false, false, Completes::nothing},
                         {"OPTION", "its letter or title", false, false, Completes::nothing}},
         .options =
             {week_option(),
              {"--from", "FILE", "for many: student, slot, option; or a column for each slot", {}, Completes::file},
              {"--map", "TITLE=COLUMN", "what the form calls a column of --from", {}, {}},
              strict_option()},
         .examples = {"waymark assign choose zoe-k 1 b --week 2026-W46",
                      "waymark assign choose --from choices.csv --week 2026-W46"},
         .writes = true,
         .run = commands::assign_choose});
    table.push_back(
        {.path = "assign done",
         .summary = "Record what students did: slots, a session, or the whole week.",
         .positionals = {{"WHAT",
                          "students, then their slots (1 2, 1,2 or 1-4) or a session (thu, 2026-11-12); a session "
                          "alone: of all who were there; students alone: their whole week",
                          true, true, Completes::student}},
         .options = {week_option(),
                     {"--not", "", "record that it was not done", {}, {}},
                     {"--except", "STUDENT", "leave out; repeat it, or a,b", {}, Completes::student}},
         .examples = {"waymark assign done zoe-k 1 2 --week 2026-W46",
                      "waymark assign done zoe-k grace-a 1-3 --week 2026-W46 --today 2026-11-13",
                      "waymark assign done mon --except noor-h --today 2026-11-13",
                      "waymark assign done zoe-k 3 --not --week 2026-W46"},
         .writes = true,
         .run = commands::assign_done});
    table.push_back({.path = "assign activities",
                     .summary = "List the activities, with the ids that other commands ask for.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark assign activities"},
                     .run = commands::assign_activities});
}

}  // namespace waymark::app::table
