#include "waymark/classroom/wishes.hpp"

#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {

TEST_CASE("goals and requests come back, the newest word counts, and undo takes it back") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    operation(folder, [](Gradebook& book) {
        book.add_goal({.student = 1, .target = "tener", .by = day("2026-10-14")});
        book.add_goal({.student = 1, .target = "school", .of_the_teacher = true});
        book.add_request({.student = 1, .week = day("2026-09-14"), .target = "countdown"});
        book.add_request({.student = 1,
                          .week = day("2026-09-21"),
                          .kind = StudentRequest::Kind::own,
                          .target = "Write a song",
                          .skill = "gustar",
                          .minutes = 30});
    });
    operation(folder, [](Gradebook& book) {
        book.add_goal({.student = 1, .target = "tener", .held = false});
        book.add_request({.student = 1, .week = day("2026-09-14"), .target = "countdown", .held = false});
    });
    {
        const auto book = reading(folder);
        REQUIRE(book.goals().size() == 1);
        CHECK(book.goals()[0] == StudentGoal{.student = 1, .target = "school", .of_the_teacher = true});
        REQUIRE(book.requests().size() == 1);
        CHECK(book.requests()[0].kind == StudentRequest::Kind::own);
        CHECK(book.requests()[0].skill == "gustar");
        CHECK(book.requests()[0].minutes == 30);
        CHECK(book.requests()[0].week == day("2026-09-21"));
    }
    operation(folder, [](Gradebook& book) { book.undo(3); });
    const auto facts = reading(folder).facts();
    REQUIRE(facts.goals.size() == 2);
    CHECK(facts.goals[0].by == day("2026-10-14"));
    CHECK(facts.requests.size() == 2);
}

TEST_CASE("of two students the last rule counts, whoever is named first") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ben-i", "Ben", "Ito"));
        book.add_pairing({.first = 2, .second = 1, .rule = Pairing::Rule::apart});
    });
    REQUIRE(reading(folder).pairings().size() == 1);
    CHECK(reading(folder).pairings()[0] == Pairing{.first = 1, .second = 2, .rule = Pairing::Rule::apart});
    operation(folder,
              [](Gradebook& book) { book.add_pairing({.first = 1, .second = 2, .rule = Pairing::Rule::none}); });
    CHECK(reading(folder).pairings().empty());
    operation(folder, [](Gradebook& book) { book.undo(2); });
    CHECK(reading(folder).pairings().size() == 1);
    CHECK(reading(folder).dependents(1).size() == 0);
}

TEST_CASE("groups of a session are fixed together: the last ones replace the others, of that session only") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ben-i", "Ben", "Ito"));
    });
    const auto group = [](const char* on, int number, std::vector<StudentId> members) {
        return FixedGroup{.on = day(on),
                          .number = number,
                          .skill = "tener",
                          .activity = "countdown",
                          .minutes = 15,
                          .peer = members.front(),
                          .members = std::move(members)};
    };
    operation(folder, [&](Gradebook& book) {
        book.add_fixed_group(group("2026-09-14", 1, {2, 1}));
        book.add_fixed_group(group("2026-09-14", 2, {2, 1}));
        book.add_fixed_group(group("2026-09-16", 1, {1, 2}));
    });
    operation(folder, [&](Gradebook& book) { book.add_fixed_group(group("2026-09-14", 1, {1, 2})); });
    const auto groups = reading(folder).fixed_groups();
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].members == std::vector<StudentId>{1, 2});
    CHECK(groups[0].peer == 1);
    CHECK(groups[1].on == day("2026-09-16"));
    operation(folder, [](Gradebook& book) { book.undo(3); });
    CHECK(reading(folder).fixed_groups().size() == 3);
}

TEST_CASE("what became of requests is stored with the plan of the week") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    const RequestOutcome yes{.target = "countdown", .title = "Countdown", .honoured = true, .because = {}};
    const RequestOutcome no{.kind = StudentRequest::Kind::skill,
                            .target = "recipe",
                            .title = "Explain a recipe",
                            .honoured = false,
                            .because = "waits for Meals"};
    operation(folder, [&](Gradebook& book) {
        auto plan = week_of(1);
        plan.requests = {yes, no};
        plan.yielded = 2;
        book.add_plan(plan);
    });
    const auto plans = reading(folder).all_plans();
    REQUIRE(plans.size() == 1);
    CHECK(plans[0].requests == std::vector{yes, no});
    CHECK(plans[0].yielded == 2);
}

}  // namespace waymark::classroom::test
