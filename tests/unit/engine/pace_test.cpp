#include "waymark/pace.hpp"

#include <doctest/doctest.h>

using namespace waymark;
using namespace std::chrono;

namespace {

constexpr Date kStart = sys_days(2026y / 8 / 31);  // a Monday

/// Ten sessions, one each Monday.
Calendar mondays() {
    return Calendar({.term_starts = kStart,
                     .term_ends = kStart + days(69),
                     .meetings = {{Monday, 50}},
                     .breaks = {},
                     .exceptions = {}});
}

Skill skill(std::string id, int minutes, std::optional<int> due, Priority priority = Priority::must) {
    return {.id = std::move(id),
            .title = {},
            .can_do = {},
            .unit = {},
            .needs = {},
            .minutes = minutes,
            .priority = priority,
            .due_session = due};
}

std::vector<SkillState> states(std::size_t count, std::size_t mastered, Date seen) {
    std::vector<SkillState> all(count);
    for (std::size_t at = 0; at < mastered; ++at) all[at].decision.status = Status::mastered;
    all[0].last_seen = seen;
    return all;
}

}  // namespace

TEST_CASE("work is planned evenly between due points") {
    const Curriculum curriculum({{skill("a", 100, 2), skill("b", 60, 2), skill("c", 80, 6)}, {}, {}});
    const auto calendar = mondays();
    // Before the second session: half of what is due by it. After the fourth: all of that and half of the rest.
    const auto early = pace(curriculum, calendar, states(3, 0, kStart), kStart, kStart + days(1));
    CHECK(early.sessions_had == 1);
    CHECK(early.planned_minutes == doctest::Approx(80));
    const auto later = pace(curriculum, calendar, states(3, 1, kStart + days(21)), kStart, kStart + days(22));
    CHECK(later.sessions_had == 4);
    CHECK(later.planned_minutes == doctest::Approx(160 + 40));
    CHECK(later.done_minutes == doctest::Approx(100));
    // 240 minutes over 10 sessions are 24 a session: 100 too few are 4.17 sessions.
    CHECK(later.sessions_ahead == doctest::Approx(-100.0 / 24));
    CHECK(later.state == PaceState::behind);
}

TEST_CASE("work without a due point is planned over the term, and aspire work never counts") {
    const Curriculum curriculum(
        {{skill("a", 200, std::nullopt), skill("dream", 500, std::nullopt, Priority::aspire)}, {}, {}});
    const auto half = pace(curriculum, mondays(), states(2, 0, kStart + days(28)), kStart, kStart + days(29));
    CHECK(half.sessions_had == 5);
    CHECK(half.planned_minutes == doctest::Approx(100));
    CHECK(half.total_minutes == doctest::Approx(200));
    CHECK(half.skills_total == 1);
}

TEST_CASE("who joins later is not behind for sessions of before") {
    const Curriculum curriculum({{skill("a", 100, std::nullopt)}, {}, {}});
    const auto joined = kStart + days(35);
    const auto newcomer = pace(curriculum, mondays(), states(1, 0, joined), joined, joined + days(1));
    CHECK(newcomer.sessions_total == 5);
    CHECK(newcomer.sessions_had == 1);
    CHECK(newcomer.planned_minutes == doctest::Approx(20));
    CHECK(newcomer.state == PaceState::on_pace);
}

TEST_CASE("silence is not failure") {
    const Curriculum curriculum({{skill("a", 100, 1)}, {}, {}});
    const auto quiet = pace(curriculum, mondays(), states(1, 0, kStart), kStart, kStart + days(64));
    CHECK(quiet.state == PaceState::no_recent_evidence);
}

TEST_CASE("an excused session is none of the student's") {
    const Curriculum curriculum({{skill("a", 100, 5)}, {}, {}});
    const auto known = states(1, 0, kStart);
    const auto today = kStart + days(22);  // after the fourth session
    const auto there = pace(curriculum, mondays(), known, kStart, today);
    const std::vector<Date> two{kStart + days(7), kStart + days(14)};
    const auto ill = pace(curriculum, mondays(), known, kStart, today, {}, two);
    CHECK(there.sessions_had == 4);
    CHECK(ill.sessions_had == 2);
    CHECK(there.planned_minutes == doctest::Approx(80));
    CHECK(ill.planned_minutes == doctest::Approx(40));
    // A day without class, one before joining and one still to come change nothing.
    const std::vector<Date> none{kStart - days(7), kStart + days(8), kStart + days(28)};
    CHECK(pace(curriculum, mondays(), known, kStart, today, {}, none).sessions_had == 4);
}

TEST_CASE("excused sessions make no silence") {
    const Curriculum curriculum({{skill("a", 100, std::nullopt)}, {}, {}});
    const auto known = states(1, 0, kStart);
    std::vector<Date> ill;
    for (int week = 1; week < 8; ++week) ill.push_back(kStart + days(7 * week));
    CHECK(pace(curriculum, mondays(), known, kStart, kStart + days(57)).state == PaceState::no_recent_evidence);
    CHECK(pace(curriculum, mondays(), known, kStart, kStart + days(57), {}, ill).state == PaceState::on_pace);
}
