#include <doctest/doctest.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;
using waymark::Date;
using namespace std::chrono;
using Kind = RosterChange::Kind;

namespace {

constexpr Date kToday = sys_days(2026y / 9 / 1);

RosterPlan plan(const std::string& text, const std::vector<Student>& roster = {},
                std::optional<std::string> section = std::nullopt) {
    return plan_roster_import({"roster.csv", text}, roster, {.section = std::move(section), .today = kToday});
}

/// The roster after a plan was applied.
std::vector<Student> applied(const RosterPlan& done) {
    std::vector<Student> roster;
    for (const auto& change : done.changes) {
        roster.push_back(change.student);
        roster.back().id = static_cast<StudentId>(roster.size());
    }
    return roster;
}

int count(const RosterPlan& done, Kind kind) {
    return static_cast<int>(std::ranges::count(done.changes, kind, &RosterChange::kind));
}

}  // namespace

TEST_CASE("headers of many schools name the same columns") {
    for (const auto* text :
         {"Student Name,Student ID,E-Mail\n\"Kovács, Zoë\",7,z@x.org\n",
          "Last Name;First Name;SIS ID;Email Address\nKovács;Zoë;7;z@x.org\n",
          "Nachname\tVorname\tSchüler-ID\tE-Mail-Adresse\nKovács\tZoë\t7\tz@x.org\n",
          "Apellidos,Nombre,Matrícula,Correo electrónico\nKovács,Zoë,7,z@x.org\n",
          "Nom,Prénom,Identifiant,Courriel\nKovács,Zoë,7,z@x.org\n", "Name,Vorname,ID,Mail\nKovács,Zoë,7,z@x.org\n",
          "Class list of 8b\nprinted 1 September\n\nFamily name,Given name,Id,Email\nKovács,Zoë,=\"7\",z@x.org\n"}) {
        CAPTURE(text);
        const auto done = plan(text);
        REQUIRE(done.changes.size() == 1);
        const auto& one = done.changes[0].student;
        CHECK(one.given == "Zoë");
        CHECK(one.family == "Kovács");
        CHECK(one.school_id == "7");
        CHECK(one.email == "z@x.org");
        CHECK(one.slug == "zoe-k");
        CHECK(one.joined == kToday);
        CHECK(done.refused.empty());
    }
}

TEST_CASE("of two id columns the student's is meant, not the school's") {
    const auto done = plan("School_id,Last_name,First_name,Student_id\n2,Roe,Al,c-1\n2,Poe,Bo,c-2\n");
    REQUIRE(done.changes.size() == 2);
    CHECK(done.changes[0].student.school_id == "c-1");
    CHECK(done.ignored_columns == std::vector<std::string>{"School_id"});
}

TEST_CASE("a second run changes nothing, and a changed file changes what changed") {
    const std::string first = "name,id,email,section\n\"Roe, Al\",1,al@x.org,P1\n\"Poe, Bo\",2,,P1\n\"Coe, Cy\",,,P1\n";
    const auto roster = applied(plan(first));
    REQUIRE(roster.size() == 3);
    const auto again = plan(first, roster);
    CHECK(count(again, Kind::unchanged) == 3);

    const auto next = plan("name,id,email,section\n\"Roe, Alan\",1,AL@x.org,P1\n\"Poe, Bo\",2,,P2\n", roster, "P1");
    REQUIRE(next.changes.size() == 3);
    CHECK(next.changes[0].kind == Kind::changed);
    CHECK(next.changes[0].details == std::vector<std::string>{"given name: Al -> Alan"});
    CHECK(next.changes[0].student.slug == "al-r");
    // Bo left the section and Cy is not in the file: both stay.
    CHECK(count(next, Kind::absent) == 2);

    const auto moved = plan("name,id,section\n\"Poe, Bo\",2,P2\n", roster);
    CHECK(moved.changes[0].kind == Kind::moved);
    CHECK(count(moved, Kind::absent) == 2);
}

TEST_CASE("two rows for one student agree and count once, or disagree and are both refused") {
    CHECK(plan("name,id\n\"Roe, Al\",1\n\"Roe, Al\",1\n").changes.size() == 1);
    const auto done = plan("name,id\n\"Roe, Al\",1\n\"Poe, Bo\",2\n\"Roe, Alan\",1\n");
    REQUIRE(done.refused.size() == 2);
    CHECK(done.refused[0].line == 2);
    CHECK(done.refused[0].reason == "Al Roe stands here and on line 4, and the two rows disagree");
    CHECK(done.refused[1].line == 4);
    CHECK(done.refused[1].reason == "Alan Roe stands here and on line 2, and the two rows disagree");
    CHECK(count(done, Kind::added) == 1);
}

