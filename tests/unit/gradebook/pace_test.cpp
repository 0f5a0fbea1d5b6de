#include <doctest/doctest.h>

#include "support.hpp"

namespace waymark::classroom::test {

TEST_CASE("paces and extensions come back, the newest counts, and undo takes them back") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    operation(folder, [](Gradebook& book) {
        book.add_pace({1, day("2026-09-14"), 0.8, false, "asked for it"});
        book.add_pace({1, day("2026-10-05"), 1.0, true, ""});
        book.add_extension({1, "tener", day("2026-10-14"), "ill"});
        book.add_extension({1, "ser-estar", day("2026-10-14"), ""});
    });
    operation(folder, [](Gradebook& book) {
        book.add_pace({1, day("2026-09-14"), 0.9, false, ""});
        book.add_extension({1, "tener", day("2026-11-02"), "still ill"});
        book.add_extension({1, "ser-estar", std::nullopt, ""});
    });
    {
        const auto book = reading(folder);
        REQUIRE(book.paces().size() == 2);
        CHECK(book.paces()[0].rate == 0.9);
        CHECK(book.paces()[1].from == day("2026-10-05"));
        CHECK(book.paces()[1].must_only);
        REQUIRE(book.extensions().size() == 1);
        CHECK(book.extensions()[0].skill == "tener");
        CHECK(book.extensions()[0].due == day("2026-11-02"));
    }
    operation(folder, [](Gradebook& book) { book.undo(3); });
    const auto book = reading(folder);
    CHECK(book.paces()[0].rate == 0.8);
    CHECK(book.paces()[0].because == "asked for it");
    REQUIRE(book.extensions().size() == 2);
    CHECK(book.extensions()[1].because == "ill");
    CHECK(book.facts().extensions.size() == 2);
}

}  // namespace waymark::classroom::test
