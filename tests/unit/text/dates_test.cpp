#include "waymark/text/dates.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace waymark::text;
using namespace std::chrono_literals;

namespace {
constexpr Date kTuesday = std::chrono::sys_days(2026y / 11 / 24);
constexpr Date on(std::chrono::year year, unsigned month, unsigned day) {
    return std::chrono::sys_days(year / std::chrono::month(month) / std::chrono::day(day));
}
}  // namespace

TEST_CASE("days are written the ways people read them") {
    CHECK(iso_date(kTuesday) == "2026-11-24");
    CHECK(long_date(kTuesday) == "Tue 24 Nov 2026");
    CHECK(short_date(on(2026y, 3, 5)) == "5 Mar");
    CHECK(week_span(kTuesday) == "23–29 Nov");
    CHECK(week_span(on(2026y, 12, 1)) == "30 Nov – 6 Dec");
}

TEST_CASE("ISO weeks at the turn of a year") {
    CHECK(iso_week(on(2027y, 1, 1)) == "2026-W53");
    CHECK(iso_week(on(2027y, 1, 4)) == "2027-W01");
    CHECK(iso_week(on(2024y, 12, 30)) == "2025-W01");
}

TEST_CASE("days that do not exist are none") {
    CHECK_FALSE(parse_iso_date("2026-02-29"));
    CHECK_FALSE(parse_iso_date("2026-13-01"));
    CHECK_FALSE(parse_iso_date("2026-1-01"));
    CHECK(parse_iso_date("2028-02-29"));
}

TEST_CASE("days as people type them") {
    CHECK(parse_date("2026-09-01", kTuesday) == on(2026y, 9, 1));
    CHECK(parse_date("Today", kTuesday) == kTuesday);
    CHECK(parse_date("yesterday", kTuesday) == on(2026y, 11, 23));
    CHECK(parse_date("tue", kTuesday) == kTuesday);
    CHECK(parse_date("mon", kTuesday) == on(2026y, 11, 30));
    CHECK(parse_date("next fri", kTuesday) == on(2026y, 12, 4));
    CHECK(parse_date("+2w", kTuesday) == on(2026y, 12, 8));
    CHECK(parse_date("-3d", kTuesday) == on(2026y, 11, 21));
    CHECK(parse_date("24 Nov", kTuesday) == kTuesday);
    CHECK(parse_date("Nov 3rd, 2025", kTuesday) == on(2025y, 11, 3));
    CHECK(parse_date("2026-W46", kTuesday) == on(2026y, 11, 9));
    CHECK(parse_date("2026-11-6", kTuesday) == on(2026y, 11, 6));
    CHECK(parse_date("6.11.2026", kTuesday) == on(2026y, 11, 6));
    CHECK(parse_date("24/11/2026", kTuesday) == kTuesday);
    CHECK(parse_date("11/24/2026", kTuesday) == kTuesday);
    CHECK(parse_date("6/11/2026", kTuesday, DateOrder::day_first) == on(2026y, 11, 6));
    CHECK(parse_date("6/11/2026", kTuesday, DateOrder::month_first) == on(2026y, 6, 11));
    CHECK_FALSE(parse_date("6/11/2026", kTuesday));
    CHECK(two_days("6/11/2026") == std::vector{on(2026y, 11, 6), on(2026y, 6, 11)});
    CHECK(two_days("6.11.2026").empty());
    CHECK(two_days("11/11/2026").empty());
    CHECK(two_days("31/02/2026").empty());
    CHECK_FALSE(parse_date("31.02.2026", kTuesday));
    CHECK_FALSE(parse_date("30 Feb", kTuesday));
    CHECK_FALSE(parse_date("5", kTuesday));
    CHECK_FALSE(parse_date("", kTuesday));
}