TEST_CASE("a name alone never joins two people") {
    const auto roster = applied(plan("name,id\n\"Roe, Al\",1\n"));
    // The same name with another id is another person.
    const auto other = plan("name,id\n\"Roe, Al\",9\n", roster);
    CHECK(count(other, Kind::added) == 1);
    CHECK(other.changes[0].student.slug == "al-ro");
    // A row without an id in a file that has ids could be anybody.
    const auto bare = plan("name,id\n\"Roe, Al\",\n", roster);
    REQUIRE(bare.refused.size() == 1);
    CHECK(bare.refused[0].reason.find("al-r") != std::string::npos);
    // A file without any ids can only mean the one with this name.
    CHECK(count(plan("name\n\"Roe, Al\"\n", roster), Kind::unchanged) == 1);
    // Somebody added by hand gets their id when the teacher says that names count.
    const auto by_hand = applied(plan("name\n\"Roe, Al\"\n"));
    const auto unsaid = plan("name,id\n\"Roe, Al\",1\n", by_hand);
    CHECK(count(unsaid, Kind::added) == 0);
    REQUIRE(unsaid.refused.size() == 1);
    CHECK(unsaid.refused[0].reason ==
          "Al Roe could be al-r, who is not known by this id; --by-name takes equal names for one person, and so does "
          "waymark roster alias al-r school 1");
    const auto with_id = plan_roster_import({"roster.csv", "name,id\n\"Roe, Al\",1\n"}, by_hand,
                                            {.section = std::nullopt, .today = kToday, .read = {.by_name = true}});
    REQUIRE(with_id.changes.size() == 1);
    CHECK(with_id.changes[0].details == std::vector<std::string>{"school id: 1"});
}

TEST_CASE("an id and an e-mail address of two people are refused") {
    const auto roster = applied(plan("name,id,email\n\"Roe, Al\",1,al@x.org\n\"Poe, Bo\",2,bo@x.org\n"));
    const auto done = plan("name,id,email\n\"Roe, Al\",1,bo@x.org\n", roster);
    REQUIRE(done.refused.size() == 1);
    CHECK(done.refused[0].reason == "the id belongs to al-r, the e-mail address to bo-p");
}

TEST_CASE("several sections need a choice") {
    const std::string text = "name,id,period\n\"Roe, Al\",1,P1\n\"Poe, Bo\",2,P2\n";
    CHECK_THROWS_WITH_AS(plan(text), "roster.csv holds 2 sections", Error);
    CHECK_THROWS_WITH_AS(plan(text, {}, "P7"), "roster.csv has no section \"P7\"", Error);
    CHECK(plan(text, {}, "p2").changes.size() == 1);
}

TEST_CASE("what cannot be a roster says so") {
    CHECK_THROWS_WITH_AS(plan(""), "roster.csv is empty", Error);
    CHECK_THROWS_WITH_AS(plan("colour,size\nred,2\n"), "roster.csv has no column with the students' names", Error);
    CHECK_THROWS_WITH_AS(plan("PK\x03\x04junk"), "roster.csv is a damaged zip file", Error);
    CHECK_THROWS_WITH_AS(plan("<html><table>"), "roster.csv is a saved web page, not a CSV file", Error);
}

TEST_CASE("rows that cannot be used are named and the others are") {
    const auto done = plan(
        "name,id,status,extra\n,1,active,\n\"Roe, Al\",2,gone fishing,\n\"Poe, Bo\",3,Active,x\n\"Coe, "
        "Cy\",4,active,x,y\n\"Jos\xE9, Di\",5,active,\nZoë,6,active,\n");
    CHECK(count(done, Kind::added) == 2);
    REQUIRE(done.refused.size() == 4);
    CHECK(done.refused[0].reason == "the row has no name");
    CHECK(done.refused[1].reason == "\"gone fishing\" is no status of a student (active, inactive, left)");
    CHECK(done.refused[2].line == 5);
    CHECK(done.refused[3].reason == "the line has bytes that are no UTF-8");
    CHECK(done.ignored_columns == std::vector<std::string>{"extra"});
}
