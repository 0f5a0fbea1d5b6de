#include "waymark/text/escape.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace waymark::text;
using namespace std::string_literals;

TEST_CASE("cells that a spreadsheet would run are disarmed, numbers are not") {
    CHECK(csv_cell("=cmd|' /C calc'!A0") == "\"'=cmd|' /C calc'!A0\"");
    CHECK(csv_cell("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_cell("-3.5") == "-3.5");
    CHECK(csv_cell("-inf") == "'-inf");
    CHECK(csv_cell("Kovács, Zoë") == "\"Kovács, Zoë\"");
    CHECK(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("") == "");
}

TEST_CASE("nothing that acts on a terminal or turns a line is written to a file") {
    const auto name = "Zo\x1b[2J\a\xC2\x9B\0\xE2\x80\xAE\xE2\x81\xA6 Kim"s;
    CHECK(csv_cell(name) == "Zo[2J Kim");
    CHECK(markdown(name) == "Zo\\[2J Kim");
    CHECK(html(name) == "Zo[2J Kim");
    // Gone before the guard is thought of, so that it cannot hide a formula.
    CHECK(csv_cell("\x1b=1+1") == "'=1+1");
    // Joiners belong to the words of some languages.
    CHECK(csv_cell("\xD9\x86\xE2\x80\x8C\xD9\x85") == "\xD9\x86\xE2\x80\x8C\xD9\x85");
}

TEST_CASE("a guard comes off where it was put on, and nowhere else") {
    for (const std::string text :
         {"=1+1", "+Zoe", "-inf", "@home", "'=1+1", "''@x", "-3.5", "'s Hertog", "O'Neil", ""}) {
        CAPTURE(text);
        CHECK(without_guard(csv_cell(text)) == text);
    }
    CHECK(without_guard("'t Hart") == "'t Hart");
    CHECK(without_guard("'5") == "'5");
}

TEST_CASE("words of a command line stay one word each") {
    CHECK(shell_word("quiz-1") == "quiz-1");
    CHECK(shell_word("told me her whole year") == "\"told me her whole year\"");
    CHECK(shell_word("a\"b $HOME") == "'a\"b $HOME'");
    CHECK(shell_word("it's $5") == "'it'\\''s $5'");
    CHECK(shell_word("") == "\"\"");
    CHECK(shell_word("Zoë") == "Zoë");
}

TEST_CASE("Markdown shows names as they are") {
    CHECK(markdown("<script>") == "&lt;script&gt;");
    CHECK(markdown("a|b*c") == "a\\|b\\*c");
    CHECK(markdown("# no heading\nno line") == "\\# no heading no line");
    CHECK(markdown("1. no list") == "1\\. no list");
    CHECK(markdown("- no list") == "\\- no list");
    CHECK(markdown("well-known") == "well-known");
}

TEST_CASE("HTML shows names as they are") {
    CHECK(html("<b onclick='x'>&\"") == "&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;");
}

TEST_CASE("a file name stays one path component") {
    CHECK(file_name("../../etc/passwd") == "_._.._etc_passwd");
    CHECK(file_name("..") == "_");
    CHECK(file_name("") == "_");
    CHECK(file_name("Zoë Kovács") == "Zoë Kovács");
    CHECK(file_name("a\0b\x1b[31m"s) == "a_b_[31m");
    CHECK(file_name("-rf") == "_rf");
    CHECK(file_name(std::string(300, 'a')).size() == 200);
}
