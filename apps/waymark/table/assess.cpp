#include "commands/commands.hpp"
#include "format_help.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_assess(std::vector<CommandSpec>& table) {
    const PositionalSpec check{"CHECK", "id or title of a check in the class file", true, false, Completes::check};
    table.push_back(
        {.path = "assess import",
         .summary = "Read results: who scored what on which item.",
         .positionals = {{"FILE", kExportHelp, true, true, Completes::file}},
         .options = {{"--map", "TITLE=IDS", "what a title is about, from now on: 'Quiz 7=ser-estar,tener'", {}, {}},
                     {"--item", "TITLE", "what a file with one score for each student is about", {}, {}},
                     maximum_option(),
                     date_option(),
                     prior_option(),
                     date_order_option(),
                     by_name_option(),
                     by_id_option(),
                     read_as_option(),
                     strict_option()},
         .examples = {"waymark assess import results.csv",
                      "waymark assess import results.csv --map 'Quiz 7=ser-estar,tener' --dry-run"},
         .writes = true,
         .asks = true,
         .run = commands::assess_import,
         .more_help = results_formats_help});
    table.push_back(
        {.path = "assess map",
         .summary = "Say what titles of other systems are about, or show what was said.",
         .positionals = {{"TITLE=IDS", "a title, and ids of skills, checks or items", false, true, Completes::nothing}},
         .options = {maximum_option()},
         .examples = {"waymark assess map", "waymark assess map 'Quiz 7=ser-estar,tener' --maximum 20",
                      "waymark assess map 'Homework log='"},
         .writes = true,
         .run = commands::assess_map});
    table.push_back({.path = "assess sheet",
                     .summary = "Write a check as a sheet to fill in: blank is missing, x is excused.",
                     .positionals = {check},
                     .options = {},
                     .examples = {"waymark assess sheet quiz-greetings"},
                     .run = commands::assess_sheet});
    table.push_back({.path = "assess enter",
                     .summary = "Enter a check student by student.",
                     .positionals = {check},
                     .options = {date_option()},
                     .examples = {"waymark assess enter quiz-greetings --date 2026-11-06"},
                     .writes = true,
                     .asks = true,
                     .run = commands::assess_enter});
    table.push_back(
        {.path = "assess record",
         .summary = "Record one result.",
         .positionals = {student(),
                         {"ITEM", "id of an item, a check or a skill", true, false, Completes::check},
                         {"SCORE", "8, 8/10, 80%, x (excused), missing", true, false, Completes::nothing}},
         .options = {{"--maximum", "POINTS", "what the score is out of", {}, {}}, date_option(), prior_option()},
         .examples = {"waymark assess record zoe-k ser-estar 3/4 --date 2026-11-06"},
         .writes = true,
         .run = commands::assess_record});
    table.push_back(
        {.path = "assess decide",
         .summary = "Decide a status yourself, with your reason; the estimate stays beside it.",
         .positionals = {student(),
                         {"SKILL", "id or title of a skill", true, false, Completes::skill},
                         {"STATUS", "mastered, not-yet, not-sure, or the school's name", true, false,
                          Completes::status}},
         .options = {{"--because", "TEXT", "the reason", {}, {}}},
         .examples = {"waymark assess decide zoe-k ser-estar mastered --because \"showed me in conversation\""},
         .writes = true,
         .run = commands::assess_decide});
    table.push_back(
        {.path = "assess comment",
         .summary = "Say something to a student; it stays open until later work answers it.",
         .positionals = {student(),
                         {"TEXT", "the words, or - for standard input; none = your editor", false, true,
                          Completes::nothing}},
         .options = {{"--skill", "SKILL", "the skill it is about", {}, Completes::skill},
                     {"--evidence", "ITEM", "the newest result on this item, check or skill", {}, Completes::check},
                     {"--slot", "SLOT", "a slot of the week's plan", {}, {}},
                     week_option()},
         .examples = {"waymark assess comment zoe-k \"read it aloud once more\" --skill ser-estar",
                      "waymark assess comment zoe-k \"well argued\" --evidence quiz-greetings"},
         .writes = true,
         .run = commands::assess_comment});
    table.push_back({.path = "assess conference",
                     .summary = "Note that you talked with a student; who has waited longest comes next.",
                     .positionals = {{"STUDENT", kStudentHelp, true, true, Completes::student}},
                     .options = {{"--note", "TEXT", "what it was about", {}, {}}, date_option()},
                     .examples = {"waymark assess conference zoe-k --note \"wants more music\""},
                     .writes = true,
                     .run = commands::assess_conference});
    table.push_back({.path = "assess retake",
                     .summary = "Let students take a check again: in the plan, and beside the old score.",
                     .positionals = {check,
                                     {"STUDENT", "otherwise all who took it and have something left to show", false,
                                      true, Completes::student}},
                     .options = {{"--session", "SESSION", "its day or number; otherwise the next", {}, {}}},
                     .examples = {"waymark assess retake quiz-greetings --session 2026-11-13"},
                     .writes = true,
                     .run = commands::assess_retake});
    table.push_back({.path = "assess project",
                     .summary = "Give a group the score of its project; it weighs less than own work.",
                     .positionals = {{"NAME", "of the project", true, false, Completes::nothing},
                                     {"SCORE", "8/10, 80%", true, false, Completes::nothing}},
                     .options = {date_option()},
                     .examples = {"waymark assess project album 8/10"},
                     .writes = true,
                     .run = commands::assess_project});
    table.push_back({.path = "assess list",
                     .summary = "Show the evidence in force, oldest first.",
                     .positionals = {any_student()},
                     .options = {{"--corrected", "", "what was corrected since, too", {}, {}}},
                     .examples = {"waymark assess list zoe-k"},
                     .run = commands::assess_list});
    table.push_back({.path = "assess checks",
                     .summary = "List the checks and their items, with the ids that other commands ask for.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark assess checks", "waymark assess checks --format csv"},
                     .run = commands::assess_checks});
    table.push_back({.path = "assess skills",
                     .summary = "List the skills, with the ids that other commands ask for.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark assess skills"},
                     .run = commands::assess_skills});
}

}  // namespace waymark::app::table
