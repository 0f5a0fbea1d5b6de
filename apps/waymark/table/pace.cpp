#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_pace(std::vector<CommandSpec>& table) {
    const PositionalSpec whom = any_student();
    const OptionSpec because = because_option();
    const OptionSpec from{"--from",
                          "FILE",
                          "a CSV file, all rows or none: student, pace, load, starts, what, due, because",
                          {},
                          Completes::file};
    const OptionSpec yes{"--yes", "", "a slower pace, with its consequence, is what you want", {}, {}};
    table.push_back(
        {.path = "assign pace",
         .summary = "A student goes at a pace of their own, or with a lighter load.",
         .positionals = {whom, {"PACE", "in times of the class's: 0.8, 80%, class", false, false, {}}},
         .options = {{"--load", "LOAD", "must: only must work counts; all", {}, {}},
                     {"--starts", "DAY", "from this day on; otherwise today", {}, {}},
                     yes,
                     because,
                     from},
         .examples = {"waymark assign pace zoe-k 0.8 --dry-run", "waymark assign pace zoe-k --load must --dry-run",
                      "waymark assign pace --from paces.csv"},
         .writes = true,
         .run = commands::assign_pace});
    table.push_back({.path = "assign extend",
                     .summary = "Something is due later for a student; without one, show what is, from this week on.",
                     .positionals = {whom,
                                     {"WHAT", "a unit or a skill", false, false, Completes::skill},
                                     {"DAY", "its new due day; none takes the extension back", false, false, {}}},
                     .options = {yes, because, from},
                     .examples = {"waymark assign extend zoe-k family 2026-11-20 --dry-run",
                                  "waymark assign extend --from extensions.csv", "waymark assign extend"},
                     .writes = true,
                     .run = commands::assign_extend});
    table.push_back(
        {.path = "assign catch-up",
         .summary = "The least must work that brings a student back on pace; nothing is written.",
         .positionals = {{"STUDENT", kStudentHelp, true, false, Completes::student}},
         .options = {{"--by", "DAY", "until when; otherwise in four weeks", {}, {}},
                     {"--minutes", "MINUTES", "there are for it until then; otherwise the sessions", {}, {}}},
         .examples = {"waymark assign catch-up zoe-k --by 2026-12-11"},
         .run = commands::assign_catch_up});
}

}  // namespace waymark::app::table
