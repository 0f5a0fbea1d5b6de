#include "waymark/text/width.hpp"

#include <doctest/doctest.h>

using namespace waymark::text;

TEST_CASE("a name is as wide as a terminal draws it") {
    CHECK(display_width("Zoe") == 3);
    CHECK(display_width("Zoë") == 3);
    CHECK(display_width("Zoe\u0308") == 3);
    CHECK(display_width("李雷") == 4);
    CHECK(display_width("👩‍🏫") == 2);
    CHECK(display_width("🇩🇪") == 2);
    CHECK(display_width("한국") == 4);
    CHECK(display_width("\u1112\u1161\u11ab") == 2);
    CHECK(display_width("\xff\xfe") == 2);
    CHECK(display_width("") == 0);
}

TEST_CASE("cutting never splits what is drawn as one") {
    CHECK(truncate("李雷李雷", 5) == "李雷…");
    CHECK(truncate("李雷李雷", 4) == "李…");
    CHECK(truncate("Zoe\u0308 K", 4) == "Zoe\u0308…");
    CHECK(truncate("Ana", 3) == "Ana");
    CHECK(truncate("Ana", 0).empty());
}

TEST_CASE("padding counts columns, not bytes") {
    CHECK(pad_right("李", 4) == "李  ");
    CHECK(pad_left("Zoë", 5) == "  Zoë");
    CHECK(pad_right("long", 2) == "long");
}

TEST_CASE("text breaks at spaces, by columns, and a long word stays whole") {
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    // Each of the three letters takes two columns.
    CHECK(wrapped("李雷 来 了", 7) == std::vector<std::string>{"李雷 来", "了"});
    CHECK(wrapped("a incomprehensible b", 5) == std::vector<std::string>{"a", "incomprehensible", "b"});
    CHECK(wrapped("", 5) == std::vector<std::string>{""});
    CHECK(wrapped("one two three", std::string::npos) == std::vector<std::string>{"one two three"});
}

TEST_CASE("nothing in a name acts on the terminal") {
    CHECK(for_terminal("a\x1b[31mb") == "a\\u{1b}[31mb");
    CHECK(for_terminal("a\nb") == "a\\u{a}b");
    CHECK(for_terminal("a\u202Eb") == "a\\u{202e}b");
    CHECK(for_terminal("a\xff") == "a\uFFFD");
    CHECK(for_terminal("Zoë 李雷") == "Zoë 李雷");
}