TEST_CASE("what has happened was the last such day") {
    CHECK(parse_past_date("tue", kTuesday) == kTuesday);
    CHECK(parse_past_date("mon", kTuesday) == on(2026y, 11, 23));
    CHECK(parse_past_date("wed", kTuesday) == on(2026y, 11, 18));
    CHECK(parse_past_date("24 Nov", kTuesday) == kTuesday);
    CHECK(parse_past_date("18 Dec", kTuesday) == on(2025y, 12, 18));
    CHECK(parse_past_date("18 Dec 2026", kTuesday) == on(2026y, 12, 18));
    CHECK(parse_past_date("2026-12-01", kTuesday) == on(2026y, 12, 1));
}

TEST_CASE("weeks as people type them") {
    CHECK(parse_week("next", kTuesday) == on(2026y, 11, 30));
    CHECK(parse_week("this week", kTuesday) == on(2026y, 11, 23));
    CHECK(parse_week("W01", kTuesday) == on(2027y, 1, 4));
    CHECK(parse_week("46", kTuesday) == on(2026y, 11, 9));
    CHECK(parse_week("week 2", kTuesday) == on(2027y, 1, 11));
    CHECK_FALSE(parse_week("54", kTuesday));
    CHECK_FALSE(parse_week("0", kTuesday));
    CHECK(parse_week("2026-W53", kTuesday) == on(2026y, 12, 28));
    CHECK_FALSE(parse_week("2025-W53", kTuesday));
    CHECK(parse_week("2026-11-27", kTuesday) == on(2026y, 11, 23));
    CHECK_FALSE(parse_week("soon", kTuesday));
}

TEST_CASE("every day survives being written and read, and so does its week") {
    CHECK(rc::check([] {
        const Date day = Date(std::chrono::days(*rc::gen::inRange(0, 60000)));
        RC_ASSERT(parse_iso_date(iso_date(day)) == day);
        RC_ASSERT(parse_date(long_date(day).substr(4), kTuesday) == day);
        const auto monday = parse_week(iso_week(day), kTuesday);
        RC_ASSERT(monday.has_value());
        RC_ASSERT(day - *monday < std::chrono::days(7));
        RC_ASSERT(day >= *monday);
    }));
}

TEST_CASE("the order of day and month is the one that fits every cell") {
    CHECK(date_order({"14/09/2026", "01/02/2026"}) == DateOrder::day_first);
    CHECK(date_order({"09/14/2026", "01/02/2026"}) == DateOrder::month_first);
    CHECK(date_order({"01/02/2026"}) == DateOrder::ambiguous);
    CHECK(date_order({"2026-09-14", "14 Sep 2026"}) == DateOrder::iso);
    CHECK(date_order({"06.11.2026", "13/11/2026"}) == DateOrder::day_first);
    CHECK(parse_cell_date("11/11/2026", DateOrder::ambiguous) == on(2026y, 11, 11));
    CHECK_FALSE(parse_cell_date("13/13/2026", DateOrder::ambiguous));
    CHECK_FALSE(parse_cell_date("6/11/2026", DateOrder::ambiguous));
    CHECK(parse_cell_date("06.11.2026", DateOrder::iso) == on(2026y, 11, 6));
    CHECK(parse_cell_date("14.9.2026", DateOrder::day_first) == on(2026y, 9, 14));
    CHECK(parse_cell_date("9/14/26 10:30", DateOrder::month_first) == on(2026y, 9, 14));
    CHECK(parse_cell_date("2026-09-14T08:00:00Z", DateOrder::iso) == on(2026y, 9, 14));
    CHECK(parse_cell_date("14 September 2026", DateOrder::iso) == on(2026y, 9, 14));
    CHECK(parse_cell_date("7 September 2026  8:11 AM", DateOrder::iso) == on(2026y, 9, 7));
    CHECK(parse_cell_date("Monday, 7 September 2026, 8:11 PM", DateOrder::iso) == on(2026y, 9, 7));
    CHECK(parse_cell_date("Sep 7, 2026, 20:11", DateOrder::iso) == on(2026y, 9, 7));
    CHECK_FALSE(parse_cell_date("31/02/2026", DateOrder::day_first));
    CHECK_FALSE(parse_cell_date("14 Sep", DateOrder::iso));
}
