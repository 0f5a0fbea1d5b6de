#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {

TEST_CASE("the newest word on a session and on an absence counts, and undo brings back the one before") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    operation(folder, [](Gradebook& book) {
        book.change_session({day("2026-09-15"), 0, "fire drill"});
        book.add_absence({1, day("2026-09-16"), true, "ill"});
        book.add_absence({1, day("2026-09-17"), true, "ill"});
    });
    const auto third = operation(folder, [](Gradebook& book) {
        book.change_session({day("2026-09-15"), 30, "only the first half"});
        book.add_absence({1, day("2026-09-16"), false, "came after all"});
    });
    REQUIRE(reading(folder).session_changes().size() == 1);
    CHECK(reading(folder).session_changes().front().minutes == 30);
    REQUIRE(reading(folder).absences().size() == 1);
    CHECK(reading(folder).absences().front().on == day("2026-09-17"));
    operation(folder, [&](Gradebook& book) { book.undo(third); });
    CHECK(reading(folder).session_changes().front().minutes == 0);
    CHECK(reading(folder).session_changes().front().because == "fire drill");
    CHECK(reading(folder).absences().size() == 2);
}

TEST_CASE("comments are all kept, oldest first, and rest on their student") {
    const Folder folder;
    const auto first = operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    const auto second = operation(folder, [](Gradebook& book) {
        book.add_comment({0, 1, "", "well begun", day("2026-09-14")});
        book.add_comment({0, 1, "ser-estar", "say it once more", day("2026-09-09")});
    });
    const auto comments = reading(folder).comments();
    REQUIRE(comments.size() == 2);
    CHECK(comments[0].text == "say it once more");
    CHECK(comments[1].skill.empty());
    const auto resting = reading(folder).dependents(first);
    REQUIRE(resting.size() == 1);
    CHECK(resting.front().id == second);
    CHECK(reading(folder, "2026-09-06").comments().empty());
}

}  // namespace waymark::classroom::test
