#include "commands/commands.hpp"
#include "format_help.hpp"

namespace waymark::app {
namespace {

const std::string kStudentHelp = "short name, school id, e-mail or name, as in waymark roster list";
const std::string kExportHelp = "a CSV file, an export of another system, its folder or zip; - for standard input";
const std::string kWeekHelp = "2026-W48, this, next, or any day of it";

PositionalSpec student() {
    return {"STUDENT", kStudentHelp, true, false, Completes::student};
}

OptionSpec week_option() {
    return {"--week", "WEEK", kWeekHelp + "; otherwise the one at hand", {}, Completes::week};
}

std::vector<OptionSpec> person_options() {
    return {{"--given", "NAME", "given name", {}, {}},
            {"--family", "NAME", "family name", {}, {}},
            {"--preferred", "NAME", "the given name to show instead", {}, {}},
            {"--section", "NAME", "the section of the school", {}, {}},
            {"--email", "ADDRESS", "e-mail address", {}, {}},
            {"--school-id", "ID", "the id that the school's system uses", {}, {}},
            {"--joined", "DAY", "the day from which pace is counted", {}, {}}};
}

std::vector<OptionSpec> with(std::vector<OptionSpec> options, OptionSpec one) {
    options.push_back(std::move(one));
    return options;
}

const OptionSpec kStrict{"--strict", "", "apply nothing when any row is refused", {}, {}};
const OptionSpec kReadAs{
    "--read-as", "FORMAT", "the system the file comes from, instead of finding out", {}, Completes::format};
const OptionSpec kByName{"--by-name", "", "a name that only one student has means that student", {}, {}};
const OptionSpec kById{"--by-id", "", "an id means its student, under a wholly other name too", {}, {}};
const OptionSpec kMaximum{"--maximum", "POINTS", "what scores are out of when nothing else says it", {}, {}};
const OptionSpec kPrior{
    "--prior", "SOURCE", "credit for earlier work: where it comes from; may lie before the term", {}, {}};
const OptionSpec kDate{"--date", "DAY", "the day of results that name none", {}, {}};
const OptionSpec kDateOrder{
    "--date-order", "ORDER", "what comes first in 6/11/2026", {"day", "month"}, Completes::nothing};

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

void add_roster(std::vector<CommandSpec>& table) {
    table.push_back({.path = "roster import",
                     .summary = "Bring the roster up to date from an export of the school.",
                     .positionals = {{"FILE", kExportHelp, true, true, Completes::file}},
                     .options = {{"--section", "NAME", "only the rows of this section", {}, {}},
                                 {"--complete", "", "the file is the whole list: who is not in it has left", {}, {}},
                                 {"--even-if-many", "", "with --complete, even when it is over a fifth", {}, {}},
                                 kByName,
                                 kById,
                                 kReadAs,
                                 kStrict},
                     .examples = {"waymark roster import roster.csv --dry-run", "waymark roster import roster.csv",
                                  "waymark roster import roster.csv --section \"Spanish 1 (P3)\"",
                                  "waymark roster import roster.csv --complete --dry-run"},
                     .writes = true,
                     .asks = true,
                     .run = commands::roster_import,
                     .more_help = roster_formats_help});
    table.push_back({.path = "roster list",
                     .summary = "Show who is on the roster.",
                     .positionals = {},
                     .options = {{"--all", "", "those who left, too", {}, {}}},
                     .examples = {"waymark roster list", "waymark roster list --format csv"},
                     .run = commands::roster_list});
    table.push_back({.path = "roster show",
                     .summary = "Show all that the roster says of one student.",
                     .positionals = {student()},
                     .options = {},
                     .examples = {"waymark roster show zoe-k"},
                     .run = commands::roster_show});
    table.push_back({.path = "roster add",
                     .summary = "Add one student by hand.",
                     .positionals = {{"NAME", "\"Family, Given\", or any name", true, false, Completes::nothing}},
                     .options = person_options(),
                     .examples = {"waymark roster add \"Marsh, Ida\" --section \"Spanish 1 (P3)\""},
                     .writes = true,
                     .run = commands::roster_add});
    table.push_back(
        {.path = "roster edit",
         .summary = "Change what the roster says of a student; the short name stays.",
         .positionals = {student()},
         .options = with(person_options(), {"--status", "STATUS", "enrolment", {"active", "inactive", "left"}, {}}),
         .examples = {"waymark roster edit zoe-k --preferred Zo", "waymark roster edit zoe-k --status inactive"},
         .writes = true,
         .run = commands::roster_edit});
    table.push_back({.path = "roster remove",
                     .summary = "Take a student off the roster; everything recorded is kept.",
                     .positionals = {student()},
                     .options = {},
                     .examples = {"waymark roster remove zoe-k --dry-run"},
                     .writes = true,
                     .run = commands::roster_remove});
    table.push_back({.path = "roster prefer",
                     .summary = "Note a student's interests and tools; plans offer what fits first.",
                     .positionals = {student()},
                     .options = {{"--interests", "WORDS", "separated by commas, instead of those before", {}, {}},
                                 {"--tools", "WORDS", "separated by commas, instead of those before", {}, {}}},
                     .examples = {"waymark roster prefer zoe-k --interests music,football --tools paper"},
                     .writes = true,
                     .run = commands::roster_prefer});
    table.push_back(
        {.path = "roster adjust",
         .summary = "Note what is made different for a student; without one, show what is.",
         .positionals = {{"STUDENT", kStudentHelp, false, false, Completes::student}},
         .options = {{"--time", "FACTOR", "minutes for one minute of others: 1.5, +50%", {}, {}},
                     {"--materials", "TEXT", "format: large print, read aloud …", {}, {}},
                     {"--place", "TEXT", "a quiet room …", {}, {}},
                     {"--without", "SKILLS", "skills that are not this student's", {}, Completes::skill},
                     {"--note", "TEXT", "your own words; never the diagnosis", {}, {}},
                     {"--none", "", "begin again from none", {}, {}},
                     {"--from", "FILE", "for many: student, time, format, place, without, note", {}, Completes::file},
                     kStrict},
         .examples = {"waymark roster adjust zoe-k --time 1.5 --place \"quiet room\"",
                      "waymark roster adjust --from adjustments.csv", "waymark roster adjust"},
         .writes = true,
         .run = commands::roster_adjust});
    table.push_back({.path = "roster alias",
                     .summary = "Say what another system calls a student.",
                     .positionals = {student(),
                                     {"SYSTEM", "canvas, moodle, login …: the word of its format's description", true,
                                      false, Completes::nothing},
                                     {"ID", "the student's id there", true, false, Completes::nothing}},
                     .options = {},
                     .examples = {"waymark roster alias zoe-k canvas 4711"},
                     .writes = true,
                     .run = commands::roster_alias});
    table.push_back({.path = "roster export",
                     .summary = "Write the roster as CSV, in columns that roster import reads.",
                     .positionals = {},
                     .options = {{"--all", "", "those who left, too", {}, {}}},
                     .examples = {"waymark roster export"},
                     .run = commands::roster_export});
}

void add_assign(std::vector<CommandSpec>& table) {
    const PositionalSpec week{"WEEK", kWeekHelp + "; otherwise the next", false, false, Completes::week};
    table.push_back({.path = "assign week",
                     .summary = "Plan a week for every student, or show the plan there is.",
                     .positionals = {week},
                     .options = {{"--update", "", "plan again as a new revision", {}, {}}},
                     .examples = {"waymark assign week", "waymark assign week 2026-W46"},
                     .writes = true,
                     .run = commands::assign_week});
    table.push_back({.path = "assign show",
                     .summary = "Show the stored plan of the class or of one student.",
                     .positionals = {{"STUDENT", kStudentHelp, false, false, Completes::student}},
                     .options = {week_option()},
                     .examples = {"waymark assign show --week 2026-W46", "waymark assign show zoe-k --week 2026-W46"},
                     .run = commands::assign_show});
    table.push_back({.path = "assign publish",
                     .summary = "Fix the plan of a week: it no longer moves under the printed slips.",
                     .positionals = {week},
                     .options = {},
                     .examples = {"waymark assign publish 2026-W46"},
                     .writes = true,
                     .run = commands::assign_publish});
    table.push_back({.path = "assign choose",
                     .summary = "Record which option of a slot a student chose.",
                     .positionals = {student(),
                                     {"SLOT", "its number in the plan", true, false, Completes::nothing},
                                     {"OPTION", "its letter", true, false, Completes::nothing}},
                     .options = {week_option()},
                     .examples = {"waymark assign choose zoe-k 4 b --week 2026-W46"},
                     .writes = true,
                     .run = commands::assign_choose});
    table.push_back(
        {.path = "assign done",
         .summary = "Record that a student did a slot, or the whole week.",
         .positionals = {student(), {"SLOT", "numbers in the plan; none = all", false, true, Completes::nothing}},
         .options = {week_option(), {"--not", "", "record that it was not done", {}, {}}},
         .examples = {"waymark assign done zoe-k 1 2 --week 2026-W46",
                      "waymark assign done zoe-k 3 --not --week 2026-W46"},
         .writes = true,
         .run = commands::assign_done});
}

/// The teacher's word on single slots.
void add_overrides(std::vector<CommandSpec>& table) {
    const PositionalSpec slot{"SLOT", "its number in the plan", true, false, Completes::nothing};
    const PositionalSpec activity{"ACTIVITY", "id or title of an activity, or of a check", true, false,
                                  Completes::nothing};
    const OptionSpec because{"--because", "TEXT", "the reason, for the plan and the log", {}, {}};
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

/// What happens in a term.
void add_events(std::vector<CommandSpec>& table) {
    const PositionalSpec session{"SESSION", "its day (wed, 2026-11-11), or its number in the term", true, false,
                                 Completes::nothing};
    const OptionSpec because{"--because", "TEXT", "the reason, for the log", {}, {}};
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
         .summary = "A student was absent, or will be: these sessions are none of theirs.",
         .positionals = {{"STUDENT", kStudentHelp, false, false, Completes::student},
                         {"DAY", "days, or from..to", false, true, Completes::nothing}},
         .options = {because,
                     {"--not", "", "take the excuse back", {}, {}},
                     {"--from", "FILE", "a school's list: student, date, status, because", {}, Completes::file},
                     kStrict},
         .examples = {"waymark assign excuse zoe-k 2026-11-09..2026-11-20 --because ill",
                      "waymark assign excuse --from attendance.csv"},
         .writes = true,
         .run = commands::assign_excuse});
}

void add_pace(std::vector<CommandSpec>& table) {
    const PositionalSpec whom{"STUDENT", kStudentHelp, false, false, Completes::student};
    const OptionSpec because{"--because", "TEXT", "the reason, for the log", {}, {}};
    const OptionSpec from{
        "--from", "FILE", "a CSV file: student, pace, load, starts, what, due, because", {}, Completes::file};
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
                     .summary = "Something is due later for a student.",
                     .positionals = {whom,
                                     {"WHAT", "a unit or a skill", false, false, Completes::skill},
                                     {"DAY", "its new due day; none takes the extension back", false, false, {}}},
                     .options = {yes, because, from},
                     .examples = {"waymark assign extend zoe-k family 2026-11-20 --dry-run",
                                  "waymark assign extend --from extensions.csv"},
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

void add_projects(std::vector<CommandSpec>& table) {
    const PositionalSpec project{"NAME", "of the project", true, false, Completes::nothing};
    table.push_back(
        {.path = "assign project",
         .summary = "A group works on one activity over several sessions; without a name, show the projects.",
         .positionals = {{"NAME", "of the project", false, false, Completes::nothing},
                         {"STUDENT", kStudentHelp, false, true, Completes::student}},
         .options = {{"--activity", "ACTIVITY", "what they work on; it says how many sessions", {}, {}},
                     {"--from", "SESSION", "its first session; otherwise the next", {}, {}},
                     {"--milestone", "TITLE=DAY", "what is due when; may be given again", {}, {}}},
         .examples = {"waymark assign project album zoe-k noor-h --activity family-album"
                      " --milestone 'first draft=2026-11-20'",
                      "waymark assign project"},
         .writes = true,
         .run = commands::assign_project});
    table.push_back({.path = "assess project",
                     .summary = "Give a group the score of its project; it weighs less than own work.",
                     .positionals = {project, {"SCORE", "8/10, 80%", true, false, Completes::nothing}},
                     .options = {kDate},
                     .examples = {"waymark assess project album 8/10"},
                     .writes = true,
                     .run = commands::assess_project});
}

void add_assess(std::vector<CommandSpec>& table) {
    const PositionalSpec check{"CHECK", "id or title of a check in the class file", true, false, Completes::check};
    table.push_back(
        {.path = "assess import",
         .summary = "Read results: who scored what on which item.",
         .positionals = {{"FILE", kExportHelp, true, true, Completes::file}},
         .options = {{"--map", "TITLE=IDS", "what a title is about, from now on: 'Quiz 7=ser-estar,tener'", {}, {}},
                     {"--item", "TITLE", "what a file with one score for each student is about", {}, {}},
                     kMaximum,
                     kDate,
                     kPrior,
                     kDateOrder,
                     kByName,
                     kReadAs,
                     kStrict},
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
         .options = {kMaximum},
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
                     .options = {kDate},
                     .examples = {"waymark assess enter quiz-greetings --date 2026-11-06"},
                     .writes = true,
                     .asks = true,
                     .run = commands::assess_enter});
    table.push_back({.path = "assess record",
                     .summary = "Record one result.",
                     .positionals = {student(),
                                     {"ITEM", "id of an item, a check or a skill", true, false, Completes::check},
                                     {"SCORE", "8, 8/10, 80%, x (excused), missing", true, false, Completes::nothing}},
                     .options = {{"--maximum", "POINTS", "what the score is out of", {}, {}}, kDate, kPrior},
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
                     .options = {{"--note", "TEXT", "what it was about", {}, {}}, kDate},
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
    table.push_back({.path = "assess list",
                     .summary = "Show the evidence in force, oldest first.",
                     .positionals = {{"STUDENT", kStudentHelp, false, false, Completes::student}},
                     .options = {{"--corrected", "", "what was corrected since, too", {}, {}}},
                     .examples = {"waymark assess list zoe-k"},
                     .run = commands::assess_list});
}

void add_report(std::vector<CommandSpec>& table) {
    table.push_back({.path = "report class",
                     .summary = "Show who needs what, and the one thing to do first.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark report class", "waymark report class --format md"},
                     .run = commands::report_class});
    table.push_back({.path = "report student",
                     .summary = "Show one student's report card.",
                     .positionals = {student()},
                     .options = {},
                     .examples = {"waymark report student zoe-k"},
                     .run = commands::report_student});
    const PositionalSpec week{"WEEK", kWeekHelp + "; otherwise the one at hand", false, false, Completes::week};
    table.push_back({.path = "report slips",
                     .summary = "Half a sheet for each student, with the options of the week to tick.",
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
    table.push_back({.path = "report preparation",
                     .summary = "What to have ready for a week, and what the plan costs you in marking.",
                     .positionals = {week},
                     .options = {},
                     .examples = {"waymark report preparation 2026-W46"},
                     .run = commands::report_preparation});
    table.push_back(
        {.path = "report pace",
         .summary = "Who is where, when they will be done, and how sure that is; of one student as a chart.",
         .positionals = {{"STUDENT", kStudentHelp, false, false, Completes::student}},
         .options = {{"--if",
                      "WHAT",
                      "\"STUDENT absent 3 sessions\", \"minutes +10\", \"due UNIT 2026-12-11\"; may be "
                      "repeated, nothing is written",
                      {},
                      {}}},
         .examples = {"waymark report pace", "waymark report pace zoe-k",
                      "waymark report pace --if \"zoe-k absent 3 sessions\" --if \"minutes +10\""},
         .run = commands::report_pace});
    table.push_back({.path = "report sunday",
                     .summary = "One screen over all classes: what waits for you, and good news to call home with.",
                     .positionals = {{"FOLDER", "class folders; otherwise this class, or those below here", false, true,
                                      Completes::file}},
                     .options = {},
                     .examples = {"waymark report sunday"},
                     .run = commands::report_sunday});
    table.push_back({.path = "report comments",
                     .summary = "Show who has waited longest for your words, and which wait for work.",
                     .positionals = {},
                     .options = {},
                     .examples = {"waymark report comments"},
                     .run = commands::report_comments});
}

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

}  // namespace

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> table = [] {
        std::vector<CommandSpec> made;
        add_class(made);
        add_roster(made);
        add_assign(made);
        add_overrides(made);
        add_projects(made);
        add_events(made);
        add_pace(made);
        add_assess(made);
        add_report(made);
        add_history(made);
        add_completion(made);
        return made;
    }();
    return table;
}

}  // namespace waymark::app
