#include <doctest/doctest.h>

#include "screen.hpp"

namespace waymark::app::test {
namespace {

/// The line of the chart that names the months, of a class with this term.
std::string months_of(const std::string& starts, const std::string& ends) {
    Screen screen;
    screen.write("class.yaml", "title: Some class\nterm: {starts: " + starts + ", ends: " + ends +
                                   "}\nmeets: [{days: [monday, tuesday, friday], minutes: 40}]\n"
                                   "skills: [{id: a, title: A}]\n");
    screen.write("roster.csv", "name\n\"Li, Lei\"\n");
    REQUIRE(screen.run({"roster", "import", "roster.csv"}) == 0);
    REQUIRE(screen.run({"report", "pace", "lei-l"}) == 0);
    const auto axis = screen.out.find("└");
    REQUIRE(axis != std::string::npos);
    const auto start = screen.out.find('\n', axis) + 1;
    const auto line = screen.out.substr(start, screen.out.find('\n', start) - start);
    return line.substr(std::string("      |").size());
}

}  // namespace

TEST_CASE("each month of the chart stands over the week of its first day") {
    CHECK(months_of("2026-09-01", "2026-12-18") == "Sep Oct Nov  Dec");
    CHECK(months_of("2026-08-03", "2026-10-23") == "Aug Sep Oct");
}

TEST_CASE("of a month of which the term has a week or two the name gives way") {
    CHECK(months_of("2026-08-24", "2026-10-23") == " Sep Oct");
}

}  // namespace waymark::app::test
