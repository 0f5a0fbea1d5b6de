#include <doctest/doctest.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;
using waymark::Date;
using namespace std::chrono;
using Kind = RosterChange::Kind;

namespace {

constexpr Date kToday = sys_days(2026y / 11 / 8);

/// A class that lives through one import after the other.
class Class {
public:
    std::vector<Student> roster;
    std::vector<StudentAlias> aliases;
    std::vector<KnownTarget> targets;
    std::vector<std::string> asked;

    RosterPlan import(const std::string& text, std::optional<std::size_t> answer = std::nullopt, bool by_name = false,
                      bool complete = false) {
        RosterOptions options{.section = std::nullopt, .today = kToday, .complete = complete, .read = read(answer)};
        options.read.by_name = by_name;
        auto plan = plan_roster_import({"roster.csv", text}, roster, options);
        for (auto& change : plan.changes) {
            if (change.kind == Kind::added) {
                change.student.id = static_cast<StudentId>(roster.size()) + 1;
                roster.push_back(change.student);
            } else if (change.student.id > 0) {
                roster[static_cast<std::size_t>(change.student.id) - 1] = change.student;
            }
            for (auto alias : change.aliases) {
                alias.student = change.student.id;
                aliases.push_back(alias);
            }
        }
        return plan;
    }

    ResultsPlan results(const std::string& text, std::optional<std::size_t> answer = std::nullopt, bool by_name = false,
                        bool by_id = false) {
        ResultsOptions options{.date = std::nullopt, .today = kToday, .read = read(answer)};
        options.read.by_name = by_name;
        options.read.by_id = by_id;
        auto plan = plan_results_import({"scores.csv", text}, roster, {}, targets, options);
        aliases.insert(aliases.end(), plan.aliases.begin(), plan.aliases.end());
        return plan;
    }

private:
    /// Without an answer it is a script that cannot be asked.
    ReadOptions read(std::optional<std::size_t> answer) {
        ReadOptions options{.formats = built_in_formats(), .aliases = aliases};
        if (answer) {
            options.ask = [this, answer](const Question& question) {
                asked.push_back(question.text);
                return *answer < question.answers.size() ? answer : std::nullopt;
            };
        }
        return options;
    }
};

int count(const RosterPlan& plan, Kind kind) {
    return static_cast<int>(std::ranges::count(plan.changes, kind, &RosterChange::kind));
}

const std::string kCanvas = "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7)\n    Points Possible,,,,,10\n";

}  // namespace

TEST_CASE("two students of one name stay two, whatever is imported of them") {
    Class one;
    one.import("Name,ID\n\"Hughes, Owen\",8804\n\"Hughes, Owen\",8805\n");
    REQUIRE(one.roster.size() == 2);
    CHECK(one.roster[0].slug != one.roster[1].slug);
    CHECK(count(one.import("Name,ID\n\"Hughes, Owen\",8805\n\"Hughes, Owen\",8804\n"), Kind::unchanged) == 2);
    const auto by_id = one.results(kCanvas + "\"Hughes, Owen\",2,8805,o2,B,7\n\"Hughes, Owen\",1,8804,o1,B,3\n");
    REQUIRE(by_id.changes.size() == 2);
    CHECK(by_id.changes[0].evidence.student == 2);
    CHECK(by_id.changes[1].evidence.student == 1);
    // A name that two people have is nobody's, even where the teacher lets names count.
    const auto by_name =
        one.results("Student,ID,Section,Final Score,Quiz (7)\n\"Hughes, Owen\",3,B,1,7\n", std::nullopt, true);
    CHECK(by_name.changes.empty());
    REQUIRE(by_name.refused.size() == 1);
    CHECK(by_name.refused[0].line == 2);
}

TEST_CASE("one student in two spellings: an id decides, a name asks") {
    Class one;
    one.import("Name,ID\n\"Kovács, Zoë\",7\n");
    const auto renamed = one.import("Name,ID\n\"Kovacs, Zoe\",7\n");
    CHECK(count(renamed, Kind::changed) == 1);
    CHECK(one.roster.size() == 1);
    const auto refused = one.import("Name\n\"Kovacz, Zoe\"\n");
    CHECK(count(refused, Kind::added) == 0);
    REQUIRE(refused.refused.size() == 1);
    CHECK(refused.refused[0].reason ==
          "Zoe Kovacz could be zoe-k (Zoe Kovacs) in another spelling, and the row has neither id nor e-mail address");
    // The teacher says that it is somebody new: the second answer.
    CHECK(count(one.import("Name\n\"Kovacz, Zoe\"\n", 1), Kind::added) == 1);
}

