#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_events(std::vector<CommandSpec>& table) {
    const PositionalSpec session{"SESSION", "its day (wed, 2026-11-11), or its number in the term", true, false,
                                 Completes::nothing};
    const OptionSpec because = because_option();
    table.push_back({.path = "assign cancel",
                     .summary = "A session falls out: unfinished work rolls over, nobody is late for it.",
                     .positionals = {session},
                     .options = {because},
                     .examples = {"waymark assign cancel 2026-11-11 --because \"fire drill\""},
                     .writes = true,
                     .run = commands::assign_cancel});
    table.push_back({.path = "assign shorten",
                     .summary = "A session has other minutes than the calendar says.",
                     .positionals = {session, {"MINUTES", "how long it is now", true, false, Completes::nothing}},
                     .options = {because},
                     .examples = {"waymark assign shorten 2026-11-13 30"},
                     .writes = true,
                     .run = commands::assign_shorten});
    table.push_back(
        {.path = "assign excuse",
         .summary = "Students were absent, or will be: these sessions are none of theirs; without any, show who is "
                    "excused from this week on.",
         .positionals = {{"WHAT", "students, then days (thu, 2026-11-12) or from..to", false, true,
                          Completes::student}},
         .options = {because,
                     {"--not", "", "take the excuse back", {}, {}},
                     {"--from", "FILE", "a school's list: student, date, status, because", {}, Completes::file},
                     date_order_option(),
                     strict_option()},
         .examples = {"waymark assign excuse zoe-k 2026-11-09..2026-11-20 --because ill",
                      "waymark assign excuse zoe-k noor-h 2026-11-13 --because museum", "waymark assign excuse",
                      "waymark assign excuse --from attendance.csv"},
         .writes = true,
         .run = commands::assign_excuse});
}

}  // namespace waymark::app::table
