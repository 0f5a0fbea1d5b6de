#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_overrides(std::vector<CommandSpec>& table) {
    const PositionalSpec slot{"SLOT", "its number in the plan", true, false, Completes::nothing};
    const PositionalSpec activity{"ACTIVITY", "id or title of an activity, or of a check", true, false,
                                  Completes::activity};
    const OptionSpec because = because_option();
    table.push_back({.path = "assign swap",
                     .summary = "Put another activity into a slot; it stays when the week is planned again.",
                     .positionals = {student(), slot, activity},
                     .options = {because, week_option()},
                     .examples = {"waymark assign swap zoe-k 3 countdown --because \"the laptops are away\""},
                     .writes = true,
                     .run = commands::assign_swap});
    table.push_back({.path = "assign pin",
                     .summary = "Keep a slot as it is when the week is planned again.",
                     .positionals = {student(), slot},
                     .options = {because, week_option()},
                     .examples = {"waymark assign pin zoe-k 3 --because \"looks forward to it\""},
                     .writes = true,
                     .run = commands::assign_pin});
    table.push_back({.path = "assign drop",
                     .summary = "Take the skill of a slot out of a student's week.",
                     .positionals = {student(), slot},
                     .options = {because, week_option()},
                     .examples = {"waymark assign drop zoe-k 3 --because \"rests this week\""},
                     .writes = true,
                     .run = commands::assign_drop});
    table.push_back({.path = "assign add",
                     .summary = "Put an activity or a check into a student's week.",
                     .positionals = {student(), activity},
                     .options = {{"--session", "SESSION", "its day or number; otherwise the next", {}, {}},
                                 {"--home", "", "at home, not in a session", {}, {}},
                                 because,
                                 week_option()},
                     .examples = {"waymark assign add zoe-k countdown --session 2026-11-13"},
                     .writes = true,
                     .run = commands::assign_add});
    table.push_back(
        {.path = "assign together",
         .summary = "Teach one skill to all who lack it, in one session; the others keep their own work.",
         .positionals = {{"SKILL", "id or title of a skill", true, false, Completes::skill},
                         {"SESSION", "its day or number; otherwise the next", false, false, Completes::nothing}},
         .options = {{"--activity", "ACTIVITY", "otherwise the shortest that fits everybody", {}, {}}, because},
         .examples = {"waymark assign together \"verbs in -ar\" 2026-11-13"},
         .writes = true,
         .run = commands::assign_together});
}

}  // namespace waymark::app::table
