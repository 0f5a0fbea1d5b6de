#include "commands/commands.hpp"
#include "table/table.hpp"

namespace waymark::app::table {

void add_class(std::vector<CommandSpec>& table) {
    table.push_back(
        {.path = "init",
         .summary = "Make a class folder with a class file that already works.",
         .positionals = {{"NAME", "the folder to make", true, false, Completes::file}},
         .options =
             {{"--from", "EXAMPLE", "an example (spanish-1, math-7), or a CSV sheet of skills", {}, Completes::file}},
         .examples = {"waymark init my-class", "waymark init spanish --from spanish-1",
                      "waymark init grade-7 --from math-7", "waymark init maths --from skills.csv"},
         .writes = true,
         .run = commands::init});
    table.push_back({.path = "validate",
                     .summary = "Check the class file: every mistake at once, with line and hint.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark validate", "waymark validate --format json"},
                     .run = commands::validate});
}

}  // namespace waymark::app::table