TEST_CASE("results of a name in another spelling say whose they may be, and what settles it") {
    Class one;
    one.import("Name,ID\n\"Lefèvre, Hugo\",7\n\"Kim, Zoe\",8\n\"Kim, Zoë\",9\n");
    const auto refused = [&](const std::string& text) {
        const auto plan = one.results(text);
        return plan.changes.empty() && plan.refused.size() == 1 ? plan.refused.front().reason : std::string();
    };
    const std::string header = "QuizName,FirstName,LastName,StudentID,CustomID,Earned Points,Possible Points\n";
    const std::string hugo = header + "Cells,Hugo,Lefevre,,,3,4\n";
    const std::string reason =
        "Hugo Lefevre could be hugo-l (Hugo Lefèvre) in another spelling; if so: waymark roster alias hugo-l name "
        "\"Hugo Lefevre\"";
    CHECK(refused(hugo) == reason);
    CHECK(refused("student,item,score,maximum\n\"Lefevre, Hugo\",Quiz,3,4\n") == reason);
    CHECK(refused("student,item,score,maximum\nHugo Lefevre,Quiz,3,4\n") == reason);
    CHECK(refused(header + "Cells,Hugo,Lefevre,91,,3,4\n").ends_with("if so: waymark roster alias hugo-l zipgrade 91"));
    // Another id of the same kind makes somebody else of them.
    CHECK(refused(header + "Cells,Hugo,Lefevre,,70,3,4\n").find("another spelling") == std::string::npos);
    CHECK(refused("student,item,score,maximum\nZöe Kim,Quiz,3,4\n")
              .starts_with("Zöe Kim could be zoe-k (Zoe Kim), zoe-ki (Zoë Kim) in another spelling"));
    CHECK(one.results("student,item,score,maximum\nZoe Kim,Quiz,3,4\n").changes.size() == 1);
    // The teacher's yes is remembered, however the name is ordered.
    const auto yes = one.results(hugo, 0);
    REQUIRE(yes.aliases.size() == 1);
    CHECK(yes.aliases[0] == StudentAlias{1, "name", "Hugo Lefevre"});
    CHECK(one.results("student,item,score,maximum\n\"Lefevre, Hugo\",Quiz,3,4\n").changes.size() == 1);
}

TEST_CASE("a name proposes whom an unknown id means, and the yes is remembered") {
    Class one;
    one.import("Name,ID\n\"Roe, Al\",7\n");
    const std::string forms = "Timestamp,Email Address,Score,Q\n2026-09-14 10:00,al@x.example,3 / 4,?\n";
    CHECK(one.results(forms).refused.size() == 1);
    const std::string zipgrade =
        "QuizName,FirstName,LastName,StudentID,CustomID,Earned Points,Possible Points\n"
        "Cells,Al,Roe,91,,3,4\n";
    const auto script = one.results(zipgrade);
    REQUIRE(script.refused.size() == 1);
    CHECK(script.refused[0].reason ==
          "Roe, Al could be al-r, who is not known by 91; --by-name takes equal names for one person, and so does "
          "waymark roster alias al-r zipgrade 91");
    const auto yes = one.results(zipgrade, 0);
    CHECK(one.asked.size() == 1);
    REQUIRE(yes.changes.size() == 1);
    REQUIRE(yes.aliases.size() == 1);
    CHECK(yes.aliases[0] == StudentAlias{1, "zipgrade", "91"});
    // From now on nobody asks.
    CHECK(one.results(zipgrade).changes.size() == 1);
}

TEST_CASE("an id that was used again, or an address that changed hands, is nobody's without a yes") {
    Class one;
    one.import("Name,ID,Email\n\"Roe, Al\",7,a.roe@x.example\n\"Poe, Bo\",8,b@x.example\n");
    // A new student got the address of one who is still here under another id.
    const auto freed = one.import("Name,ID,Email\n\"Roe, Amy\",9,a.roe@x.example\n");
    CHECK(count(freed, Kind::added) == 0);
    REQUIRE(freed.refused.size() == 1);
    CHECK(freed.refused[0].reason == "the e-mail address belongs to al-r, whose id is 7, not 9");
    // Two ids of one row that lead to two people.
    const auto both = one.import("Name,ID,Email\n\"Roe, Al\",7,b@x.example\n");
    REQUIRE(both.refused.size() == 1);
    CHECK(both.refused[0].reason == "the id belongs to al-r, the e-mail address to bo-p");
    // One id under two names inside a file: both lines are named and neither counts.
    const auto collision = one.import("Name,ID\n\"Lim, Su\",10\n\"Ito, Ren\",10\n");
    CHECK(count(collision, Kind::added) == 0);
    REQUIRE(collision.refused.size() == 2);
    CHECK(collision.refused[0].line == 2);
    CHECK(collision.refused[0].reason.find("line 3") != std::string::npos);
    CHECK(collision.refused[1].line == 3);
}

