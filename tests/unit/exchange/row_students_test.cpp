#include <doctest/doctest.h>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/row_students.hpp"

using namespace waymark::classroom;

namespace {

Student student(StudentId id, const std::string& slug, const std::string& given, const std::string& family,
                const std::string& school_id, const std::string& email = {}) {
    Student one;
    one.id = id;
    one.slug = slug;
    one.given = given;
    one.family = family;
    one.school_id = school_id;
    one.email = email;
    return one;
}

/// The slug of the student that the one row of a file is about, or why that is not settled.
std::string whose(const std::string& text) {
    auto left = student(5, "al-r", "Al", "Roe", "5");
    left.status = EnrolmentStatus::left;
    const RowStudents students(
        {student(1, "grace-a", "Grace", "Adeyemi", "380504"),
         student(2, "imani-b", "Imani", "Brooks", "380505", "imani@x.example"),
         student(3, "hugo-l", "Hugo", "Lefèvre", ""), student(4, "zoe-k", "Zoe", "Kim", "4"), left},
        std::vector<StudentAlias>{{4, "canvas", "91"}}, {});
    auto columns = person_columns();
    columns.push_back({"option", {"choice"}, true});
    const auto table = read_keyed_table({"rows.csv", text}, columns);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.ignored_columns.empty());
    CHECK(table.rows.front().cell("option") == "b");
    try {
        return students.of(table.rows.front()).slug;
    } catch (const Error& error) {
        return error.hint().empty() ? error.what() : std::string(error.what()) + "; " + error.hint();
    }
}

}  // namespace

TEST_CASE("ids, addresses and short names say whom a row is about") {
    CHECK(whose("student,option\ngrace-a,b\n") == "grace-a");
    CHECK(whose("Student Name,Student ID,option\n\"Adeyemi, Grace\",380504,b\n") == "grace-a");
    CHECK(whose("ID,option\n380505,b\n") == "imani-b");
    CHECK(whose("id,option\n91,b\n") == "zoe-k");
    CHECK(whose("Name,E-Mail,Choice\nImani,IMANI@x.example,b\n") == "imani-b");
    // A form asks for an address and gets a short name.
    CHECK(whose("Email Address,option\ngrace-a,b\n") == "grace-a");
    // An id that nobody has says nothing against a student of whom none is known.
    CHECK(whose("Name,ID,option\nHugo Lefèvre,77,b\n") == "hugo-l");
}

TEST_CASE("an id beside somebody else's name is nobody's") {
    const std::string reason =
        "the id belongs to grace-a, who is Grace Adeyemi and not Imani Brooks; correct the id or the name";
    CHECK(whose("Student Name,Student ID,option\n\"Brooks, Imani\",380504,b\n") == reason);
    CHECK(whose("First,Last,ID,option\nImani,Brooks,380504,b\n") == reason);
    CHECK(whose("student,id,option\nimani-b,380504,b\n").starts_with("the id belongs to grace-a"));
    CHECK(whose("ID,Email,option\n380504,imani@x.example,b\n") ==
          "the id belongs to grace-a, the e-mail address to imani-b");
    CHECK(whose("Name,ID,option\nGrace Adeyemi,999,b\n") ==
          "Grace Adeyemi could be grace-a, whose id is 380504, not 999; if it is the same person: waymark roster "
          "alias grace-a school 999");
}

TEST_CASE("an id that a spreadsheet shortened is nobody's, whatever name stands beside it") {
    CHECK(whose("Name,ID,option\nGrace Adeyemi,3.81E+05,b\n") ==
          "a spreadsheet has shortened this id to 3.81E+05, which could be anybody's; format that column as text and "
          "export again");
}

TEST_CASE("a name alone counts when it is one student's") {
    CHECK(whose("First name,Last name,option\nHugo,Lefevre,b\n") == "hugo-l");
    CHECK(whose("Name,option\nZoe,b\n") == "zoe-k");
    CHECK(whose("Name,Vorname,option\nKim,Zoe,b\n") == "zoe-k");
    CHECK(whose("Name,option\nNobody,b\n") == "there is no student \"Nobody\"; waymark roster list shows them all");
    CHECK(whose("Name,ID,option\n,,b\n") == "the row names no student");
    CHECK(whose("Name,option\nAl Roe,b\n").starts_with("Al Roe has left"));
}

TEST_CASE("a file for a command has a column that says whom its rows are about") {
    auto columns = person_columns();
    columns.push_back({"option", {}, true});
    CHECK_THROWS_WITH(read_keyed_table({"rows.csv", "slot,option\n1,b\n"}, columns),
                      "rows.csv has no column \"student\"");
    CHECK_THROWS_WITH(read_keyed_table({"rows.csv", "ID,choice\n1,b\n"}, columns), "rows.csv has no column \"option\"");
    // The short name is a better name of a student than the name is.
    const auto table = read_keyed_table({"rows.csv", "name,student,option\nZoe Kim,zoe-k,b\n"}, columns);
    CHECK(table.rows.front().cell("student") == "zoe-k");
    CHECK(table.has("option"));
    CHECK(!table.has("id"));
    // Rows may be numbered; that is no id.
    CHECK(read_keyed_table({"rows.csv", "Nr,Name,option\n1,Zoe Kim,b\n"}, columns).ignored_columns.front() == "Nr");
    // Nothing is cut off: a comma too many is somebody's words.
    CHECK(read_keyed_table({"rows.csv", "student,option\nzoe-k,a, or b\n"}, columns).refused.size() == 1);
}
