#include "waymark/text/diagnostic.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace waymark::text;

TEST_CASE("a diagnostic is drawn with its line, a caret and a hint") {
    const Diagnostic diagnostic{Severity::error,
                                "unknown-key",
                                {"class.yaml", 3, 5, 5},
                                "unknown key \"skils\"",
                                "did you mean \"skills\"?",
                                "    skils: skills.csv"};
    CHECK(draw(diagnostic) ==
          "class.yaml:3:5: error: unknown key \"skils\"\n"
          "    3 |     skils: skills.csv\n"
          "      |     ^^^^^\n"
          "  hint: did you mean \"skills\"?\n");
}

TEST_CASE("the caret stands under wide and combining characters") {
    const Diagnostic diagnostic{Severity::advice, "x", {"a.yaml", 12, 5, 3}, "m", "", "李雷: bad"};
    CHECK(draw(diagnostic) ==
          "a.yaml:12:5: advice: m\n"
          "   12 | 李雷: bad\n"
          "      |       ^^^\n");
}

TEST_CASE("nothing in a line acts on the terminal, and a long line is cut around the caret") {
    const Diagnostic hostile{Severity::error, "x", {"a.yaml", 1, 1, 1}, "m", "", "\x1b[2J"};
    CHECK(draw(hostile).find('\x1b') == std::string::npos);
    const Diagnostic wide{
        Severity::error, "x", {"a.yaml", 1, 501, 4}, "m", "", std::string(500, 'a') + "HERE" + std::string(500, 'b')};
    const auto drawn = draw(wide, 80);
    CHECK(drawn.find("HERE") != std::string::npos);
    for (std::size_t start = 0; start < drawn.size();) {
        const auto end = drawn.find('\n', start);
        CHECK(end - start <= 82);
        start = end + 1;
    }
}

TEST_CASE("diagnostics come by file as first mentioned, then by place, equal ones once") {
    Diagnostics all;
    all.add({Severity::error, "b", {"z.yaml", 9, 1, 1}, "late", "", ""});
    all.add({Severity::advice, "a", {"z.yaml", 2, 1, 1}, "early", "", ""});
    all.add({Severity::error, "c", {"a.yaml", 1, 1, 1}, "other file", "", ""});
    all.add({Severity::error, "b", {"z.yaml", 9, 1, 1}, "late", "", ""});
    const auto sorted = all.sorted();
    REQUIRE(sorted.size() == 3);
    CHECK(sorted[0].message == "early");
    CHECK(sorted[1].message == "late");
    CHECK(sorted[2].message == "other file");
    CHECK(all.advice() == 1);
}
