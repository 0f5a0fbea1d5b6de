#include "commands/commands.hpp"
#include "format_help.hpp"
#include "table/table.hpp"
#include "table/words.hpp"

namespace waymark::app::table {
namespace {

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

}  // namespace

void add_roster(std::vector<CommandSpec>& table) {
    table.push_back({.path = "roster import",
                     .summary = "Bring the roster up to date from an export of the school.",
                     .positionals = {{"FILE", kExportHelp, true, true, Completes::file}},
                     .options = {{"--section", "NAME", "only the rows of this section", {}, {}},
                                 {"--complete", "", "the file is the whole list: who is not in it has left", {}, {}},
                                 {"--even-if-many", "", "with --complete, even when it is over a fifth", {}, {}},
                                 by_name_option(),
                                 by_id_option(),
                                 read_as_option(),
                                 strict_option()},
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
                     .options = {{"--all", "", "those who left, too", {}, {}},
                                 {"--section", "NAME", "only this section of the school", {}, {}}},
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
                     .positionals = {{"NAME", "Given Family, or \"Family, Given\"", true, true, Completes::nothing}},
                     .options = person_options(),
                     .examples = {"waymark roster add \"Marsh, Ida\" --section \"Spanish 1 (P3)\"",
                                  "waymark roster add Zuri Okafor"},
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
         .positionals = {any_student()},
         .options =
             {{"--time", "FACTOR", "minutes for one minute of others: 1.5, +50%", {}, {}},
              {"--materials", "TEXT", "format: large print, read aloud …", {}, {}},
              {"--place", "TEXT", "a quiet room …", {}, {}},
              {"--device-at-home", "YES|NO", "without one nothing on a screen is planned at home", {"yes", "no"}, {}},
              {"--without", "SKILLS", "skills that are not this student's", {}, Completes::skill},
              {"--note", "TEXT", "your own words; never the diagnosis", {}, {}},
              {"--none", "", "begin again from none", {}, {}},
              {"--from",
               "FILE",
               "for many: student, time, format, place, device at home, without, note",
               {},
               Completes::file},
              strict_option()},
         .examples = {"waymark roster adjust zoe-k --time 1.5 --place \"quiet room\"",
                      "waymark roster adjust --from adjustments.csv", "waymark roster adjust"},
         .writes = true,
         .run = commands::roster_adjust});
    const PositionalSpec students{"STUDENT", kStudentHelp, false, true, Completes::student};
    const OptionSpec drop{"--drop", "", "take the rule back", {}, {}};
    table.push_back({.path = "roster apart",
                     .summary = "Keep students out of one group; without any, show who is kept apart.",
                     .positionals = {students},
                     .options = {drop},
                     .examples = {"waymark roster apart zoe-k samir-a", "waymark roster apart"},
                     .writes = true,
                     .run = commands::roster_apart});
    table.push_back({.path = "roster together",
                     .summary = "Keep students in one group; without any, show who is kept together.",
                     .positionals = {students},
                     .options = {drop},
                     .examples = {"waymark roster together zoe-k noor-h", "waymark roster together"},
                     .writes = true,
                     .run = commands::roster_together});
    table.push_back(
        {.path = "roster alias",
         .summary = "Say what another system calls a student.",
         .positionals = {student(),
                         {"SYSTEM",
                          "canvas, moodle, login …: the word of its format's description; name for "
                          "another name",
                          true, false, Completes::nothing},
                         {"ID", "the student's id there", true, false, Completes::nothing}},
         .options = {},
         .examples = {"waymark roster alias zoe-k canvas 4711", "waymark roster alias zoe-k name \"Zoe Kim-Park\""},
         .writes = true,
         .run = commands::roster_alias});
    table.push_back({.path = "roster export",
                     .summary = "Write the roster as CSV, in columns that roster import reads.",
                     .positionals = {},
                     .options = {{"--all", "", "those who left, too", {}, {}}},
                     .examples = {"waymark roster export"},
                     .run = commands::roster_export});
}

}  // namespace waymark::app::table
