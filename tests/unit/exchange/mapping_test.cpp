#include "waymark/classroom/mapping.hpp"

#include <doctest/doctest.h>

using namespace waymark::classroom;
using Ids = std::vector<std::string>;

TEST_CASE("a title finds what was said of itself, of itself without its number, or of its quiz") {
    const std::vector<ResultMapping> said{{"Quiz 7", {"ser"}, {}},
                                          {"Quiz 7 (4101)", {"tener"}, {}},
                                          {"Cells #2", {"cells-2"}, {}},
                                          {"cells", {"cells"}, {}}};
    const MappingIndex index(said);
    CHECK(index.find("QUIZ  7")->targets == Ids{"ser"});
    CHECK(index.find("Quiz 7 (4102)")->targets == Ids{"ser"});
    CHECK(index.find("Quiz 7 (4101)")->targets == Ids{"tener"});
    CHECK(index.find("Cells #1")->targets == Ids{"cells"});
    CHECK(index.find("Cells #2")->targets == Ids{"cells-2"});
    CHECK(index.find("Quiz 77") == nullptr);
    // Words in brackets are part of the title.
    CHECK(index.find("Quiz 7 (retake)") == nullptr);
}

TEST_CASE("ids in brackets at the end of a title are what it is about") {
    CHECK(bracketed_ids("Quiz 7 [ser-estar, tener] (4101)") == Ids{"ser-estar", "tener"});
    CHECK(bracketed_ids("Quiz 7 [ser-estar]") == Ids{"ser-estar"});
    CHECK(bracketed_ids("Quiz 7 [ser-estar] again") == Ids{"ser-estar"});
    CHECK(bracketed_ids("Quiz 7 ]ser-estar[").empty());
    CHECK(bracketed_ids("Quiz 7 []").empty());
    CHECK(bracketed_ids("[a,,b]").empty());
    CHECK(without_number("Quiz 7 (4101)") == "Quiz 7");
    CHECK(without_number("Quiz 7 (two)") == "Quiz 7 (two)");
}
