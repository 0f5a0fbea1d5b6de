#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_report(std::vector<CommandSpec>& table) {
    table.push_back({.path = "report class",
                     .summary = "Show who needs what, and the one thing to do first.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark report class", "waymark report class --format md"},
                     .run = commands::report_class});
    table.push_back({.path = "report student",
                     .summary = "Show the report card of a student, or of several, a page each.",
                     .positionals = {{"STUDENT", std::string(kStudentHelp) + "; all = everybody here", true, true,
                                      Completes::student}},
                     .options = {},
                     .examples = {"waymark report student zoe-k", "waymark report student all --format html"},
                     .run = commands::report_student});
    table.push_back({.path = "report missing",
                     .summary = "Show who has not handed in what; what is optional for a student is never missing.",
                     .positionals = {any_student()},
                     .options = {},
                     .examples = {"waymark report missing", "waymark report missing noor-h"},
                     .run = commands::report_missing});
    table.push_back({.path = "report skill",
                     .summary = "Show why a student's status on a skill is what it is, and what would change it.",
                     .positionals = {student(), {"SKILL", "id or title", true, false, Completes::skill}},
                     .options = {},
                     .examples = {"waymark report skill zoe-k ser-estar"},
                     .run = commands::report_skill});
    table.push_back(
        {.path = "report knowledge",
         .summary = "Show what the class taught about items and skills; as JSON, for the next class to start from.",
         .positionals = {{"FILE", "what other classes taught, to be merged", false, true, Completes::file}},
         .options = {},
         .examples = {"waymark report knowledge", "waymark report knowledge --format json > knowledge.json"},
         .run = commands::report_knowledge});
    const PositionalSpec week{"WEEK", week_help("the one planned last, or at hand"), false, false, Completes::week};
    table.push_back({.path = "report slips",
                     .summary = "Half a sheet or less for each student, with the options of the week to tick.",
                     .positionals = {week},
                     .options = {{"--student", "STUDENT", "only this student's", {}, Completes::student}},
                     .examples = {"waymark report slips 2026-W46 --format html"},
                     .run = commands::report_slips});
    table.push_back(
        {.path = "report run-sheet",
         .summary = "Who does what in a session, and when to switch; safe for a substitute.",
         .positionals = {{"SESSION", "its day or its number; otherwise the next", false, false, Completes::nothing}},
         .options = {},
         .examples = {"waymark report run-sheet", "waymark report run-sheet 2026-11-09 --format html"},
         .run = commands::report_run_sheet});
    table.push_back(
        {.path = "report preparation",
         .summary = "What to have ready for a week, over one class or several, and what it costs you in marking.",
         .positionals = {week},
         .options = {},
         .examples = {"waymark report preparation 2026-W46"},
         .several = true,
         .run = commands::report_preparation});
    table.push_back(
        {.path = "report pace",
         .summary = "Who is where, when they will be done, and how sure that is; of one student as a chart.",
         .positionals = {any_student()},
         .options = {{"--if",
                      "WHAT",
                      "\"STUDENT absent 3 sessions\" (2 weeks, next week, from..to), \"cancel DAY\", \"minutes +10\", "
                      "\"due UNIT 2026-12-11\"; may be repeated, nothing is written",
                      {},
                      {}}},
         .examples = {"waymark report pace", "waymark report pace zoe-k",
                      "waymark report pace --if \"zoe-k absent 3 sessions\" --if \"minutes +10\"",
                      "waymark report pace --if \"cancel 2026-11-13\""},
         .run = commands::report_pace});
    table.push_back({.path = "report sunday",
                     .summary = "One screen over all classes: what waits for you, and good news to call home with.",
                     .positionals = {{"FOLDER", "class folders; otherwise this class, or those below here", false, true,
                                      Completes::file}},
                     .options = {},
                     .examples = {"waymark report sunday"},
                     .several = true,
                     .run = commands::report_sunday});
    table.push_back({.path = "report comments",
                     .summary = "Show who has waited longest for your words, and which wait for work.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark report comments"},
                     .run = commands::report_comments});
}

}  // namespace waymark::app::table
