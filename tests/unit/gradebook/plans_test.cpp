#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {
namespace {

const auto kWeek = [] { return day("2026-09-14"); };

void two_students(const Folder& folder) {
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ana-l", "Ana", "Adams"));
    });
}

OperationId plan(const Folder& folder, int revision, int slots) {
    return operation(folder, [&](Gradebook& book) {
        auto one = week_of(1, slots);
        one.revision = revision;
        book.add_plan(one);
    });
}

}  // namespace

TEST_CASE("plans come by week and student, their slots as they were planned, whatever their numbers") {
    const Folder folder;
    two_students(folder);
    operation(folder, [](Gradebook& book) {
        book.add_plan(week_of(2, 1, "2026-09-21"));
        auto backwards = week_of(2, 3);
        std::swap(backwards.slots[0], backwards.slots[2]);
        book.add_plan(backwards);
        book.add_plan(week_of(1, 2));
        book.add_plan(week_of(1, 0, "2026-09-21"));
    });
    const auto plans = reading(folder).plans(kWeek());
    REQUIRE(plans.size() == 2);
    CHECK(plans[0].student == 1);
    CHECK(plans[1].student == 2);
    REQUIRE(plans[1].slots.size() == 3);
    CHECK(plans[1].slots[0].number == 3);
    CHECK(plans[1].slots[1].number == 2);
    CHECK(plans[1].slots[2].number == 1);
    CHECK(plans[1].last_number == 3);
    const auto all = reading(folder).all_plans();
    REQUIRE(all.size() == 4);
    CHECK(all[2].student == 1);
    CHECK(all[2].week == day("2026-09-21"));
    CHECK(all[2].slots.empty());
    CHECK(all[3].slots.size() == 1);
}

TEST_CASE("the highest live revision of a plan counts, then the newest") {
    const Folder folder;
    two_students(folder);
    const auto slots = [&] { return reading(folder).plans(kWeek()).at(0).slots.size(); };
    const auto first = plan(folder, 1, 1);
    const auto second = plan(folder, 2, 2);
    CHECK(slots() == 2);
    operation(folder, [&](Gradebook& book) { book.undo(second); });
    CHECK(slots() == 1);
    plan(folder, 1, 3);
    CHECK(slots() == 3);
    operation(folder, [&](Gradebook& book) { book.redo(second); });
    CHECK(slots() == 2);
    operation(folder, [&](Gradebook& book) { book.undo(first); });
    CHECK(slots() == 2);
}

TEST_CASE("publishing publishes the plans there are, and a revision is a draft again") {
    const Folder folder;
    two_students(folder);
    const auto published = [&] { return reading(folder).plans(kWeek()).at(0).published; };
    plan(folder, 1, 1);
    CHECK_FALSE(published());
    const auto publication = operation(folder, [](Gradebook& book) { book.publish(kWeek()); });
    CHECK(published());
    operation(folder, [&](Gradebook& book) { book.undo(publication); });
    CHECK_FALSE(published());
    operation(folder, [&](Gradebook& book) { book.redo(publication); });
    CHECK(published());
    plan(folder, 2, 1);
    CHECK_FALSE(published());
    operation(folder, [](Gradebook& book) { book.publish(kWeek()); });
    CHECK(published());
}

TEST_CASE("the newest live choice and record of a slot count") {
    const Folder folder;
    two_students(folder);
    plan(folder, 1, 2);
    const auto slot = [&] { return reading(folder).plans(kWeek()).at(0).slots.at(0); };
    operation(folder, [](Gradebook& book) { book.choose(1, "a"); });
    const auto second = operation(folder, [](Gradebook& book) { book.choose(1, "b"); });
    CHECK(slot().chosen == "b");
    operation(folder, [&](Gradebook& book) { book.undo(second); });
    CHECK(slot().chosen == "a");
    const auto done = operation(folder, [](Gradebook& book) { book.record_done(1, false, day("2026-09-15")); });
    CHECK(slot().done == false);
    operation(folder, [](Gradebook& book) { book.record_done(1, true, day("2026-09-16")); });
    CHECK(slot().done == true);
    operation(folder, [&](Gradebook& book) { book.undo(done); });
    CHECK(slot().done == true);
    CHECK_FALSE(reading(folder).plans(kWeek()).at(0).slots.at(1).done.has_value());
}

}  // namespace waymark::classroom::test
