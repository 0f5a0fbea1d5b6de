#include <doctest/doctest.h>

#include "class_text.hpp"
#include "read_ical.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::test {
namespace {

Date day(std::string_view iso) {
    return *text::parse_iso_date(iso);
}

std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:1\r\n" + lines + "END:VEVENT\r\n";
}

std::string calendar(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//school//EN\r\n" + events + "END:VCALENDAR\r\n";
}

}  // namespace

TEST_CASE("whole-day events of an iCalendar file are breaks, and their end is the day after") {
    const auto breaks = classroom::breaks_of_ical(
        calendar(event("DTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:Winter\r\n break\r\n") +
                 event("DTSTART;VALUE=DATE:20261012\r\nSUMMARY:Columbus Day\r\n") +
                 event("DTSTART:20261105T180000Z\r\nDTEND:20261105T200000Z\r\nSUMMARY:Parent evening\r\n") +
                 event("DTSTART;VALUE=DATE:20261130\r\nSTATUS:CANCELLED\r\nSUMMARY:Trip\r\n")),
        {});
    REQUIRE(breaks);
    REQUIRE(breaks->size() == 2);
    CHECK(breaks->at(0).name == "Columbus Day");
    CHECK(breaks->at(0).to == day("2026-10-12"));
    CHECK(breaks->at(1).name == "Winterbreak");  // lines are unfolded as RFC 5545 says
    CHECK(breaks->at(1).to == day("2027-01-01"));
}

TEST_CASE("events that repeat come back, and words choose among them") {
    const auto text =
        calendar(event("DTSTART;VALUE=DATE:20260904\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\r\nSUMMARY:Staff day\r\n") +
                 event("DTSTART;VALUE=DATE:20261012\r\nSUMMARY:Día festivo\r\n") +
                 event("DTSTART;VALUE=DATE:20260904\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:A joke\r\n"));
    const auto all = classroom::breaks_of_ical(text, {"staff"});
    REQUIRE(all->size() == 3);
    CHECK(all->at(1).from == day("2026-09-18"));
    CHECK(all->at(2).from == day("2026-10-02"));
    CHECK(classroom::breaks_of_ical(text, {"DÍA FESTIVO"})->size() == 1);
    CHECK(classroom::breaks_of_ical(text, {"joke"})->size() == 1);
}

TEST_CASE("what is no iCalendar is none") {
    CHECK_FALSE(classroom::breaks_of_ical("", {}));
    CHECK_FALSE(classroom::breaks_of_ical("date,name\n2026-10-12,Fall\n", {}));
    CHECK_FALSE(classroom::breaks_of_ical("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261012\n", {}));
    // Events without a day that exists are none.
    CHECK(classroom::breaks_of_ical(calendar(event("DTSTART;VALUE=DATE:20269999\r\nSUMMARY:x\r\n")), {})->empty());
}

}  // namespace waymark::test
