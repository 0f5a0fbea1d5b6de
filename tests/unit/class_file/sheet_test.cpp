#include <doctest/doctest.h>

#include "class_text.hpp"

namespace waymark::test {

TEST_CASE("only the column skill is needed; ids are slugs of titles") {
    const auto loaded = load_sheet("skill\nGreet someone\nZoë's café\n");
    REQUIRE(loaded.file);
    const auto skills = loaded.file->curriculum.skills();
    REQUIRE(skills.size() == 2);
    CHECK(skills[0].id == "greet-someone");
    CHECK(skills[0].title == "Greet someone");
    CHECK(skills[0].minutes == 60);
    CHECK(loaded.file->texts[1].path == "skills.csv");
}

TEST_CASE("every column of a sheet arrives") {
    const auto loaded = load_sheet(
        "skill;id;unit;can_do;needs;standards;priority;activity;minutes;link;check;due\n"
        "Greet;g;Hello;I can greet;;IP.1, IP.2;;Party;40;https://example.org;Quiz 1;session 2\n"
        "Name;;Hello;;Greet;;should;Party;;;Quiz 1;\n"
        "Chat;;Me;;\"g|Name, Name\";;aspire;;90;https://example.org/chat;;2026-09-14\n");
    REQUIRE(loaded.file);
    const auto& file = *loaded.file;
    const auto skills = file.curriculum.skills();
    CHECK(skills[0].id == "g");
    CHECK(skills[0].can_do == "I can greet");
    CHECK(skills[0].unit == "hello");
    CHECK(skills[0].minutes == 40);
    CHECK(skills[0].due_session == 2);
    CHECK(file.standards[0] == std::vector<std::string>{"IP.1", "IP.2"});
    CHECK(skills[1].priority == Priority::should);
    CHECK(skills[1].needs == std::vector<AnyOf>{{0}});
    CHECK(skills[2].priority == Priority::aspire);
    CHECK(skills[2].needs == std::vector<AnyOf>{{0, 1}, {1}});
    CHECK(skills[2].due_session == 3);
    REQUIRE(file.units.size() == 2);
    CHECK(file.units[0].title == "Hello");

    const auto activities = file.curriculum.activities();
    REQUIRE(activities.size() == 2);
    CHECK(activities[0].id == "party");
    CHECK(activities[0].teaches == std::vector<SkillIndex>{0, 1});
    CHECK(activities[0].minutes == 40);
    CHECK(activities[0].sessions == 1);
    CHECK(activities[0].link == "https://example.org");
    // 90 minutes of work take two sessions of 50.
    CHECK(activities[1].title == "https://example.org/chat");
    CHECK(activities[1].minutes == 45);
    CHECK(activities[1].sessions == 2);

    const auto checks = file.curriculum.checks();
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].id == "check-quiz-1");
    CHECK(checks[0].title == "Quiz 1");
    CHECK(checks[0].retakes);
    REQUIRE(checks[0].items.size() == 2);
    CHECK(checks[0].items[0].id == "check-quiz-1-g");
    CHECK(checks[0].items[1].skills == std::vector<SkillIndex>{1});
}

TEST_CASE("units of a sheet are those the class file lists, by id or title") {
    const auto loaded = load_sheet("skill,unit\nA,Hello there\nB,hello\nC,Other\n",
                                   "units: [{id: hello, title: Hello there, due: session 2}]\n");
    REQUIRE(loaded.file);
    REQUIRE(loaded.file->units.size() == 2);
    CHECK(loaded.file->curriculum.skills()[0].due_session == 2);
    CHECK(loaded.file->curriculum.skills()[1].due_session == 2);
    CHECK(loaded.file->units[1].id == "other");
}

TEST_CASE("a mistake in a sheet is named by its line and underlined") {
    const auto loaded = load_sheet("skill,needs\nGreetings,\nNames,\"Greetings; Gretings\"\n");
    const auto& one = loaded.first("unknown-skill");
    CHECK(text::draw(one) ==
          "skills.csv:3:19: error: there is no skill \"Gretings\"\n"
          "    3 | Names,\"Greetings; Gretings\"\n"
          "      |                   ^^^^^^^^\n"
          "  hint: did you mean \"greetings\"?\n");
}

TEST_CASE("every bad line of a sheet is named") {
    const auto loaded = load_sheet(
        "skill,id,minutes,priority,due\n"
        "A,not an id,,,\n"
        "B,,0,,\n"
        "C,,,perhaps,\n"
        "D,,,,session 99999999999\n"
        ",,,,\n"
        ",x,,,\n"
        "🎈,,,,\n");
    std::vector<int> lines;
    for (const auto& one : loaded.diagnostics) lines.push_back(one.place.line);
    CHECK(lines == std::vector<int>{2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("two skills of one title need ids") {
    const auto loaded = load_sheet("skill\nNumbers\nNumbers\n");
    CHECK(loaded.first("duplicate-id").place.line == 3);
    CHECK(loaded.first("duplicate-id").hint == "the first is in skills.csv, line 2; ids are unique");
}

TEST_CASE("a sheet comes in the encoding of its spreadsheet") {
    const auto windows = load_sheet("skill\nUna canci\xF3n\n");
    REQUIRE(windows.file);
    CHECK(windows.file->curriculum.skills()[0].title == "Una canción");
    const auto marked = load_sheet("\xEF\xBB\xBFskill\nUna canción\n");
    REQUIRE(marked.file);
    CHECK(marked.file->curriculum.skills()[0].title == "Una canción");
}

TEST_CASE("a line that is broken in a sheet of UTF-8 is an error, broken accents are an advice") {
    std::string sheet = "skill\n";
    for (int count = 0; count < 20; ++count) sheet += "Canción " + std::to_string(count) + "\n";
    const auto broken = load_sheet(sheet + "Canci\xF3n\n");
    CHECK(broken.first("not-utf8").place.file == "skills.csv");
    CHECK(broken.first("not-utf8").place.line == 22);
    const auto twice = load_sheet("skill\nUna canciÃ³n\n");
    CHECK(twice.file);
    CHECK(twice.first("encoded-twice").severity == text::Severity::advice);
}

TEST_CASE("a workbook is no sheet") {
    const auto loaded = load({{"class.yaml", class_text("skills: skills.xlsx\nactivities: [{id: g, teaches: a}]\n")},
                              {"skills.xlsx", std::string("PK\x03\x04\x14\0\0\0", 8)}});
    CHECK(loaded.codes() == std::vector<std::string>{"not-a-sheet"});
    CHECK(loaded.diagnostics[0].place.file == "class.yaml");
    CHECK(loaded.diagnostics[0].place.line == 4);
}

TEST_CASE("the sheet that a new class begins with needs no mending") {
    const auto loaded = load_sheet(
        "skill,unit,needs,activity,minutes\n"
        "Greet someone,Hello,,Greeting game,40\n"
        "Say who I am,Hello,Greet someone,Name tags,40\n"
        "Ask for a name,Hello,Greet someone,Find your partner,40\n"
        "Introduce a friend,Hello,\"Say who I am, Ask for a name\",Party scene,60\n");
    REQUIRE(loaded.file);
    CHECK(loaded.codes() == std::vector<std::string>{"not-checked"});
    CHECK(loaded.file->curriculum.skills()[3].needs == std::vector<AnyOf>{{1}, {2}});
}

}  // namespace waymark::test
