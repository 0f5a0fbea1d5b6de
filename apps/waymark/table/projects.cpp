#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_projects(std::vector<CommandSpec>& table) {
    table.push_back(
        {.path = "assign project",
         .summary = "A group works on one activity over several sessions; without a name, show the projects.",
         .positionals = {{"NAME", "of the project", false, false, Completes::nothing},
                         {"STUDENT", kStudentHelp, false, true, Completes::student}},
         .options = {{"--activity", "ACTIVITY", "what they work on; it says how many sessions, at the least", {}, {}},
                     {"--from", "SESSION", "its first session; otherwise the next", {}, {}},
                     {"--milestone",
                      "TITLE=DAY",
                      "what is due when; they work on it until the last; may be given again",
                      {},
                      {}}},
         .examples = {"waymark assign project album zoe-k noor-h --activity family-album"
                      " --milestone 'first draft=2026-11-20'",
                      "waymark assign project"},
         .writes = true,
         .run = commands::assign_project});
}

}  // namespace waymark::app::table
