#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {

TEST_CASE("pins, drops, projects, adjustments, conferences and retakes come back as they were written") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ana-l", "Ana", "López"));
    });
    const auto second = operation(folder, [](Gradebook& book) {
        book.add_override({.student = 1,
                           .week = day("2026-09-14"),
                           .on = day("2026-09-15"),
                           .purpose = "practise",
                           .skill = "ser-estar",
                           .options = {{"market", "", 20}, {"", "quiz", 10}},
                           .because = "a guest comes"});
        book.add_override({.student = 1,
                           .week = day("2026-09-14"),
                           .kind = PlanOverride::Kind::drop,
                           .skill = "tener",
                           .options = {},
                           .because = ""});
        book.add_project({0, "poster", "make-poster", day("2026-09-14"), {1, 2}, {{"draft", day("2026-09-16")}}});
        book.add_adjustment({.student = 2,
                             .time_factor = 1.5,
                             .format = "large print",
                             .device_at_home = false,
                             .without = {"a", "b"}});
        book.add_conference({2, day("2026-09-14"), "read together"});
        book.add_retake({2, "quiz", day("2026-09-21")});
    });
    {
        const auto book = reading(folder);
        const auto overrides = book.overrides();
        REQUIRE(overrides.size() == 2);
        CHECK(overrides[0].on == day("2026-09-15"));
        CHECK(overrides[0].purpose == "practise");
        CHECK(overrides[0].options == std::vector<OverrideOption>{{"market", "", 20}, {"", "quiz", 10}});
        CHECK(overrides[1].kind == PlanOverride::Kind::drop);
        REQUIRE(book.projects().size() == 1);
        CHECK(book.projects()[0].members == std::vector<StudentId>{1, 2});
        CHECK(book.projects()[0].milestones.at(0).title == "draft");
        REQUIRE(book.adjustments().size() == 1);
        CHECK(book.adjustments()[0].time_factor == 1.5);
        CHECK_FALSE(book.adjustments()[0].device_at_home);
        CHECK(book.adjustments()[0].without == std::vector<std::string>{"a", "b"});
        CHECK(book.conferences().at(0).note == "read together");
        CHECK(book.retakes().at(0).from == day("2026-09-21"));
    }

    operation(folder, [&](Gradebook& writer) { writer.undo(second); });
    const auto after = reading(folder);
    CHECK(after.overrides().empty());
    CHECK(after.projects().empty());
    CHECK(after.adjustments().empty());
    CHECK(after.conferences().empty());
    CHECK(after.retakes().empty());
}

TEST_CASE("the newest project of a name and the newest adjustment of a student count") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_project({0, "poster", "make-poster", day("2026-09-14"), {1}, {}});
        book.add_adjustment({.student = 1, .time_factor = 1.5});
    });
    operation(folder, [](Gradebook& book) {
        book.add_project({0, "poster", "make-poster", day("2026-09-21"), {1}, {}});
        book.add_adjustment({.student = 1, .time_factor = 1.0, .place = "window"});
    });
    REQUIRE(reading(folder).projects().size() == 1);
    CHECK(reading(folder).projects()[0].starts_on == day("2026-09-21"));
    REQUIRE(reading(folder).adjustments().size() == 1);
    CHECK(reading(folder).adjustments()[0].place == "window");
}

TEST_CASE("a new revision of a plan keeps what was chosen and done") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    auto plan = week_of(1);
    plan.slots[0].chosen = "a";
    plan.slots[0].done = true;
    plan.slots[0].done_on = day("2026-09-14");
    operation(folder, [&](Gradebook& book) { book.add_plan(plan); });
    const auto stored = reading(folder).plans(day("2026-09-14"));
    REQUIRE(stored.size() == 1);
    CHECK(stored[0].slots[0].chosen == "a");
    CHECK(stored[0].slots[0].done == true);
    CHECK(stored[0].slots[0].done_on == day("2026-09-14"));
    CHECK_FALSE(stored[0].slots[1].done.has_value());
}

TEST_CASE("who left and came back is known by day") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    auto zoe = reading(folder).students()[0];
    zoe.status = EnrolmentStatus::left;
    operation(
        folder, [&](Gradebook& book) { book.change_student(zoe); }, "2026-10-05");
    zoe.preferred = "Zo";
    operation(
        folder, [&](Gradebook& book) { book.change_student(zoe); }, "2026-10-06");
    zoe.status = EnrolmentStatus::active;
    operation(
        folder, [&](Gradebook& book) { book.change_student(zoe); }, "2026-11-02");
    const auto changes = reading(folder).enrolments();
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].from == day("2026-10-05"));
    CHECK(changes[0].status == EnrolmentStatus::left);
    CHECK(changes[1].from == day("2026-11-02"));
    CHECK(changes[1].status == EnrolmentStatus::active);
}

}  // namespace waymark::classroom::test
