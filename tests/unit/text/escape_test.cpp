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
