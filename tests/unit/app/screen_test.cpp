#include <doctest/doctest.h>

#include "screen.hpp"

namespace waymark::app::test {
namespace {

const std::string kClass =
    "title: Some class\n"
    "term: {starts: 2026-08-31, ends: 2027-06-11}\n"
    "meets: [{days: [monday, wednesday], minutes: 40}]\n"
    "skills: [{id: a, title: A}, {id: b, title: B, needs: [a]}]\n"
    "checks: [{id: quiz, title: Quiz, skills: [a], maximum: 4}]\n";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A class of two.
void two(Screen& screen) {
    screen.write("class.yaml", kClass);
    screen.write("roster.csv", "name\n\"Kovács, Zoë\"\n\"Li, Lei\"\n");
    REQUIRE(screen.run({"roster", "import", "roster.csv"}) == 0);
}

}  // namespace

TEST_CASE("colour is for screens, and for nobody who does not want it") {
    Screen screen;
    two(screen);
    REQUIRE(screen.run({"report", "class"}) == 0);
    CHECK_FALSE(holds(screen.out, "\x1b["));
    screen.terminal.out_is_screen = true;
    REQUIRE(screen.run({"report", "class"}) == 0);
    CHECK(holds(screen.out, "\x1b["));
    screen.terminal.environment["NO_COLOR"] = "1";
    REQUIRE(screen.run({"report", "class"}) == 0);
    CHECK_FALSE(holds(screen.out, "\x1b["));
}

TEST_CASE("a screen is never exceeded, and a pipe loses nothing") {
    Screen screen;
    two(screen);
    const std::string comment(200, 'x');
    REQUIRE(screen.run({"assess", "comment", "zoe-k", comment}) == 0);
    REQUIRE(screen.run({"report", "comments"}) == 0);
    CHECK(holds(screen.out, comment));
    screen.terminal.out_is_screen = true;
    screen.terminal.environment["NO_COLOR"] = "1";
    screen.terminal.width = 50;
    REQUIRE(screen.run({"report", "comments"}) == 0);
    for (std::size_t start = 0; start < screen.out.size();) {
        const auto end = std::min(screen.out.find('\n', start), screen.out.size());
        std::size_t letters = 0;
        for (auto at = start; at < end; ++at) letters += (static_cast<unsigned char>(screen.out[at]) & 0xC0U) != 0x80U;
        CHECK(letters <= 50);
        start = end + 1;
    }
}

TEST_CASE("scores are asked for one by one, and wrong ones again") {
    Screen screen;
    two(screen);
    screen.terminal.in_is_screen = true;
    screen.answers = {"5", "soon", "3", "x"};
    REQUIRE(screen.run({"assess", "enter", "quiz"}) == 0);
    CHECK(holds(screen.err, "over the maximum of 4"));
    CHECK(holds(screen.err, "a number, x, m, or Enter"));
    REQUIRE(screen.run({"assess", "list", "--format", "csv"}) == 0);
    CHECK(holds(screen.out, "scored,3,4"));
    CHECK(holds(screen.out, "excused"));
}

TEST_CASE("a comment is written in the teacher's editor when none is typed") {
    Screen screen;
    two(screen);
    screen.terminal.in_is_screen = true;
    std::string seen;
    screen.terminal.edit = [&](const std::string& text) -> std::optional<std::string> {
        seen = text;
        return "Well argued.\n" + text;
    };
    REQUIRE(screen.run({"assess", "comment", "zoe-k"}) == 0);
    CHECK(holds(seen, "# To Zoë Kovács"));
    REQUIRE(screen.run({"report", "comments", "--format", "json"}) == 0);
    CHECK(holds(screen.out, "\"text\": \"Well argued.\""));

    // Saved as it was, or no editor: nothing is said.
    screen.terminal.edit = [](const std::string& text) { return std::optional(text); };
    CHECK(screen.run({"assess", "comment", "zoe-k"}) == 2);
    screen.terminal.edit = [](const std::string&) { return std::optional<std::string>(); };
    CHECK(screen.run({"assess", "comment", "zoe-k"}) == 2);
}

TEST_CASE("without a class the command says where it looked and what to type") {
    Screen screen;
    CHECK(screen.run({"report", "class"}) == 1);
    CHECK(holds(screen.err, screen.terminal.folder.string()));
    CHECK(holds(screen.err, "waymark init"));
}

}  // namespace waymark::app::test
