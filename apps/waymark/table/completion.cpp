#include "commands/commands.hpp"
#include "table/table.hpp"

namespace waymark::app::table {

void add_completion(std::vector<CommandSpec>& table) {
    table.push_back({.path = "completion",
                     .summary = "Write the completion script of a shell.",
                     .positionals = {{"SHELL", "bash, zsh or fish", true, false, Completes::shell}},
                     .options = {},
                     .examples = {"waymark completion bash"},
                     .run = commands::completion});
    table.push_back(
        {.path = "__complete",
         .summary = "Offer words for the shell.",
         .positionals = {{"WORD", "the words so far, the last one unfinished", false, true, Completes::nothing}},
         .options = {},
         .examples = {},
         .hidden = true,
         .run = commands::complete});
}

}  // namespace waymark::app::table
