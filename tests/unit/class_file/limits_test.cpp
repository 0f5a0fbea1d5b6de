#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>

#include "class_text.hpp"

namespace waymark::test {

TEST_CASE("a missing class file is said, not thrown") {
    const auto loaded = load({});
    CHECK(!loaded.file);
    CHECK(loaded.codes() == std::vector<std::string>{"no-class-file"});
    CHECK(loaded.diagnostics[0].place.file == "class.yaml");
    CHECK(loaded.diagnostics[0].place.line == 0);
}

TEST_CASE("control characters are refused at their line") {
    for (const char c : {'\0', '\x04', '\x1b'}) {
        const auto loaded = load({{"class.yaml", class_text(std::string("units: []\nskills: [") + c + "]\n")}});
        CHECK(loaded.codes() == std::vector<std::string>{"control-character"});
        CHECK(loaded.diagnostics[0].place.line == 5);
        CHECK(loaded.diagnostics[0].place.column == 10);
    }
}

TEST_CASE("a file that is not UTF-8 is refused at its first bad line") {
    const auto loaded = load({{"class.yaml", class_text("# canci\xF3n\n# \xFF\n")}});
    CHECK(loaded.codes() == std::vector<std::string>{"not-utf8"});
    CHECK(loaded.diagnostics[0].place.line == 4);
}

TEST_CASE("a file over 4 MiB is refused") {
    const auto loaded = load_class("# " + std::string((4u << 20u) + 1, 'x') + "\n");
    CHECK(loaded.codes() == std::vector<std::string>{"too-large"});
}

TEST_CASE("a file of more than 200,000 values is refused") {
    std::string list = "include: [";
    for (int count = 0; count < 200001; ++count) list += "a,";
    CHECK(load_class(list + "a]\n").first("too-large").message == "more than 200000 values in one file");
}

TEST_CASE("bombs end soon") {
    CHECK(!load_class("skills: " + std::string(1000000, '[')).file);
    CHECK(!load_class("skills: " + std::string(300000, '{') + "\n").file);
    std::string dashes = "skills:\n";
    for (int count = 0; count < 1000; ++count) dashes += "- ";
    CHECK(!load_class(dashes + "a\n").file);
    CHECK(!load_class("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n").file);
}

TEST_CASE("after a thousand mistakes the others are left out") {
    std::string keys;
    for (int count = 0; count < 50000; ++count) keys += "key" + std::to_string(count) + ": 1\n";
    const auto loaded = load_class(keys);
    CHECK(!loaded.file);
    CHECK(loaded.diagnostics.size() == 1001);
    CHECK(loaded.diagnostics.back().code == "too-many-mistakes");
}

TEST_CASE("a class of more than 5,000 skills is refused") {
    std::string sheet = "skill,needs\nSkill 0,\n";
    for (int count = 1; count <= 5000; ++count)
        sheet += "Skill " + std::to_string(count) + ",Skill " + std::to_string(count - 1) + "\n";
    CHECK(load_sheet(sheet).codes() == std::vector<std::string>{"too-many-skills"});
}

TEST_CASE("nothing that stands in a file throws") {
    const std::vector<std::string> pieces{"title", ":",  " ",  "\n", "\n  ", "- ", "[",  "]",   "{",  "}", ",",
                                          "\"",    "'",  "#",  "|",  ">",    "&a", "*a", "!b",  "?",  "%", "---",
                                          "...",   "<<", "\t", "~",  "007",  "\r", "é",  "\\x", "a:", "@", "skills"};
    // A small generator of its own, so that the same files are made everywhere.
    std::uint32_t state = 12345;
    const auto next = [&] { return state = state * 1664525u + 1013904223u; };
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 == 0 ? class_text() : "";
        for (std::uint32_t count = (next() >> 16u) % 24u; count > 0; --count)
            text += pieces[(next() >> 16u) % pieces.size()];
        CAPTURE(text);
        const auto loaded = load({{"class.yaml", text}});
        const auto errors = std::ranges::count(loaded.diagnostics, text::Severity::error, &text::Diagnostic::severity);
        CHECK(loaded.file.has_value() == (errors == 0));
    }
}

}  // namespace waymark::test
