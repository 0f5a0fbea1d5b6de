#include <doctest/doctest.h>

#include <algorithm>

#include "class_text.hpp"
#include "waymark/classroom/format.hpp"

namespace waymark::test {
namespace {

using classroom::Format;
using classroom::Role;
using classroom::TableFormat;

constexpr const char* kOwn =
    "format: our-system\n"
    "title: Our school's marks\n"
    "gives: [roster, results]\n"
    "header: [Matric No, \"{title} /{maximum}\"]\n"
    "columns: {student: Learner, school_id: [Matric No, Matric]}\n"
    "ids: [{system: portal, column: Portal Login}]\n"
    "items: [{column: \"{title} /{maximum}\"}]\n"
    "calculated: Average*\n"
    "skip: [{column: Learner, is: [Class average]}]\n"
    "states: {excused: MED, missing: [ABS]}\n";

std::vector<std::string> codes(const std::string& yaml) {
    text::Diagnostics diagnostics;
    const auto format = classroom::parse_format("f.yaml", yaml, diagnostics);
    CHECK(format.has_value() == !diagnostics.has_errors());
    std::vector<std::string> all;
    for (const auto& one : diagnostics.sorted()) all.push_back(one.code + ": " + one.message);
    return all;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("every built-in description is sound, has an id of its own, and says what it gives or what to take instead") {
    std::vector<std::string> ids;
    for (const auto& format : classroom::built_in_formats()) {
        CAPTURE(format.id);
        CHECK((format.gives_roster || format.gives_results) == format.instead.empty());
        CHECK_FALSE(format.title.empty());
        CHECK_FALSE(format.own);
        ids.push_back(format.id);
    }
    CHECK(ids.size() > 15);
    std::ranges::sort(ids);
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
}

TEST_CASE("a description is read as it is written, one word or a list") {
    text::Diagnostics diagnostics;
    const auto format = classroom::parse_format("f.yaml", kOwn, diagnostics);
    REQUIRE(format);
    CHECK(format->id == "our-system");
    CHECK(format->gives_roster);
    CHECK(format->gives_results);
    REQUIRE(format->tables.size() == 1);
    const auto& table = format->tables[0];
    CHECK(table.header == std::vector<std::string>{"Matric No", "{title} /{maximum}"});
    CHECK(table.columns.at(Role::school_id) == std::vector<std::string>{"Matric No", "Matric"});
    CHECK(table.calculated == std::vector<std::string>{"Average*"});
    CHECK(table.ids[0].system == "portal");
    CHECK(table.skip[0].is == std::vector<std::string>{"Class average"});
    CHECK(table.state.size() == 2);
}

TEST_CASE("a description that could not work is a mistake with a place") {
    CHECK(codes("format: a\ngives: [roster]\ncolumns: {student: Name}\n") ==
          Codes{"bad-format: the description has no header"});
    CHECK(codes("format: a\ngives: [roster]\nheader: [Name]\n") ==
          Codes{"bad-format: no column says who a row is about"});
    CHECK(codes("format: a\nheader: [Name]\ncolumns: {student: Name}\n") ==
          Codes{"bad-format: the description does not say what the file gives"});
    CHECK(codes("format: a\ngives: [results]\nheader: [Name]\ncolumns: {student: Name}\n") ==
          Codes{"bad-format: no column holds scores"});
    CHECK(codes("format: a\ngives: [roster]\nheader: [\"*a*b*c*d*e*f*g*h*\"]\ncolumns: {student: Name}\n") ==
          Codes{"bad-format: a pattern holds too many \"*\" and \"{…}\""});
    CHECK(codes("").front().starts_with("empty-file"));
    // The typing mistake, and what is missing because of it.
    const auto mistyped = codes("format: a\ngives: [roster]\nheader: [N]\ncolumns: {studnet: N}\n");
    CHECK(std::ranges::any_of(mistyped, [](const std::string& one) { return one.starts_with("unknown-key"); }));
}

TEST_CASE("a class file names descriptions beside it, and a mistake in one is found with the others") {
    const auto good = load({{"class.yaml", class_text("formats: [ours.yaml]\n")}, {"ours.yaml", kOwn}});
    REQUIRE(good.file);
    const auto known = classroom::known_formats(*good.file);
    CHECK(known.front().id == "our-system");
    CHECK(known.front().own);
    CHECK(known.size() == classroom::built_in_formats().size() + 1);
    const auto bad = load({{"class.yaml", class_text("formats: [ours.yaml, none.yaml]\n")},
                           {"ours.yaml", "format: our-system\ngives: [roster]\n"}});
    CHECK_FALSE(bad.file);
    CHECK(bad.first("bad-format").place.file == "ours.yaml");
    CHECK(bad.first("missing-file").place.line > 0);
}

TEST_CASE("a description of the teacher's takes the place of the built-in one of its id") {
    const auto loaded = load({{"class.yaml", class_text("formats: canvas.yaml\n")},
                              {"canvas.yaml",
                               "format: canvas-gradebook\ngives: [roster]\nheader: [Student]\n"
                               "columns: {student: Student}\n"}});
    REQUIRE(loaded.file);
    const auto known = classroom::known_formats(*loaded.file);
    CHECK(known.size() == classroom::built_in_formats().size());
    CHECK(std::ranges::count(known, "canvas-gradebook", &Format::id) == 1);
    CHECK(known.front().tables[0].header == std::vector<std::string>{"Student"});
}

}  // namespace waymark::test