TEST_CASE("ids that differ in leading zeros are two ids") {
    Class one;
    one.import("Name,ID\n\"Roe, Al\",0042\n\"Poe, Bo\",42\n");
    REQUIRE(one.roster.size() == 2);
    CHECK(one.roster[0].school_id == "0042");
    CHECK(one.roster[1].school_id == "42");
}

TEST_CASE("an id that a spreadsheet shortened is nobody's") {
    Class one;
    const auto plan =
        one.import("Name,ID\n\"Roe, Al\",2.02E+05\n\"Poe, Bo\",2.02E+05\n\"Lim, Su\",E12\n\"Ito, Ren\",12E4\n");
    REQUIRE(plan.refused.size() == 2);
    CHECK(plan.refused[0].said() ==
          "a spreadsheet has shortened this id to 2.02E+05, which could be anybody's; format "
          "that column as text and export again");
    CHECK(one.roster.size() == 2);
    CHECK(one.import("Name;ID\n\"Roe, Al\";1,23E+08\n").refused.size() == 1);
    // Neither the name beside it nor an id that was shortened before helps.
    one.roster.front().school_id = "2.02E+05";
    CHECK(one.import("Name,ID\n\"Lim, Su\",202159\n").refused.size() == 1);
    const auto scores = one.results("student,id,item,score,maximum\n\"Lim, Su\",2.02E+05,Quiz,3,4\n");
    CHECK(scores.changes.empty());
    REQUIRE(scores.refused.size() == 1);
    CHECK(scores.refused[0].hint == "format that column as text and export again");
    CHECK(one.results(kCanvas + "\"Lim, Su\",4.1E+10,,s,B,7\n").changes.empty());
}

TEST_CASE("zeros that a spreadsheet took off an id make nobody new") {
    Class one;
    one.import("Name,ID\n\"Roe, Al\",0091\n");
    const std::string stripped = "Name,ID\n\"Roe, Al\",91\n";
    const auto script = one.import(stripped);
    CHECK(one.roster.size() == 1);
    REQUIRE(script.refused.size() == 1);
    CHECK(script.refused[0].reason ==
          "Al Roe could be al-r, who is not known by this id; --by-name takes equal names for one person, and so does "
          "waymark roster alias al-r school 91");
    const std::string scores = "student,id,item,score,maximum\n\"Roe, Al\",91,Quiz,3,4\n";
    CHECK(one.results(scores).refused.size() == 1);
    CHECK(one.results(scores, 0).changes.size() == 1);
    // Under another name it is another person's.
    CHECK(count(one.import("Name,ID\n\"Poe, Bo\",91\n"), Kind::added) == 0);
}

TEST_CASE("an id under a wholly other name is a column that slipped, until the teacher says that it is not") {
    Class one;
    one.import("Name,ID\n\"Roe, Al\",1\n\"Poe, Bo\",2\n\"Lim, Su\",3\n");
    const auto shifted = one.import("Name,ID\n\"Poe, Bo\",1\n\"Lim, Su\",2\n\"Roe, Al\",3\n");
    CHECK(count(shifted, Kind::changed) == 0);
    REQUIRE(shifted.refused.size() == 3);
    CHECK(shifted.refused[0].reason ==
          "the id belongs to al-r, who is Al Roe and not Bo Poe; --by-id takes the new name");
    CHECK(one.roster[0].family == "Roe");
    // A given name that stays is a marriage, a letter more is a slip of the pen.
    CHECK(count(one.import("Name,ID\n\"Marsh, Al\",1\n"), Kind::changed) == 1);
    CHECK(count(one.import("Name,ID\n\"Lymm, Suu\",3\n"), Kind::changed) == 1);
    CHECK(count(one.import("Name,ID\n\"Bell, Ann\",2\n", 0), Kind::changed) == 1);
    CHECK(one.asked.size() == 1);
}

