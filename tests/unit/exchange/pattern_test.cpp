#include "pattern.hpp"

#include <doctest/doctest.h>

using namespace waymark::classroom;

TEST_CASE("a pattern fits whole headers and captures what it names") {
    const auto quiz = fit("{title} ({id})", "Quiz 7 (retake) (4101)");
    REQUIRE(quiz);
    CHECK(quiz->at("title") == "Quiz 7 (retake)");
    CHECK(quiz->at("id") == "4101");
    const auto lab = fit("{title} [Total Pts: {maximum} {kind}] |{id}", "Lab 1 [Total Pts: 20,5 Score] |5001");
    REQUIRE(lab);
    CHECK(lab->at("maximum") == "20,5");
    CHECK_FALSE(fit("{title} ({id})", "Quiz 7"));
    CHECK_FALSE(fit("{title} ({id})", "Quiz 7 (x)"));
    CHECK_FALSE(fit("{title} ({id})", " (4101)"));
    CHECK(fit("Q. {number} /{maximum}", "q.  3 /2.50"));
    CHECK_FALSE(fit("Q. {number} /{maximum}", "Q. 3 /2.5.0"));
    CHECK(fit("*Final Score*", "Quiz Final Score (Q1)"));
}

TEST_CASE("a name without signs fits other punctuation, spaces, case and accents") {
    CHECK(fits_header("E-Mail Address | Correo electrónico", header_cell(" e mail_address ")));
    CHECK(fits_header("E-Mail Address | Correo electrónico", header_cell("CORREO ELECTRONICO")));
    CHECK_FALSE(fits_header("E-Mail Address", header_cell("E-Mail Address 2")));
    CHECK(fits_header("%", header_cell("%")));
    CHECK_FALSE(fits_header("%", header_cell("#")));
}

TEST_CASE("patterns that could go wrong for ever take no time") {
    CHECK_FALSE(fit("*a*a*a*a*a*a*a*b", std::string(590, 'a')));
    CHECK_FALSE(fit("{a}{b}{c}{d}{e}{f}{g}{h}!", std::string(590, 'a')));
    CHECK_FALSE(fit(std::string(300, '*') + "b", std::string(590, 'a')));
    CHECK_FALSE(fit("{maximum}{number}{maximum}{number}{maximum}{number}!", std::string(590, '1')));
    CHECK(fit("{maximum}{number}", "1,50")->at("maximum") == "1,5");
    // Nobody writes a header as long.
    CHECK_FALSE(fit("*", std::string(5000, 'a')));
}
