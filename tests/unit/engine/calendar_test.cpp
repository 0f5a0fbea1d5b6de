#include "waymark/calendar.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

using namespace waymark;
using namespace std::chrono;

namespace {

CalendarParts two_weeks() {
    return {
        .term_starts = sys_days(2026y / 8 / 31),
        .term_ends = sys_days(2026y / 9 / 11),
        .meetings = {{Monday, 50}, {Wednesday, 50}, {Friday, 40}},
        .breaks = {{"Labour Day", sys_days(2026y / 9 / 7), sys_days(2026y / 9 / 7)}},
        .exceptions = {{sys_days(2026y / 9 / 2), 25, "half day"}, {sys_days(2026y / 9 / 8), 30, "instead of Monday"}}};
}

}  // namespace

TEST_CASE("sessions follow the weekly pattern, breaks and exceptions") {
    const Calendar calendar(two_weeks());
    REQUIRE(calendar.sessions().size() == 6);
    CHECK(calendar.sessions()[0] == Session{1, sys_days(2026y / 8 / 31), 50});
    CHECK(calendar.sessions()[1] == Session{2, sys_days(2026y / 9 / 2), 25});
    CHECK(calendar.sessions()[3] == Session{4, sys_days(2026y / 9 / 8), 30});
    CHECK(calendar.sessions_in_week(sys_days(2026y / 9 / 7)).size() == 3);
    CHECK(calendar.sessions_before(sys_days(2026y / 9 / 2)) == 1);
    CHECK(calendar.last_session_by(sys_days(2026y / 9 / 7))->number == 3);
    CHECK_FALSE(calendar.session(0).has_value());
    CHECK_FALSE(calendar.session(7).has_value());
}

TEST_CASE("a week is named by its Monday") {
    CHECK(monday_of(sys_days(2026y / 11 / 24)) == sys_days(2026y / 11 / 23));
    CHECK(monday_of(sys_days(2026y / 11 / 29)) == sys_days(2026y / 11 / 23));
    CHECK(monday_of(sys_days(2026y / 11 / 23)) == sys_days(2026y / 11 / 23));
}

TEST_CASE("a term that ends before it starts is refused") {
    auto parts = two_weeks();
    parts.term_ends = parts.term_starts - days(1);
    CHECK_THROWS_AS(Calendar{parts}, std::invalid_argument);
}

TEST_CASE("days change after the calendar was made, and sessions are numbered anew") {
    const Calendar calendar(two_weeks());
    const std::vector<CalendarException> changes{{sys_days(2026y / 9 / 2), 0, "fire drill"},
                                                 {sys_days(2026y / 9 / 4), 20, "assembly"},
                                                 {sys_days(2026y / 9 / 10), 45, "made up"},
                                                 {sys_days(2027y / 1 / 4), 50, "outside the term"}};
    const auto changed = calendar.with(changes);
    REQUIRE(changed.sessions().size() == 6);
    CHECK(changed.sessions()[0] == Session{1, sys_days(2026y / 8 / 31), 50});
    CHECK(changed.sessions()[1] == Session{2, sys_days(2026y / 9 / 4), 20});
    CHECK(changed.sessions()[2] == Session{3, sys_days(2026y / 9 / 8), 30});
    CHECK(changed.sessions()[4] == Session{5, sys_days(2026y / 9 / 10), 45});
    CHECK(calendar.sessions()[1].minutes == 25);
}

TEST_CASE("weekdays take their names in turn, and only skipped days make the turn wait") {
    CalendarParts parts{.term_starts = sys_days(2026y / 8 / 31),
                        .term_ends = sys_days(2026y / 9 / 11),
                        .meetings = {{Monday, 80, "A"},
                                     {Tuesday, 80, "A"},
                                     {Wednesday, 80, "A"},
                                     {Thursday, 80, "A"},
                                     {Friday, 80, "A"}},
                        .breaks = {{"Labour Day", sys_days(2026y / 9 / 7), sys_days(2026y / 9 / 7)}},
                        .exceptions = {},
                        .rotation = {"A", "B"},
                        .rotation_starts = sys_days(2026y / 8 / 31),
                        .half_days = {sys_days(2026y / 9 / 4)}};
    const auto held = [&] {
        std::vector<Date> all;
        const Calendar calendar(parts);
        for (const auto& session : calendar.sessions()) all.push_back(session.date);
        return all;
    };
    // Mon A, Tue B, Wed A, Thu B, Fri A; the free Monday is B, so Tuesday is A.
    CHECK(held() == std::vector<Date>{sys_days(2026y / 8 / 31), sys_days(2026y / 9 / 2), sys_days(2026y / 9 / 4),
                                      sys_days(2026y / 9 / 8), sys_days(2026y / 9 / 10)});
    CHECK(Calendar(parts).sessions()[2].minutes == 40);
    // Where the turn waits on that Monday, Tuesday is B, and Wednesday A.
    parts.rotation_skips = {sys_days(2026y / 9 / 7)};
    CHECK(held() == std::vector<Date>{sys_days(2026y / 8 / 31), sys_days(2026y / 9 / 2), sys_days(2026y / 9 / 4),
                                      sys_days(2026y / 9 / 9), sys_days(2026y / 9 / 11)});
    CHECK(Calendar(parts).pattern_days().size() == 5);
}

TEST_CASE("a day without class says why") {
    const Calendar calendar(two_weeks());
    CHECK(calendar.free_because(sys_days(2026y / 9 / 7)) == "Labour Day");
    CHECK_FALSE(calendar.free_because(sys_days(2026y / 9 / 2)));
    CHECK_FALSE(calendar.free_because(sys_days(2026y / 9 / 3)));
    const std::vector<CalendarException> changes{{sys_days(2026y / 9 / 2), 0, "fire drill"},
                                                 {sys_days(2026y / 9 / 4), 0, ""}};
    const auto changed = calendar.with(changes);
    CHECK(changed.free_because(sys_days(2026y / 9 / 2)) == "fire drill");
    CHECK(changed.free_because(sys_days(2026y / 9 / 4)) == "");
    const std::vector<CalendarException> again{{sys_days(2026y / 9 / 2), 50, ""}};
    CHECK_FALSE(changed.with(again).free_because(sys_days(2026y / 9 / 2)));
}