TEST_CASE("a score beside an id and somebody else's name is nobody's, until the teacher goes by the id") {
    Class one;
    one.import("Name,ID\n\"Adeyemi, Grace\",1\n\"Brooks, Imani\",2\n\"Kim, Zoe\",3\n\"Kim, Min\",4\n");
    const auto refused = [&](const std::string& text) {
        const auto plan = one.results(text);
        return plan.changes.empty() && plan.refused.size() == 1 ? plan.refused.front().reason : std::string();
    };
    const std::string header = "Student Name,Student ID,item,score,maximum\n";
    const std::string imani = header + "\"Brooks, Imani\",1,Quiz,1,4\n";
    CHECK(refused(imani) ==
          "the id belongs to grace-a, who is Grace Adeyemi and not Imani Brooks; --by-id goes by the id");
    // The same in a sheet kept by hand and in a system's export.
    one.targets = {{.id = "quiz", .title = "Quiz"}};
    CHECK(refused("Student,ID,Quiz\n\"Brooks, Imani\",1,3/4\n").starts_with("the id belongs to grace-a"));
    CHECK(refused(kCanvas + "\"Brooks, Imani\",9,1,gr1,B,7\n").starts_with("the id belongs to grace-a"));
    // A family name in common does not make Zoe of Min, and a short name is a name.
    CHECK(refused(header + "\"Kim, Zoe\",4,Quiz,1,4\n").find("who is Min Kim and not Zoe Kim") != std::string::npos);
    CHECK(refused(header + "zoe-k,4,Quiz,1,4\n").find("who is Min Kim and not zoe-k") != std::string::npos);
    const auto by_id = one.results(imani, std::nullopt, false, true);
    REQUIRE(by_id.changes.size() == 1);
    CHECK(by_id.changes[0].evidence.student == 1);
    // Nobody on the roster is called so: it may be another name of hers.
    const std::string gigi = header + "Gigi Bello,1,Quiz,1,4\n";
    CHECK(refused(gigi) ==
          "the id belongs to grace-a, who is Grace Adeyemi and not Gigi Bello; --by-id goes by the id, and from now on "
          "so does waymark roster alias grace-a name \"Gigi Bello\"");
    one.aliases.push_back({1, "name", "Gigi Bello"});
    CHECK(one.results(gigi).changes.size() == 1);
}

TEST_CASE("an id counts beside another spelling, a married name, and where names are hidden") {
    Class one;
    one.import("Name,ID\n\"Adeyemi, Grace\",1\n\"Brooks, Imani\",2\n");
    for (const std::string name :
         {"", "Grace", "G. Adeyemi", "Marsh-Bello, Grace", "Adeyemy", "GA", "Student 2", "Anonymous", "11"}) {
        CAPTURE(name);
        const auto plan = one.results("Student Name,Student ID,item,score,maximum\n\"" + name + "\",1,Quiz,1,4\n");
        REQUIRE(plan.changes.size() == 1);
        CHECK(plan.changes[0].evidence.student == 1);
    }
}

TEST_CASE("rows that sum up others are no students, unless somebody is called so") {
    Class one;
    const auto list = one.import(
        "Name,ID,Period\n\"Roe, Al\",1,2\nClass Average:,,2\nMoyenne,,\nØ,2,\nTotal,3,\n\"Median, Ana\",,\n");
    CHECK(list.skipped.size() == 2);
    CHECK(list.skipped[0].line == 3);
    CHECK(list.skipped[1].reason == "no student's row");
    CHECK(count(list, Kind::added) == 4);
    CHECK(one.import("Name,Vorname\nRoe,Al\nDurchschnitt,\n").skipped.size() == 1);
    one.targets = {{.id = "quiz", .title = "Quiz"}, {.id = "song", .title = "Song"}};
    const auto sheet = one.results("Student,Quiz,Song\nAl Roe,3/4,4/5\nAverage,3/4,4/5\nPoints possible,4,5\n");
    CHECK(sheet.changes.size() == 2);
    CHECK(sheet.refused.empty());
    CHECK(sheet.skipped.size() == 2);
    const auto rows = one.results("student,item,score,maximum\nAl Roe,Quiz,3,4\nPromedio,Quiz,3,4\nTotal,Quiz,2,4\n");
    CHECK(rows.skipped.size() == 1);
    // Total is on the roster.
    CHECK(rows.changes.size() == 2);
    CHECK(one.import("Name\nTotal\n").skipped.empty());
    const auto plain = one.import("Name\nAl Roe\nSumme:\n28 students\n");
    REQUIRE(plain.skipped.size() == 2);
    CHECK(plain.skipped[0].line == 3);
    CHECK(plain.skipped[1].line == 4);
}

