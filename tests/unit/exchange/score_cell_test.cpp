#include <doctest/doctest.h>

#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;

namespace {

std::optional<double> score(std::string_view cell, bool decimal_comma = false) {
    const auto read = read_score(cell, decimal_comma);
    return read ? read->score : std::nullopt;
}

}  // namespace

TEST_CASE("blank, zero, excused, missing, pending and the rest are different") {
    CHECK(read_score("")->blank);
    CHECK(read_score(" – ")->blank);
    CHECK(score("0") == 0.0);
    CHECK_FALSE(read_score("0")->blank);
    CHECK(read_score("x")->state == EvidenceState::excused);
    CHECK(read_score("EX")->state == EvidenceState::excused);
    CHECK(read_score("Missing")->state == EvidenceState::missing);
    CHECK(read_score("Needs Grading")->state == EvidenceState::pending);
    CHECK(read_score("-- / 2")->state == EvidenceState::pending);
    CHECK(read_score("In progress")->state == EvidenceState::in_progress);
    CHECK(read_score("N/A")->state == EvidenceState::not_assigned);
}

TEST_CASE("numbers as people write them") {
    CHECK(score("8.5") == 8.5);
    CHECK(score("8,5") == 8.5);
    CHECK(score("1,234") == 1234.0);
    CHECK(score("1.234", true) == 1234.0);
    CHECK(score("1,234", true) == doctest::Approx(1.234));
    CHECK(score("8 / 10") == 8.0);
    CHECK(read_score("8/10")->maximum == 10.0);
    CHECK(score("85%") == 85.0);
    CHECK(read_score("85 %")->maximum == 100.0);
    CHECK(score("3\u00A0") == 3.0);
}

TEST_CASE("what is no score is none") {
    for (const auto* cell :
         {"-3", "1e5", "nan", "inf", "3-Apr", "A", "P", "✓", "1.2.3", "8/0", "/5", "eight", "0x10", "+4", "9999999"}) {
        CAPTURE(cell);
        CHECK_FALSE(read_score(cell).has_value());
    }
}
