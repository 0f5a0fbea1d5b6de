#include "commands/commands.hpp"
#include "table/table.hpp"

namespace waymark::app::table {

void add_history(std::vector<CommandSpec>& table) {
    table.push_back({.path = "log",
                     .summary = "Show what was done, newest first.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark log"},
                     .run = commands::log});
    table.push_back({.path = "undo",
                     .summary = "Take back the newest operation, or the one named.",
                     .positionals = {{"OPERATION", "its number in waymark log", false, false, Completes::nothing}},
                     .options = {},
                     .examples = {"waymark undo --dry-run", "waymark undo 3 --dry-run"},
                     .writes = true,
                     .run = commands::undo});
    table.push_back({.path = "redo",
                     .summary = "Bring back what was undone last.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark redo"},
                     .writes = true,
                     .run = commands::redo});
}

}  // namespace waymark::app::table
