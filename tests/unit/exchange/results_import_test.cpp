#include <doctest/doctest.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;
using waymark::Date;
using namespace std::chrono;
using Kind = ResultsChange::Kind;

namespace {

constexpr Date kToday = sys_days(2026y / 11 / 8);
constexpr Date on(unsigned month, unsigned day) {
    return sys_days(2026y / std::chrono::month(month) / std::chrono::day(day));
}

std::vector<Student> roster() {
    Student al{.id = 1,
               .key = {},
               .slug = "al-r",
               .given = "Al",
               .family = "Roe",
               .preferred = {},
               .section = {},
               .email = "al@x.org",
               .school_id = "007"};
    Student bo{.id = 2,
               .key = {},
               .slug = "bo-p",
               .given = "Bo",
               .family = "Poe",
               .preferred = {},
               .section = {},
               .email = {},
               .school_id = "008"};
    Student twin{.id = 3,
                 .key = {},
                 .slug = "bo-po",
                 .given = "Bo",
                 .family = "Poe",
                 .preferred = {},
                 .section = {},
                 .email = {},
                 .school_id = "009"};
    return {al, bo, twin};
}

const std::vector<KnownTarget>& targets() {
    static const std::vector<KnownTarget> all{{"quiz-1", "Quiz 1", 10.0, on(10, 2), false},
                                              {"talk", "Conversation", 4.0, std::nullopt, true},
                                              {"ser", "Ser", std::nullopt, std::nullopt, false}};
    return all;
}

ResultsPlan plan(const std::string& text, const std::vector<Evidence>& known = {},
                 std::optional<Date> date = std::nullopt) {
    return plan_results_import({"folder/r.csv", text}, roster(), known, targets(),
                               {.date = date, .today = kToday, .term_starts = on(8, 31)});
}

std::vector<Evidence> applied(const ResultsPlan& done) {
    std::vector<Evidence> all;
    for (const auto& change : done.changes) {
        all.push_back(change.evidence);
        all.back().id = static_cast<EvidenceId>(all.size());
    }
    return all;
}

std::string refused(const std::string& text) {
    const auto done = plan(text);
    REQUIRE(done.refused.size() == 1);
    return done.refused[0].said();
}

}  // namespace

TEST_CASE("students are known by slug, id, e-mail or the name that only one has") {
    const auto done = plan("student,item,score\nal-r,quiz-1,8\n");
    REQUIRE(done.changes.size() == 1);
    CHECK(done.changes[0].evidence.student == 1);
    CHECK(done.changes[0].evidence.source == "r.csv");
    CHECK(done.changes[0].evidence.source_line == 2);
    CHECK(plan("student,item,score\n007,quiz-1,8\n").changes[0].evidence.student == 1);
    CHECK(plan("email,item,score\nAL@x.org,quiz-1,8\n").changes[0].evidence.student == 1);
    CHECK(plan("student,item,score\n\"Roe, Al\",quiz-1,8\n").changes[0].evidence.student == 1);
    CHECK(plan("first name,last name,item,score\nAl,Roe,quiz-1,8\n").changes[0].evidence.student == 1);
    CHECK(refused("student,item,score\nBo Poe,quiz-1,8\n") == "\"Bo Poe\" could be bo-p, bo-po");
    CHECK(refused("student,item,score\nal-x,quiz-1,8\n") == "no student \"al-x\" on the roster; did you mean al-r?");
    CHECK(refused("student,item,score\nQuentin,quiz-1,8\n") == "no student \"Quentin\" on the roster");
}

TEST_CASE("undated scores take the check's day, else --date, else today") {
    CHECK(plan("student,item,score\nal-r,quiz-1,8\n").changes[0].evidence.happened_on == on(10, 2));
    const auto given = plan("student,item,score\nal-r,talk,3\n", {}, on(10, 20));
    CHECK(given.changes[0].evidence.happened_on == on(10, 20));
    CHECK(given.undated == 1);
    CHECK(plan("student,item,score\nal-r,talk,3\n").changes[0].evidence.happened_on == kToday);
}

