#include <doctest/doctest.h>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;
using namespace std::chrono;

namespace {

constexpr waymark::Date kToday = sys_days(2026y / 11 / 8);

std::string roster_error(const std::string& name, const std::string& text) {
    const std::vector<std::string> targets{"quiz-1", "ser-estar"};
    RosterOptions options{.section = std::nullopt, .today = kToday};
    options.read = {.formats = built_in_formats(), .targets = targets};
    try {
        (void)plan_roster_import({name, text}, {}, options);
    } catch (const Error& error) {
        return std::string(error.what()) + " | " + error.hint();
    }
    return "read";
}

std::string results_error(const std::string& name, const std::string& text) {
    ResultsOptions options{.date = std::nullopt, .today = kToday};
    options.read.formats = built_in_formats();
    try {
        (void)plan_results_import({name, text}, {}, {}, {}, options);
    } catch (const Error& error) {
        return std::string(error.what()) + " | " + error.hint();
    }
    return "read";
}

}  // namespace

TEST_CASE("a file of results makes no students") {
    CHECK(roster_error("results.csv", "student,skill,score,maximum,date\nzoe-k,ser-estar,3,4,2026-09-14\n") ==
          "results.csv holds results, not a roster | waymark assess import results.csv");
    CHECK(roster_error("sheet.csv", "student,name,a,b\nzoe-k,Zoë Kovács,3,\n") ==
          "sheet.csv holds results, not a roster | waymark assess import sheet.csv");
    CHECK(roster_error("marks.csv", "Name,quiz-1\n\"Kovács, Zoë\",3\n") ==
          "marks.csv holds results (in the column quiz-1), not a roster | waymark assess import marks.csv");
    CHECK(roster_error("forms.csv", "Timestamp,Email Address,Score,Q\n2026-09-14 10:00,a@x.example,3 / 4,?\n") ==
          "forms.csv (Google Forms quiz) holds no roster | it holds results: waymark assess import forms.csv");
}

TEST_CASE("a roster holds no results") {
    CHECK(results_error("roster.csv", "Name,ID,Email,Pronouns\n\"Roe, Al\",1,al@x.example,he/him\n") ==
          "roster.csv holds students and no results | waymark roster import roster.csv");
    CHECK(results_error("export.text", "Student_Number\tLast_Name\tFirst_Name\tEnroll_Status\n1\tRoe\tAl\t0\n") ==
          "export.text (PowerSchool export) holds no results | it holds a roster: waymark roster import export.text");
}

TEST_CASE("an export that is known and not read names the one to take") {
    CHECK(results_error("quiz.csv", "Last name,First name,Response 1,Response 2\nRoe,Al,x,y\n") ==
          "quiz.csv is a Moodle responses report, which waymark does not read | "
          "take Results > Grades of the quiz: it holds the points of each question");
    const std::string analysis =
        "name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,9001: 1/2 + 1/4 = ?,1.0,n correct,"
        "n incorrect,score\nAl Roe,301,8801,Room B,11,RB,2026-09-08 10:00:00 UTC,1,3/4,1.0,1,0,1.0\n";
    const std::string said =
        "quiz.csv is a Canvas quiz student analysis, which waymark does not read | "
        "export the gradebook (Grades > Export): it holds the students and the score of each quiz";
    CHECK(results_error("quiz.csv", analysis) == said);
    CHECK(roster_error("quiz.csv", analysis) == said);
}

TEST_CASE("one file of an export of several is not sent from one import to the other") {
    const std::string enrolments = "Section SIS ID,SIS ID\n11,301\n";
    const std::string hint = "name the folder or zip with all files of the export";
    CHECK(results_error("StudentEnrollment.csv", enrolments).ends_with(hint));
    CHECK(roster_error("StudentEnrollment.csv", enrolments).ends_with(hint));
}

TEST_CASE("a roster whose header has a word of results is still a roster") {
    CHECK(roster_error("list.csv", "Name,Grade,Class\n\"Roe, Al\",7,7B\n") == "read");
    CHECK(roster_error("list.csv", "Student,Family name,Given name,ID\nx,Roe,Al,7\n") == "read");
}