TEST_CASE("whoever changed the address is still found by the old one") {
    Class one;
    one.import("Name,ID,Email\n\"Roe, Al\",7,old@x.example\n");
    one.import("Name,ID,Email\n\"Roe, Al\",7,new@x.example\n");
    const auto plan = one.results("Timestamp,Email Address,Score,Q\n2026-09-14 10:00,OLD@x.example,3 / 4,?\n");
    REQUIRE(plan.changes.size() == 1);
    CHECK(plan.changes[0].evidence.student == 1);
}

TEST_CASE("two rows that disagree: a script gets both lines, a terminal is asked which holds") {
    Class one;
    const std::string text = "Name,ID,Section\n\"Roe, Al\",7,A\n\"Roe, Alan\",7,A\n";
    CHECK(one.import(text).refused.size() == 2);
    CHECK(one.roster.empty());
    const auto settled = one.import(text, 1);
    CHECK(settled.refused.empty());
    REQUIRE(one.roster.size() == 1);
    CHECK(one.roster[0].given == "Alan");
    CHECK(one.asked == std::vector<std::string>{"2 rows speak of Al Roe and disagree; which holds?"});
}

TEST_CASE("two rows with one name and nothing else may be two students") {
    Class one;
    const std::string text = "Name\nAnna Smith\nAnna Smith\nBo Li\n";
    const auto done = one.import(text);
    REQUIRE(done.refused.size() == 2);
    CHECK(done.refused[0].reason ==
          "Anna Smith stands here and on line 3, and a name alone does not say whether they are two students");
    CHECK(done.refused[1].line == 3);
    CHECK(one.roster.size() == 1);
    Class twice, both;
    twice.import(text, 0);
    CHECK(twice.roster.size() == 2);
    both.import(text, 1);
    CHECK(both.roster.size() == 3);
}

TEST_CASE("a whole list says who has left, and a part of a list that says it is whole is refused") {
    Class one;
    std::string list = "Name,ID,Section\n", short_list = list;
    for (int at = 10; at < 20; ++at) {
        const auto row =
            "\"Roe, A" + std::string(1, static_cast<char>('a' + at - 10)) + "\"," + std::to_string(at) + ",A\n";
        list += row;
        if (at > 11) short_list += row;
    }
    one.import(list);
    // Without the word, who is not in the file stays.
    CHECK(count(one.import(short_list), Kind::absent) == 2);
    CHECK(std::ranges::count(one.roster, EnrolmentStatus::active, &Student::status) == 10);
    CHECK(count(one.import(short_list, std::nullopt, false, true), Kind::changed) == 2);
    CHECK(std::ranges::count(one.roster, EnrolmentStatus::left, &Student::status) == 2);
    // Three of eight would go: rather a part of the list.
    const auto part = short_list.substr(0, short_list.find("\"Roe, Af"));
    CHECK_THROWS_WITH_AS((void)one.import(part, std::nullopt, false, true),
                         "5 of 8 students are not in roster.csv: nothing was changed", Error);
    // Who comes back is back.
    CHECK(count(one.import(list, std::nullopt, false, true), Kind::changed) == 2);
    CHECK(std::ranges::count(one.roster, EnrolmentStatus::active, &Student::status) == 10);
}

TEST_CASE("formulas, escape sequences, paths and markup in a file are text") {
    Class one;
    one.import(
        "Name,ID\n\"=cmd()|' /C calc'!A0, ../../etc\",1\n\"\x1b[31mRed, "
        "<b>Bo</b>\",2\n\"=\"\"007\"\"\",\"=\"\"007\"\"\"\n");
    REQUIRE(one.roster.size() == 3);
    CHECK(one.roster[0].family == "=cmd()|' /C calc'!A0");
    CHECK(one.roster[0].given == "../../etc");
    CHECK(one.roster[0].slug.find_first_of("/.=|") == std::string::npos);
    CHECK(one.roster[1].given == "<b>Bo</b>");
    // Only a spreadsheet's guard is taken off.
    CHECK(one.roster[2].school_id == "007");
}
