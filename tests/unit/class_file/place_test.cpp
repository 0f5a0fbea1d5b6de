#include <doctest/doctest.h>

#include "class_text.hpp"

namespace waymark::test {
namespace {

std::string drawn(const Loaded& loaded, const std::string& code) {
    return text::draw(loaded.first(code));
}

}  // namespace

TEST_CASE("an unknown key is underlined, with the nearest one as a hint") {
    CHECK(drawn(load_class("skils: skills.csv\n"), "unknown-key") ==
          "class.yaml:4:1: error: a class has no key \"skils\"\n"
          "    4 | skils: skills.csv\n"
          "      | ^^^^^\n"
          "  hint: did you mean \"skills\"?\n");
}

TEST_CASE("columns count characters, not bytes") {
    const auto loaded = load_class("skills:\n  - {id: cancion, title: \"Una canción – ¿sí?\", neds: [x]}\n");
    const auto& place = loaded.first("unknown-key").place;
    CHECK(place.line == 5);
    CHECK(place.column == 48);  // in bytes it would be 53
    CHECK(place.length == 4);
}

TEST_CASE("places do not depend on how lines end") {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        std::string text = "\xEF\xBB\xBF";
        for (const char c : class_text("skills:\n  - {id: a, title: \"A\"}\n  - {id: b, needs: [a, c]}\n"))
            text += c == '\n' ? end : std::string(1, c);
        const auto loaded = load({{"class.yaml", text}});
        const auto& place = loaded.first("unknown-skill").place;
        CHECK(place.line == 6);
        CHECK(place.column == 24);
        CHECK(loaded.diagnostics.size() == 1);
    }
}

TEST_CASE("a quote that is never closed is named where it opens") {
    const auto open = load_class("skills:\n  - id: a\n    title: \"Say hello\n  - id: b\n    title: \"Goodbye\"\n");
    CHECK(open.first("unclosed-quote").place.line == 6);
    CHECK(open.first("unclosed-quote").place.column == 12);
    // An apostrophe in a comment opens nothing.
    const auto last = load_class("skills:\n  - id: a # don't\n    title: 'Say hello\n");
    CHECK(last.first("unclosed-quote").place.line == 6);
    CHECK(last.first("unclosed-quote").place.column == 12);
}

TEST_CASE("a bracket that is never closed is named where it opens") {
    const auto open = load_class("skills:\n  - id: a\n    needs: [b, c\n  - id: b\n  - id: c\n");
    CHECK(open.first("unclosed-bracket").place.line == 6);
    CHECK(open.first("unclosed-bracket").place.column == 12);
    const auto last = load_class("include:\n  [a.yaml,\n   b.yaml,\n");
    CHECK(last.first("unclosed-bracket").place.line == 5);
    CHECK(last.first("unclosed-bracket").place.column == 3);
}

TEST_CASE("mistakes before a mistake of syntax are named, what may follow is not missed") {
    const auto loaded = load({{"class.yaml", "titel: A\nterm: {starts: 2026-08-31}\nmeets:\n  - days: \"monday\n"}});
    CHECK(loaded.codes() == std::vector<std::string>{"unknown-key", "missing-key", "unclosed-quote"});
    CHECK(loaded.first("missing-key").message == "the term lacks \"ends\"");
}

TEST_CASE("a tab ends its file at its line") {
    const auto loaded = load_class("skils: a.csv\nunits:\n\t- id: a\nbroken: [\n");
    CHECK(loaded.codes() == std::vector<std::string>{"unknown-key", "tab"});
    CHECK(loaded.first("tab").place.line == 6);
}

TEST_CASE("a key that is there twice names the first") {
    const auto loaded = load_class("units: []\nskills: []\nunits: []\n");
    CHECK(loaded.first("duplicate-key").place.line == 6);
    CHECK(loaded.first("duplicate-key").hint == "the first is on line 4");
}

TEST_CASE("an id that is there twice names the file and line of the first") {
    const auto loaded = load({{"class.yaml", class_text("include: course.yaml\nskills: [{id: greet}]\n")},
                              {"course.yaml", "skills:\n  - id: greet\n"}});
    CHECK(loaded.first("duplicate-id").place.file == "class.yaml");
    CHECK(loaded.first("duplicate-id").hint == "the first is in course.yaml, line 2; ids are unique");
}

TEST_CASE("one mistake is said once, however many ask") {
    text::Diagnostics diagnostics;
    const auto text = class_text(
        "units: [{id: a, due: end of nowhere}]\n"
        "skills: [{id: s, due: end of a}, {id: t, due: end of a}, {id: u, unit: a}]\n");
    CHECK(!classroom::load_class_file([&](const std::string&) { return std::optional(text); }, diagnostics));
    CHECK(diagnostics.errors() == 1);
}

TEST_CASE("long and hostile words are cut in messages") {
    const auto loaded = load_class("skills: [{id: a, needs: \"" + std::string(5000, 'x') + "\"}]\n");
    const auto& one = loaded.first("unknown-skill");
    CHECK(one.message == "there is no skill \"" + std::string(60, 'x') + "…\"");
    CHECK(one.excerpt.empty());
    const auto drawing =
        drawn(load_class("skills: [{id: a, title: [\"\\e[31m\"], minutes: \"\\e[31m\"}]\n"), "wrong-type");
    CHECK(drawing.find('\x1b') == std::string::npos);
}

}  // namespace waymark::test
