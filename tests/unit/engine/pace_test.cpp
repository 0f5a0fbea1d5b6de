#include "waymark/pace.hpp"

#include <doctest/doctest.h>

using namespace waymark;
using namespace std::chrono;

namespace {

constexpr Date kStart = sys_days(2026y / 8 / 31);  // a Monday

Calendar mondays(std::vector<Break> breaks = {}) {
    return Calendar({.term_starts = kStart,
                     .term_ends = kStart + days(69),
                     .meetings = {{Monday, 50}},
                     .breaks = std::move(breaks),
                     .exceptions = {}});
}

constexpr Date monday(int number) {
    return kStart + days(7 * (number - 1));
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

Skill by_day(std::string id, int minutes, Date due) {
    auto made = skill(std::move(id), minutes, std::nullopt);
    made.due_on = due;
    return made;
}

PaceTerms terms(std::vector<Date> excused = {}) {
    return {.joined = kStart, .excused = std::move(excused), .choices = {}, .extensions = {}};
}

/// Pace when everybody's evidence is of these days and nothing was said of the student but this.
Pace pace_of(const Curriculum& curriculum, const Calendar& calendar, const PaceTerms& own, WorkFacts facts,
             std::vector<Date> recorded, Date today) {
    const std::vector<SkillState> states(curriculum.skills().size());
    return pace(curriculum, calendar, PlannedWork(curriculum, calendar, own), facts, states, recorded, today);
}

}  // namespace

TEST_CASE("work is planned evenly between due points") {
    const Curriculum curriculum({{skill("a", 100, 2), skill("b", 60, 2), skill("c", 80, 6)}, {}, {}});
    const PlannedWork plan(curriculum, mondays(), terms());
    CHECK(plan.by(monday(1) - days(1)) == 0.0);
    CHECK(plan.by(monday(1)) == doctest::Approx(80));
    CHECK(plan.by(monday(2)) == doctest::Approx(160));
    CHECK(plan.by(monday(4)) == doctest::Approx(160 + 40));
    CHECK(plan.by(monday(10)) == doctest::Approx(240));
    CHECK(plan.total_minutes() == doctest::Approx(240));
    // 100 minutes were planned after a session and a quarter, the whole after six.
    CHECK(plan.sessions_ahead(monday(4), 100) == doctest::Approx(1.25 - 4));
    CHECK(plan.sessions_ahead(monday(4), 200) == 0.0);
    CHECK(plan.sessions_ahead(monday(4), 240) == doctest::Approx(2));
    CHECK(plan.sessions_ahead(monday(8), 240) == 0.0);
    CHECK(plan.by(monday(4), 1.0) == doctest::Approx(180));
    REQUIRE(plan.targets().size() == 2);
    CHECK(plan.targets()[0].due == monday(2));
    CHECK(plan.targets()[1].skills == std::vector<SkillIndex>{2});

    const auto now =
        pace_of(curriculum, mondays(), terms(), {.changes = {{monday(2), 0, true}}, .last_evidence = monday(4)},
                {monday(2), monday(4)}, monday(4) + days(1));
    CHECK(now.sessions_had == 4);
    CHECK(now.planned_minutes == doctest::Approx(200));
    CHECK(now.done_minutes == doctest::Approx(100));
    CHECK(now.sessions_ahead == doctest::Approx(1.25 - 4));
    CHECK(now.state == PaceState::behind);
}

TEST_CASE("work without a due point is planned over the term, and aspire work never counts") {
    const Curriculum curriculum(
        {{skill("a", 200, std::nullopt), skill("dream", 500, std::nullopt, Priority::aspire)}, {}, {}});
    const PlannedWork plan(curriculum, mondays(), terms());
    CHECK(plan.by(monday(5)) == doctest::Approx(100));
    CHECK(plan.total_minutes() == doctest::Approx(200));
}

TEST_CASE("under a reduced load only must work counts") {
    const Curriculum curriculum({{skill("a", 100, 10), skill("b", 60, 10, Priority::should)}, {}, {}});
    auto reduced = terms();
    reduced.must_only = true;
    CHECK(PlannedWork(curriculum, mondays(), reduced).by(monday(5)) == doctest::Approx(50));
}

TEST_CASE("who joins later is not behind for sessions of before") {
    const Curriculum curriculum({{skill("a", 60, 2), skill("b", 40, std::nullopt), skill("c", 75, 8)}, {}, {}});
    auto late = terms();
    late.joined = monday(6);
    const PlannedWork plan(curriculum, mondays(), late);
    CHECK(plan.by(monday(5)) == 0.0);
    // What was due before is planned over the five sessions that are left; the work since, in the three until its day.
    CHECK(plan.by(monday(6)) == doctest::Approx(20 + 25));
    CHECK(plan.by(monday(7)) == doctest::Approx(40 + 50));
    // What they brought along makes nobody ahead.
    const auto now =
        pace_of(curriculum, mondays(), late, {.changes = {{monday(6), 0, true}}, .last_evidence = monday(6)},
                {monday(6)}, monday(6) + days(1));
    CHECK(now.done_minutes == 60.0);
    // 45 minutes are planned for the session they had; of the 60 they brought along the 12 count that are planned of
    // it.
    CHECK(now.sessions_ahead == doctest::Approx(12.0 / 45 - 1));
    // Two sessions later 36 of them count, of 135 that are planned: behind, though much is done.
    const auto later =
        pace_of(curriculum, mondays(), late, {.changes = {{monday(6), 0, true}}, .last_evidence = monday(8)},
                {monday(6), monday(7), monday(8)}, monday(8) + days(1));
    REQUIRE(later.state == PaceState::behind);
    CHECK(later.causes == std::vector<PaceCause>{{PaceCause::Kind::before_its_turn, 24}});
}

TEST_CASE("what is due soon after somebody joined counts as due before") {
    // c is due in the seventh session, five after what is due before it.
    const Curriculum curriculum({{skill("a", 60, 2), skill("c", 50, 7), by_day("d", 50, monday(7))}, {}, {}});
    using Due = std::vector<std::optional<int>>;
    const auto due = [&](Date joined) {
        auto late = terms();
        late.joined = joined;
        return own_due_sessions(curriculum, mondays(), late);
    };
    CHECK(due(monday(1)) == Due{2, 7, 7});
    CHECK(due(monday(4)) == Due{std::nullopt, 7, 7});  // four of the five sessions are left; of d's seven too
    CHECK(due(monday(5)) == Due{std::nullopt, 7, std::nullopt});  // three of five; three of seven
    CHECK(due(monday(6)) == Due{std::nullopt, std::nullopt, std::nullopt});
    auto late = terms();
    late.joined = monday(6);
    // Everything over the five sessions that are left.
    CHECK(PlannedWork(curriculum, mondays(), late).by(monday(7)) == doctest::Approx(2.0 / 5 * 160));
}

TEST_CASE("who joins later is asked for no more than the class for sessions that fell out before") {
    const Curriculum curriculum({{by_day("a", 60, monday(6))}, {}, {}});
    const auto calendar = mondays().with(std::vector<CalendarException>{{monday(2), 0, "no heating"}});
    CHECK(PlannedWork(curriculum, calendar, terms()).by(monday(6)) == doctest::Approx(50));
    auto late = terms();
    late.joined = monday(4);
    // Three sessions until the day, and one that the class is behind the calendar.
    CHECK(PlannedWork(curriculum, calendar, late).by(monday(6)) == doctest::Approx(45));
}

TEST_CASE("who leaves has no sessions afterwards") {
    auto gone = terms({monday(2)});
    gone.left = monday(4);
    const auto own = sessions_of(mondays(), gone);
    REQUIRE(own.size() == 2);
    CHECK(own[1].number == 3);
}

TEST_CASE("a pace of one's own stretches the plan from its day on") {
    const Curriculum curriculum({{skill("a", 100, 10)}, {}, {}});
    auto slower = terms();
    slower.choices = {{.from = monday(5), .rate = 0.5}};
    const PlannedWork plan(curriculum, mondays(), slower);
    CHECK(plan.by(monday(4)) == doctest::Approx(40));
    CHECK(plan.by(monday(8)) == doctest::Approx(60));
}

TEST_CASE("an extension moves the end of one skill's work, and nothing else") {
    const Curriculum curriculum({{by_day("a", 60, monday(3)), by_day("b", 40, monday(5))}, {}, {}});
    auto extended = terms();
    extended.extensions = {{.skill = 0, .due = monday(6)}};
    const PlannedWork plan(curriculum, mondays(), extended);
    CHECK(plan.by(monday(3)) == doctest::Approx(30));
    CHECK(plan.by(monday(5)) == doctest::Approx(50 + 40));
}

TEST_CASE("days that breaks took are made up by the next due day, cancelled and excused ones never") {
    const Curriculum curriculum({{by_day("a", 100, monday(5)), by_day("b", 100, monday(10))}, {}, {}});
    const auto holiday = mondays({{"holiday", monday(2), monday(2)}});
    const PlannedWork with_break(curriculum, holiday, terms());
    CHECK(with_break.by(monday(4)) == doctest::Approx(60));  // three sessions had
    CHECK(with_break.by(monday(5)) == doctest::Approx(100));
    CHECK(with_break.by(monday(6)) == doctest::Approx(120));

    const std::vector<CalendarException> drill{{monday(2), 0, "fire drill"}};
    for (const auto& plan : {PlannedWork(curriculum, mondays().with(drill), terms()),
                             PlannedWork(curriculum, mondays(), terms({monday(2)}))}) {
        CHECK(plan.by(monday(4)) == doctest::Approx(60));
        CHECK(plan.by(monday(5)) == doctest::Approx(80));
        CHECK(plan.by(monday(6)) == doctest::Approx(100));
    }
}

TEST_CASE("a session to come that falls out changes nothing today") {
    const Curriculum curriculum({{skill("a", 200, std::nullopt), by_day("b", 100, monday(9))}, {}, {}});
    const std::vector<CalendarException> trip{{monday(8), 0, "trip"}};
    const PlannedWork before(curriculum, mondays(), terms());
    const PlannedWork cancelled(curriculum, mondays().with(trip), terms());
    const PlannedWork on_break(curriculum, mondays({{"trip", monday(8), monday(8)}}), terms());
    CHECK(before.by(monday(4)) == doctest::Approx(cancelled.by(monday(4))));
    CHECK(before.by(monday(4)) == doctest::Approx(on_break.by(monday(4))));
    CHECK(before.sessions_ahead(monday(4), 50) == doctest::Approx(cancelled.sessions_ahead(monday(4), 50)));
}

TEST_CASE("silence is not failure") {
    const Curriculum curriculum({{skill("a", 100, 1)}, {}, {}});
    std::vector<Date> recorded;
    for (int number = 1; number <= 9; ++number) recorded.push_back(monday(number));
    const auto quiet = pace_of(curriculum, mondays(), terms(), {.changes = {}, .last_evidence = monday(1)}, recorded,
                               monday(9) + days(1));
    CHECK(quiet.state == PaceState::no_recent_evidence);
    REQUIRE(!quiet.causes.empty());
    CHECK(quiet.causes[0] == PaceCause{PaceCause::Kind::nothing_recorded, 8});
    // The same while nobody recorded anything of anybody.
    const auto unrecorded = pace_of(curriculum, mondays(), terms(), {.changes = {}, .last_evidence = monday(1)},
                                    {monday(1)}, monday(9) + days(1));
    CHECK(unrecorded.state == PaceState::on_pace);
    CHECK(unrecorded.planned_minutes == doctest::Approx(100));
    // All of it was planned for one session: nobody is more sessions behind than they had.
    CHECK(unrecorded.sessions_ahead == doctest::Approx(-1));
}

TEST_CASE("excused sessions make no silence") {
    const Curriculum curriculum({{skill("a", 100, std::nullopt)}, {}, {}});
    std::vector<Date> recorded, ill;
    for (int number = 1; number <= 9; ++number) recorded.push_back(monday(number));
    for (int number = 2; number <= 8; ++number) ill.push_back(monday(number));
    const auto now = pace_of(curriculum, mondays(), terms(ill), {.changes = {}, .last_evidence = monday(1)}, recorded,
                             monday(9) + days(1));
    CHECK(now.state == PaceState::on_pace);
    CHECK(now.sessions_had == 2);
}

TEST_CASE("behind begins at more than two sessions and ends at one") {
    // 10 minutes a session.
    std::vector<Skill> skills;
    for (int at = 0; at < 20; ++at) skills.push_back(skill("s" + std::to_string(at), 5, std::nullopt));
    const Curriculum curriculum({skills, {}, {}});
    std::vector<Date> recorded;
    WorkFacts facts;
    const auto state_after = [&](int session, int mastered_in_all) {
        recorded.push_back(monday(session));
        while (static_cast<int>(facts.changes.size()) < mastered_in_all) {
            facts.changes.push_back({monday(session), facts.changes.size(), true});
        }
        facts.last_evidence = monday(session);
        return pace_of(curriculum, mondays(), terms(), facts, recorded, monday(session) + days(1)).state;
    };
    CHECK(state_after(1, 0) == PaceState::on_pace);   // 1 behind
    CHECK(state_after(2, 0) == PaceState::on_pace);   // 2
    CHECK(state_after(3, 1) == PaceState::behind);    // 2.5
    CHECK(state_after(4, 5) == PaceState::behind);    // 1.5: not yet back
    CHECK(state_after(5, 8) == PaceState::on_pace);   // 1
    CHECK(state_after(6, 9) == PaceState::on_pace);   // 1.5
    CHECK(state_after(7, 19) == PaceState::ahead);    // 2.5 ahead
    CHECK(state_after(8, 19) == PaceState::ahead);    // 1.5
    CHECK(state_after(9, 19) == PaceState::on_pace);  // 0.5
}

TEST_CASE("the cause of being behind is named") {
    const Curriculum curriculum({{skill("a", 100, 2), skill("b", 100, 4)}, {}, {}});
    std::vector<Date> recorded;
    for (int number = 1; number <= 8; ++number) recorded.push_back(monday(number));
    std::vector<SkillState> states(2);
    states[1].last_seen = monday(8);
    states[1].estimate.observations = 6;
    const WorkFacts facts{.changes = {{monday(2), 0, true}}, .last_evidence = monday(8), .missing = 2};
    const auto now = pace(curriculum, mondays(), PlannedWork(curriculum, mondays(), terms({monday(6), monday(7)})),
                          facts, states, recorded, monday(8) + days(1));
    REQUIRE(now.state == PaceState::behind);
    CHECK(now.causes == std::vector<PaceCause>{{PaceCause::Kind::absent, 2},
                                               {PaceCause::Kind::not_handed_in, 2},
                                               {PaceCause::Kind::stuck, 6, SkillIndex{1}}});
    const auto plain =
        pace(curriculum, mondays(), PlannedWork(curriculum, mondays(), terms()),
             {.changes = {}, .last_evidence = monday(8)}, std::vector<SkillState>(2), recorded, monday(8) + days(1));
    CHECK(plain.causes == std::vector<PaceCause>{{PaceCause::Kind::slow}});
}

TEST_CASE("nobody is behind for want of a second check") {
    // 25 minutes a session; by the fourth session 100 are planned, and 100 were right once.
    const Curriculum curriculum({{skill("a", 100, 4), skill("b", 150, 10)}, {}, {}});
    std::vector<Date> recorded;
    for (int number = 1; number <= 4; ++number) recorded.push_back(monday(number));
    WorkFacts facts{.changes = {}, .shown_once = {{monday(3), 0, true}}, .last_evidence = monday(4)};
    const auto at_fourth = [&] { return pace_of(curriculum, mondays(), terms(), facts, recorded, monday(5)); };
    const auto right = at_fourth();
    CHECK(right.state == PaceState::on_pace);
    CHECK(right.done_minutes == 0.0);
    CHECK(right.sessions_ahead == doctest::Approx(-4));
    CHECK(right.causes == std::vector<PaceCause>{{PaceCause::Kind::unsettled, 1, SkillIndex{0}}});
    // A wrong answer takes it back.
    facts.shown_once.push_back({monday(4), 0, false});
    CHECK(at_fourth().state == PaceState::behind);
    // And it never puts anybody ahead.
    facts.shown_once = {{monday(1), 0, true}, {monday(1), 1, true}};
    CHECK(at_fourth().state == PaceState::on_pace);
}
