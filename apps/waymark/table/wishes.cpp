#include "commands/commands.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {

void add_wishes(std::vector<CommandSpec>& table) {
    table.push_back(
        {.path = "assign goal",
         .summary = "Set what a student aims at, by a day if there is one; without a goal, show those there are.",
         .positionals = {any_student(), {"GOAL", "id or title of a skill or unit", false, true, Completes::skill}},
         .options = {{"--by", "DAY", "to be reached by then", {}, {}},
                     {"--teacher", "", "the teacher set it, not the student", {}, {}},
                     {"--drop", "", "it is no longer a goal", {}, {}},
                     {"--from", "FILE", "for many: student, goal (several with ;), by, set_by", {}, Completes::file},
                     {"--map", "TITLE=COLUMN", "what the form calls a column of --from", {}, {}},
                     date_order_option(),
                     strict_option()},
         .examples = {"waymark assign goal zoe-k recipe --by 2026-12-18", "waymark assign goal",
                      "waymark assign goal --from goals.csv"},
         .writes = true,
         .run = commands::assign_goal});
    table.push_back({.path = "assign path",
                     .summary = "Show the way from where a student stands to a goal: what is missing, in which order.",
                     .positionals = {student(),
                                     {"GOAL", "id or title of a skill or unit; otherwise the goals that are set", false,
                                      true, Completes::skill}},
                     .options = {},
                     .examples = {"waymark assign path zoe-k recipe", "waymark assign path zoe-k --ascii"},
                     .run = commands::assign_path});
    table.push_back(
        {.path = "assign request",
         .summary = "Note what a student asks for in a week; without a wish, show what became of all there are.",
         .positionals = {any_student(),
                         {"WISH", "id or title of an activity or skill, or a kind of activity: game, video …", false,
                          true, Completes::activity}},
         .options = {{"--week", "WEEK", week_help("the one to plan"), {}, Completes::week},
                     {"--propose", "TITLE", "something that the class file does not have", {}, {}},
                     {"--skill", "SKILL", "what the proposal works on", {}, Completes::skill},
                     {"--minutes", "MINUTES", "what the proposal takes; otherwise 20", {}, {}},
                     {"--drop", "", "take the request back", {}, {}},
                     {"--from",
                      "FILE",
                      "for many: student, request (several with ;), proposal, skill, minutes, interests, tools",
                      {},
                      Completes::file},
                     {"--map", "TITLE=COLUMN", "what the form calls a column of --from", {}, {}},
                     strict_option()},
         .examples = {"waymark assign request zoe-k countdown game",
                      "waymark assign request zoe-k --propose \"Write a song\" --skill adjectives --minutes 30",
                      "waymark assign request --from wishes.csv --map \"What would you like to do?=request\"",
                      "waymark assign request"},
         .writes = true,
         .run = commands::assign_request});
    table.push_back({.path = "assign why",
                     .summary = "Explain one slot of a plan: the facts, the rule, and what would change it.",
                     .positionals = {student(), {"SLOT", "its number in the plan", true, false, Completes::nothing}},
                     .options = {week_option()},
                     .examples = {"waymark assign why zoe-k 1 --week 2026-W46",
                                  "waymark assign why zoe-k 1 --week 2026-W46 --format json"},
                     .run = commands::assign_why});
    table.push_back(
        {.path = "assign groups",
         .summary =
             "Propose groups for a session, each around a skill, what is due first; --save fixes them, at its start.",
         .positionals = {{"SESSION", "its day or number; otherwise the next", false, false, Completes::nothing}},
         .options = {{"--size", "SIZES", "students in a group: 3, or 2-4", {}, {}},
                     {"--peers", "", "one who has mastered the skill with those who are ready for it", {}, {}},
                     {"--skill", "SKILL", "only around this one; may be repeated", {}, Completes::skill},
                     {"--update", "", "propose again where groups are fixed", {}, {}},
                     {"--save", "", "fix the groups: they work together in the session, and are mixed later", {}, {}}},
         .examples = {"waymark assign groups", "waymark assign groups 2026-11-13 --size 3 --peers",
                      "waymark assign groups fri --save"},
         .writes = true,
         .run = commands::assign_groups});
}

}  // namespace waymark::app::table