TEST_CASE("scores, maxima and days that cannot be are refused with the cell") {
    CHECK(refused("student,item,score,date\nal-r,quiz-1,11,2026-10-02\n") == "the score 11 is over the maximum of 10");
    CHECK(refused("student,item,score\nal-r,quiz-1,often\n") ==
          "\"often\" is no score; it can be 8, 8/10, 80%, x (excused), missing, pending or n/a (not assigned)");
    CHECK(refused("student,skill,score\nal-r,ser,3\n") ==
          "3 has no maximum here; write it as 3/4, or add a column maximum");
    CHECK(refused("student,item,score,date\nal-r,quiz-1,8,2026-02-30\n") == "there is no day \"2026-02-30\"");
    CHECK(refused("student,item,score,date\nal-r,quiz-1,8,2026-11-09\n") == "2026-11-09 lies after today (2026-11-08)");
    CHECK(refused("student,item,score,date\nal-r,quiz-1,8,2026-08-30\n") ==
          "2026-08-30 lies before the term, which starts on 2026-08-31");
    CHECK(refused("student,item,score,date\nal-r,quiz-1,8,10/02/2026\n") ==
          "\"10/02/2026\" could be two days; add --date-order day or month, or write dates as 2026-11-24");
    CHECK(refused("student,skill,score,maximum\nal-r,sre,3,4\n") ==
          "the class file has no skill \"sre\"; did you mean ser?");
    CHECK(plan("student,item,score,date\nal-r,quiz-1,8,14.10.2026\n").changes[0].evidence.happened_on == on(10, 14));
}

TEST_CASE("an item the class file does not know is kept until it does") {
    const auto done =
        plan("student,item,score,maximum,date\nal-r,quiz-9,8,10,2026-10-02\nbo-p,quiz-9,7,10,2026-10-02\n");
    CHECK(done.changes.size() == 2);
    CHECK(done.unmapped == std::vector<std::string>{"quiz-9"});
}

TEST_CASE("the same file again changes nothing; a new score corrects; a retake is another attempt") {
    const std::string text =
        "student,item,score,maximum,date\nal-r,quiz-1,8,10,2026-10-02\nal-r,talk,2,4,2026-10-05\nal-r,ser,3,4,2026-10-"
        "05\n";
    const auto known = applied(plan(text));
    REQUIRE(known.size() == 3);
    for (const auto& change : plan(text, known).changes) CHECK(change.kind == Kind::unchanged);

    const auto corrected = plan("student,item,score,maximum,date\nal-r,quiz-1,9,10,2026-10-02\n", known);
    REQUIRE(corrected.changes.size() == 1);
    CHECK(corrected.changes[0].kind == Kind::corrected);
    CHECK(corrected.changes[0].evidence.corrects == 1);

    const auto retake = plan("student,item,score,maximum,date\nal-r,talk,4,4,2026-10-12\n", known);
    CHECK(retake.changes[0].kind == Kind::added);
    CHECK(retake.changes[0].evidence.attempt == 2);

    const auto observed_again = plan("student,skill,score,maximum,date\nal-r,ser,4,4,2026-10-12\n", known);
    CHECK(observed_again.changes[0].kind == Kind::added);
    const auto same_day = plan("student,skill,score,maximum,date\nal-r,ser,4,4,2026-10-05\n", known);
    CHECK(same_day.changes[0].kind == Kind::corrected);
}

TEST_CASE("a score without a day is of the retake once its day has come") {
    const auto known = applied(plan("student,item,score,date\nal-r,quiz-1,8,2026-10-02\nbo-p,quiz-1,5,2026-10-02\n"));
    ResultsOptions options;
    options.today = on(10, 12);
    options.retakes = {{{1, "quiz-1"}, on(10, 12)}};
    const auto sheet = [&](const char* score) {
        return plan_results_import({"q.csv", std::string("student,item,score\nal-r,quiz-1,") + score + "\n"}, roster(),
                                   known, targets(), options);
    };
    const auto again = sheet("9");
    REQUIRE(again.changes.size() == 1);
    CHECK(again.changes[0].kind == Kind::added);
    CHECK(again.changes[0].evidence.attempt == 2);
    CHECK((again.changes[0].evidence.happened_on == on(10, 12)));
    CHECK(sheet("8").changes[0].kind == Kind::unchanged);
    // Who was not to take it again is corrected, and so is everybody before the day.
    const auto other =
        plan_results_import({"q.csv", "student,item,score\nbo-p,quiz-1,6\n"}, roster(), known, targets(), options);
    CHECK(other.changes[0].kind == Kind::corrected);
    options.today = on(10, 9);
    CHECK(sheet("9").changes[0].kind == Kind::corrected);
}

