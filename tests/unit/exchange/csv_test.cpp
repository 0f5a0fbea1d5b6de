#include "waymark/classroom/csv.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace waymark::classroom;

namespace {

using Cells = std::vector<std::vector<std::string>>;

std::vector<std::string> cells(const CsvRecord& record) {
    return {record.cells.begin(), record.cells.end()};
}

Cells cells(const std::string& text) {
    Cells all;
    const auto table = read_csv(text);
    for (const auto& record : table.records) all.push_back(cells(record));
    return all;
}

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

TEST_CASE("the delimiter is the one that gives the same number of cells on most lines") {
    CHECK(cells("a,b\n1,2\n") == Cells{{"a", "b"}, {"1", "2"}});
    CHECK(cells("a;b\n1,5;2\n3,5;4\n") == Cells{{"a", "b"}, {"1,5", "2"}, {"3,5", "4"}});
    CHECK(cells("a\tb\n1\t2\n") == Cells{{"a", "b"}, {"1", "2"}});
    CHECK(cells("a|b\n1|2\n") == Cells{{"a", "b"}, {"1", "2"}});
    CHECK(cells("only\nnames\n") == Cells{{"only"}, {"names"}});
    CHECK(cells("sep=;\na;b\n") == Cells{{"a", "b"}});
}

TEST_CASE("every line end is one, mixed ones too, and blank lines are left out") {
    CHECK(cells("a,b\r\n1,2\r3,4\n\n5,6") == Cells{{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}});
}

TEST_CASE("quotes hold delimiters, line breaks and quotes") {
    CHECK(cells("name,note\n\"Kovács, Zoë\",\"two\nlines, \"\"quoted\"\"\"\n") ==
          Cells{{"name", "note"}, {"Kovács, Zoë", "two\nlines, \"quoted\""}});
    CHECK(cells("a,b\n5\" wide,x\n") == Cells{{"a", "b"}, {"5\" wide", "x"}});
    CHECK(cells("a,b\n\"\",x\n") == Cells{{"a", "b"}, {"", "x"}});
    CHECK(cells("a,b\n\"1\r\n2\r3\"4,\"x\"\"y\"\n") == Cells{{"a", "b"}, {"1\n2\n34", "x\"y"}});
}

TEST_CASE("a table can be moved, and its cells stay") {
    auto table = read_csv("a,b\n\"x\"\"\",short\n");
    const auto moved = std::move(table);
    CHECK(cells(moved.records[1]) == std::vector<std::string>{"x\"", "short"});
}

TEST_CASE("lines are the physical ones") {
    const auto table = read_csv("a,b\n\"x\ny\",1\n\nz,2\n");
    REQUIRE(table.records.size() == 3);
    CHECK(table.records[1].line == 2);
    CHECK(table.records[2].line == 5);
}

TEST_CASE("an unclosed quote costs its line and no other") {
    const auto table = read_csv("name,id\nAna,1\n\"Bo,2\nCy,3\nDi,4\n");
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line == 3);
    REQUIRE(table.records.size() == 4);
    CHECK(cells(table.records[2]) == std::vector<std::string>{"Cy", "3"});
    CHECK(table.records[2].line == 4);
}

TEST_CASE("a cell that is too long costs its line, which is named") {
    const auto table = read_csv("a,b\n1," + std::string((1u << 20u) + 1, 'x') + "\n2,3\n");
    REQUIRE(table.records.size() == 2);
    CHECK(table.records[1].line == 3);
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line == 2);
}

TEST_CASE("whatever is written with quotes is read back") {
    CHECK(rc::check([] {
        const auto letter = rc::gen::elementOf(std::string("ab,;\"\n |\t="));
        const auto width = *rc::gen::inRange(2, 5);
        const auto rows = *rc::gen::nonEmpty(rc::gen::container<Cells>(rc::gen::container<std::vector<std::string>>(
            static_cast<std::size_t>(width), rc::gen::container<std::string>(letter))));
        std::string text = "sep=,\n";
        for (const auto& row : rows) {
            for (std::size_t at = 0; at < row.size(); ++at) text += (at == 0 ? "" : ",") + quoted(row[at]);
            text += "\n";
        }
        RC_ASSERT(cells(text) == rows);
    }));
}

TEST_CASE("no byte sequence loses a line in silence") {
    CHECK(rc::check([] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a,\"\n\r;x")));
        const auto table = read_csv(text);
        std::size_t letters = 0, kept = 0;
        for (const char c : text) letters += c == 'a' || c == 'x' ? 1 : 0;
        for (const auto& record : table.records) {
            for (const auto& cell : record.cells) {
                for (const char c : cell) kept += c == 'a' || c == 'x' ? 1 : 0;
            }
        }
        RC_ASSERT(kept == letters || !table.problems.empty());
    }));
}
