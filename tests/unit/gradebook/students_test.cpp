#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {
namespace {

std::string slugs(const Gradebook& book, bool with_left = false) {
    std::string all;
    for (const auto& one : book.students(with_left)) all += one.slug + ",";
    return all;
}

}  // namespace

TEST_CASE("a display name is what there is of a name") {
    Student one;
    CHECK(one.display_name().empty());
    one.given = "Zoë";
    CHECK(one.display_name() == "Zoë");
    one.family = "Kovács";
    CHECK(one.display_name() == "Zoë Kovács");
    one.preferred = "Zo";
    CHECK(one.display_name() == "Zo Kovács");
    one.given.clear();
    one.preferred.clear();
    CHECK(one.display_name() == "Kovács");
}

TEST_CASE("students come by family name, and those who left only when asked for") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ana-l", "Ana", "Adams"));
        auto gone = person("ben-m", "Ben", "Moss");
        gone.status = EnrolmentStatus::left;
        book.add_student(gone);
    });
    CHECK(slugs(reading(folder)) == "ana-l,zoe-k,");
    CHECK(slugs(reading(folder), true) == "ana-l,zoe-k,ben-m,");
}

TEST_CASE("a person who was undone is the same person when added again") {
    const Folder folder;
    const auto first = operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    const auto before = reading(folder).students().at(0);
    operation(folder, [&](Gradebook& book) { book.undo(first); });
    CHECK(reading(folder).students().empty());
    operation(folder, [](Gradebook& book) {
        auto again = person("zoe-k", "Zoë", "Kovács");
        again.section = "3B";
        CHECK(book.add_student(again) == 1);
    });
    const auto after = reading(folder).students().at(0);
    CHECK(after.id == before.id);
    CHECK(after.key == before.key);
    CHECK(after.section == "3B");
}

TEST_CASE("a slug never returns to somebody else") {
    const Folder folder;
    const auto first = operation(folder, [](Gradebook& book) { book.add_student(person("ana-l", "Ana", "Lopez")); });
    {
        auto book = writing(folder);
        book.begin(start());
        CHECK(error_of([&] { book.add_student(person("ana-l", "Ana", "Lima")); }) ==
              "ana-l is somebody on the roster already: Ana Lopez | waymark roster show ana-l");
    }
    operation(folder, [&](Gradebook& book) { book.undo(first); });
    const auto second =
        operation(folder, [](Gradebook& book) { CHECK(book.add_student(person("ana-l", "Ana", "Lima")) == 2); });
    CHECK(slugs(reading(folder)) == "ana-l-2,");
    operation(folder, [&](Gradebook& book) { book.redo(first); });
    CHECK(slugs(reading(folder)) == "ana-l-2,ana-l,");
    // The same again finds the same person under the slug that was given in the end.
    operation(folder, [&](Gradebook& book) { book.undo(first); });
    operation(folder, [&](Gradebook& book) { book.undo(second); });
    operation(folder, [](Gradebook& book) { CHECK(book.add_student(person("ana-l", "Ana", "Lima")) == 2); });
}

TEST_CASE("keys are random and differ") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        for (int at = 0; at < 30; ++at) book.add_student(person("s" + std::to_string(at), "S", "T"));
    });
    const auto distinct = sql(folder.file(),
                              "SELECT count(DISTINCT key) FROM student WHERE length(key) = 32"
                              " AND key NOT GLOB '*[^0-9a-f]*'");
    CHECK(distinct == std::vector<std::string>{"30"});
}

TEST_CASE("later operations rest on what they need, and on nothing else") {
    const Folder folder;
    const auto numbers = [&](OperationId of) {
        std::string all;
        for (const auto& one : reading(folder).dependents(of)) all += std::to_string(one.id) + ",";
        return all;
    };
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });  // 1
    operation(folder, [](Gradebook& book) { book.add_student(person("ana-l", "Ana", "Lopez")); });   // 2
    operation(folder, [](Gradebook& book) { book.add_evidence(seen(1, "quiz", 2)); });               // 3
    operation(folder, [](Gradebook& book) {                                                          // 4
        auto better = seen(1, "quiz", 3);
        better.corrects = 1;
        book.add_evidence(better);
    });
    operation(folder, [](Gradebook& book) { book.add_plan(week_of(2)); });                               // 5
    operation(folder, [](Gradebook& book) { book.publish(day("2026-09-14")); });                         // 6
    operation(folder, [](Gradebook& book) { book.choose(1, "a"); });                                     // 7
    operation(folder, [](Gradebook& book) { book.record_done(2, false, day("2026-09-15")); });           // 8
    operation(folder, [](Gradebook& book) { book.add_decision({2, "s", Status::mastered, "b", {}}); });  // 9
    CHECK(numbers(1) == "3,4,");
    CHECK(numbers(2) == "5,9,");
    CHECK(numbers(3) == "4,");
    CHECK(numbers(4).empty());
    CHECK(numbers(5) == "6,7,8,");
    operation(folder, [](Gradebook& book) { book.undo(7); });  // 10
    CHECK(numbers(5) == "6,8,");
    operation(folder, [](Gradebook& book) {  // 11
        auto second = week_of(2);
        second.revision = 2;
        book.add_plan(second);
    });
    operation(folder, [](Gradebook& book) { book.publish(day("2026-09-14")); });  // 12
    CHECK(numbers(5) == "6,8,");
    CHECK(numbers(11) == "12,");
    const auto resting = reading(folder).dependents(3);
    REQUIRE(resting.size() == 1);
    CHECK(resting[0].verb == "test");
    CHECK(resting[0].summary == "did it");
    CHECK_FALSE(resting[0].undone);
}

TEST_CASE("a change rests on the operation that put the student on the roster") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    operation(folder, [](Gradebook& book) {
        auto zoe = book.students().at(0);
        zoe.preferred = "Zo";
        book.change_student(zoe);
    });
    operation(folder, [](Gradebook& book) { book.add_evidence(seen(1, "quiz", 2)); });
    CHECK(reading(folder).dependents(1).size() == 2);
    CHECK(reading(folder).dependents(2).empty());
}

}  // namespace waymark::classroom::test