TEST_CASE("an undated correction keeps the day") {
    auto known = applied(plan("student,item,score,date\nal-r,talk,2,2026-10-05\n"));
    const auto done = plan("student,item,score\nal-r,quiz-1,8\n", known);
    CHECK(done.changes[0].kind == Kind::added);
    known = applied(plan("student,item,score,date\nal-r,quiz-1,8,2026-10-05\n"));
    const auto corrected = plan("student,item,score\nal-r,quiz-1,9\n", known);
    CHECK(corrected.changes[0].kind == Kind::corrected);
}

TEST_CASE("two rows that disagree are both refused with both lines") {
    const auto done = plan(
        "student,skill,score,maximum,date\nal-r,ser,3,4,2026-10-05\nbo-p,ser,3,4,2026-10-05\nal-r,ser,2,4,2026-10-"
        "05\n");
    REQUIRE(done.refused.size() == 2);
    CHECK(done.refused[0].reason == "ser says 3 here and 2 on line 4");
    CHECK(done.refused[1].reason == "ser says 2 here and 3 on line 2");
    CHECK(done.changes.size() == 1);
    CHECK(plan("student,skill,score,maximum,date\nal-r,ser,3,4,2026-10-05\nal-r,ser,3,4,2026-10-05\n").changes.size() ==
          1);
}

TEST_CASE("a sheet: blank is missing, x is excused, a column nobody filled in is nothing") {
    const auto done = plan("student,name,quiz-1,talk (4)\nal-r,Al Roe,8,\nbo-p,Bo Poe,,\nbo-po,Bo Poe,x,\n");
    CHECK(done.format == "check-sheet");
    REQUIRE(done.changes.size() == 3);
    CHECK(done.changes[0].evidence.score == 8.0);
    CHECK(done.changes[1].evidence.state == EvidenceState::missing);
    CHECK(done.changes[2].evidence.state == EvidenceState::excused);
    CHECK(done.blank == 3);
}

TEST_CASE("in a sheet one bad cell is refused and the others of its row are not") {
    const auto done = plan("student,quiz-1,talk\nal-r,12,3\nal-x,5,2\n");
    CHECK(done.changes.size() == 1);
    REQUIRE(done.refused.size() == 2);
    CHECK(done.refused[0].reason == "the score 12 is over the maximum of 10 in column quiz-1");
    CHECK(done.refused[1].line == 3);
}

TEST_CASE("one decimal mark a file") {
    const auto done = plan("student;item;score;date\nal-r;quiz-1;7,5;2026-10-02\nbo-p;quiz-1;6;2026-10-02\n");
    REQUIRE(done.changes.size() == 2);
    CHECK(done.changes[0].evidence.score == 7.5);
    CHECK(done.changes[0].evidence.raw == "7,5");
}

TEST_CASE("a blank score in a long file records nothing") {
    const auto done = plan("student,item,score\nal-r,quiz-1,\nal-r,talk,-\n");
    CHECK(done.changes.empty());
    CHECK(done.blank == 2);
}

TEST_CASE("what a teacher keeps by hand: a score for each student, about --item or the name of the file") {
    const auto import = [](const std::string& file, std::optional<std::string> item) {
        return plan_results_import({file, "student,score,maximum\nal-r,8,20\n\"Roe, Al\",8,20\n"}, roster(), {},
                                   targets(), {.today = kToday, .item = std::move(item)});
    };
    const auto named = import("ser.csv", std::nullopt);
    REQUIRE(named.changes.size() == 1);
    CHECK(named.format == "long-results");
    CHECK(named.changes[0].evidence.target == "ser");
    CHECK(named.changes[0].evidence.maximum == 20.0);
    CHECK(import("grades.csv", "Quiz 1").changes[0].evidence.target == "quiz-1");
    CHECK(import("Oral (1).csv", std::nullopt).unmapped == std::vector<std::string>{"Oral"});
}

