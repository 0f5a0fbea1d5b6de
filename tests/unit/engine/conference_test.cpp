#include "waymark/conference.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

using namespace waymark;
using namespace std::chrono;

namespace {

const std::vector<Session> kWeek{{1, sys_days(2026y / 11 / 23), 50}, {2, sys_days(2026y / 11 / 25), 50}};

std::string shown(const std::vector<ConferenceTurn>& turns) {
    std::string text;
    for (const auto& turn : turns) {
        text += std::to_string(turn.session) + ":" + std::to_string(turn.student) + "(" +
                std::to_string(turn.sessions_waited) + ") ";
    }
    return text;
}

}  // namespace

TEST_CASE("who has waited longest is talked with first, as many as the minutes hold, nobody twice") {
    const std::vector<ConferenceStudent> students{{3, {}}, {9, {1}}, {7, {}}, {7, {}}};
    // Twelve minutes hold two talks of five. The second student is away in the first session, and still first after it.
    CHECK(shown(plan_conferences(kWeek, students, {12, 5})) == "1:2(7) 1:3(7) 2:1(9) 2:0(4) ");
    CHECK(shown(plan_conferences(kWeek, students, {4, 5})).empty());
    CHECK(shown(plan_conferences(kWeek, {}, {50, 5})).empty());
    CHECK_THROWS_AS(plan_conferences(kWeek, students, {10, 0}), std::invalid_argument);
}