TEST_CASE("what a teacher keeps by hand: a column for each piece of work") {
    const std::string text =
        "Name,Room,Quiz 7 /20,Warm-up [ser],Quiz 8,Total,Notes\n"
        "\"Roe, Al\",212,15,3,,18,\n";
    const std::vector<ResultMapping> mappings{{"Quiz 7", {"ser"}, std::nullopt}};
    const auto done =
        plan_results_import({"grades.csv", text + "\"Poe, Bo\",3,9,2,7,18,late\n"}, {roster()[0], roster()[1]}, {},
                            targets(), {.today = kToday, .mappings = mappings});
    CHECK(done.format == "check-sheet");
    REQUIRE(done.changes.size() == 5);
    CHECK(done.changes[0].evidence.target == "Quiz 7");
    CHECK(done.changes[0].evidence.score == 15.0);
    CHECK(done.changes[0].evidence.maximum == 20.0);
    CHECK(done.changes[2].evidence.target == "Warm-up [ser]");
    CHECK_FALSE(done.changes[2].evidence.maximum);
    // Nobody has said what Quiz 8 is about; a blank cell of it is no missing work.
    CHECK(done.changes[4].evidence.target == "Quiz 8");
    CHECK(done.unmapped == std::vector<std::string>{"Quiz 8"});
    CHECK(done.without_maximum == std::vector<std::string>{"Warm-up [ser]", "Quiz 8"});
    CHECK(done.blank == 1);
    CHECK(done.ignored_columns == std::vector<std::string>{"Notes", "Room", "Total"});
    // The same sheet with one mark changed corrects that mark.
    const auto again =
        plan_results_import({"grades.csv", text + "\"Poe, Bo\",3,10,2,7,18,late\n"}, {roster()[0], roster()[1]},
                            applied(done), targets(), {.today = kToday, .mappings = mappings});
    CHECK(std::ranges::count(again.changes, Kind::corrected, &ResultsChange::kind) == 1);
    CHECK(std::ranges::count(again.changes, Kind::unchanged, &ResultsChange::kind) == 4);
    CHECK_THROWS_WITH_AS((void)plan("Name,Quiz 7,Quiz 8\n\"Roe, Al\",3,4\n"),
                         "folder/r.csv has columns of scores, and nobody has said what they are about: Quiz 7, Quiz 8",
                         Error);
}

TEST_CASE("two downloads of one name are not taken for one piece of work") {
    const auto import = [](const std::string& file, const std::string& scores, const std::vector<Evidence>& known,
                           std::optional<std::string> item = std::nullopt) {
        return plan_results_import({file, "student,score,maximum\n" + scores}, roster(), known, targets(),
                                   {.today = kToday, .item = std::move(item)});
    };
    const auto first = import("assignment.csv", "al-r,8,10\nbo-p,3,10\nbo-po,4,10\n", {});
    REQUIRE(first.changes.size() == 3);
    CHECK(first.unmapped == std::vector<std::string>{"assignment"});
    const auto known = applied(first);
    const std::string others = "al-r,1,10\nbo-p,2,10\nbo-po,9,10\n";
    CHECK_THROWS_WITH_AS(
        (void)import("assignment (1).csv", others, known),
        "3 of 3 scores in assignment (1).csv differ from those of a file of this name before: nothing was changed",
        Error);
    CHECK(import("assignment (1).csv", others, known, "Essay").changes.size() == 3);
    // Saying the name makes them corrections; one mark that was mended is one, anyway.
    CHECK(import("assignment.csv", others, known, "assignment").changes[0].kind == Kind::corrected);
    CHECK(import("assignment.csv", "al-r,8,10\nbo-p,5,10\nbo-po,4,10\n", known).changes[1].kind == Kind::corrected);
}

TEST_CASE("a file that is neither says what is missing") {
    CHECK_THROWS_WITH_AS(plan("student,colour\nal-r,red\n"), "folder/r.csv holds students and no results", Error);
    CHECK_THROWS_WITH_AS(plan("student,colour\nal-r,3\n"),
                         "folder/r.csv has a column of scores, and nobody has said what they are about: colour", Error);
    CHECK_THROWS_WITH_AS(plan("student,quiz-2\nal-r,often\nbo-p,3\n"),
                         "folder/r.csv has neither columns item and score nor a column of a check or skill", Error);
    CHECK_THROWS_WITH_AS(plan("item,score\nquiz-1,3\n"),
                         "folder/r.csv has no column that says whose results these are (student)", Error);
}
