#include "waymark/classroom/requests.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/classroom/why_report.hpp"

namespace waymark::test {
namespace {

using classroom::Keep;
using classroom::RequestOutcome;
using classroom::StudentRequest;

const Date kWeek = day("2026-09-07");

StudentRequest asks(classroom::StudentId student, StudentRequest::Kind kind, const std::string& target) {
    return {.student = student, .week = kWeek, .kind = kind, .target = target};
}

classroom::ClassState state_of(const classroom::Facts& facts, const std::string& more = "") {
    return classroom::class_state(some_class(more), facts, day("2026-09-06"));
}

std::vector<RequestOutcome> outcomes(const classroom::Facts& facts, std::size_t student, const std::string& more = "") {
    return classroom::plan_week(state_of(facts, more), kWeek, {}, Keep::begun).plans[student].requests;
}

}  // namespace

TEST_CASE("what can be done is honoured, and what cannot says why") {
    auto facts = two_students();
    facts.requests = {asks(1, StudentRequest::Kind::activity, "do-c"), asks(1, StudentRequest::Kind::skill, "b"),
                      asks(2, StudentRequest::Kind::activity, "fly"), asks(2, StudentRequest::Kind::kind, "game")};
    facts.decisions.push_back({2, "c", Status::mastered, "showed me", day("2026-09-01")});
    facts.requests.push_back(asks(2, StudentRequest::Kind::activity, "do-c"));
    const auto ana = outcomes(facts, 0), ben = outcomes(facts, 1);
    REQUIRE(ana.size() == 2);
    CHECK(ana[0].honoured);
    CHECK(ana[0].title == "Do C");
    CHECK(ana[0].because.empty());
    CHECK_FALSE(ana[1].honoured);
    CHECK(ana[1].because == "waits for A");
    REQUIRE(ben.size() == 3);
    CHECK(ben[0].because == "the class file does not have it any more");
    CHECK(ben[1].because == "no activity of this kind for what is ready");
    CHECK(ben[2].because == "what it teaches is mastered already");
    const auto plans = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun).plans;
    CHECK(classroom::request_share(plans) == classroom::RequestShare{.asked = 5, .honoured = 1});
}

TEST_CASE("a request of another week is none of this one's") {
    auto facts = two_students();
    facts.requests = {asks(1, StudentRequest::Kind::activity, "do-c")};
    facts.requests[0].week = day("2026-09-14");
    CHECK(outcomes(facts, 0).empty());
}

TEST_CASE("the rule without which it would be honoured is the reason") {
    // Of 40 minutes a piece of work takes all, and there is one place.
    const std::string more =
        "  - {id: long-c, title: Long C, teaches: [c], minutes: 40, capacity: 1, interests: [music]}\n"
        "  - {id: longer-c, title: Longer C, teaches: [c], minutes: 60}\n";
    auto facts = two_students();
    facts.requests = {asks(1, StudentRequest::Kind::activity, "longer-c")};
    CHECK(outcomes(facts, 0, more)[0].because == "it takes 60 minutes, longer than any session");
    // Everybody away on Wednesday, and on Monday one place for two.
    facts.requests = {asks(1, StudentRequest::Kind::activity, "long-c"),
                      asks(2, StudentRequest::Kind::activity, "long-c")};
    facts.absences = {{.student = 1, .on = day("2026-09-09")}, {.student = 2, .on = day("2026-09-09")}};
    facts.decisions = {{1, "a", Status::mastered, "", day("2026-09-01")},
                       {2, "a", Status::mastered, "", day("2026-09-01")}};
    const auto ana = outcomes(facts, 0, more), ben = outcomes(facts, 1, more);
    CHECK(ana[0].honoured != ben[0].honoured);
    CHECK((ana[0].honoured ? ben : ana)[0].because == "its places are taken by others");
    facts.absences.push_back({.student = 1, .on = day("2026-09-07")});
    CHECK(outcomes(facts, 0, more)[0].because == "away in every session of the week");
}

TEST_CASE("who lost a first choice comes first the next week") {
    const std::string more =
        "  - {id: long-c, title: Long C, teaches: [c], minutes: 40, capacity: 1, interests: [music]}\n";
    auto facts = two_students();
    for (const auto student : {1, 2}) {
        for (const auto* week : {"2026-09-07", "2026-09-14"}) {
            facts.requests.push_back({.student = student, .week = day(week), .target = "long-c"});
        }
        for (const auto* on : {"2026-09-09", "2026-09-16"})
            facts.absences.push_back({.student = student, .on = day(on)});
        facts.decisions.push_back({student, "a", Status::mastered, "", day("2026-09-01")});
    }
    const auto state = state_of(facts, more);
    auto plans = classroom::plan_week(state, kWeek, {}, Keep::begun).plans;
    REQUIRE(plans[0].requests[0].honoured != plans[1].requests[0].honoured);
    const std::size_t lost = plans[0].requests[0].honoured ? 1 : 0;
    CHECK(plans[lost].yielded == 1);
    CHECK(plans[1 - lost].yielded == 0);
    const auto next = classroom::plan_week(state, day("2026-09-14"), plans, Keep::begun).plans;
    CHECK(next[lost].requests[0].honoured);
    CHECK_FALSE(next[1 - lost].requests[0].honoured);
}

TEST_CASE("what a student proposes stands in the plan under its own title, and stays where it is") {
    auto facts = two_students();
    facts.requests = {{.student = 1,
                       .week = kWeek,
                       .kind = StudentRequest::Kind::own,
                       .target = "Write a song",
                       .skill = "c",
                       .minutes = 20}};
    const auto state = state_of(facts);
    const auto first = classroom::plan_week(state, kWeek, {}, Keep::begun);
    const auto& slots = first.plans[0].slots;
    const auto song =
        std::ranges::find_if(slots, [](const auto& slot) { return slot.options.front().title == "Write a song"; });
    REQUIRE(song != slots.end());
    CHECK(song->skill == "c");
    CHECK(song->minutes == 20);
    // A lesson of 20 minutes of what is due leaves as many of the session.
    CHECK((song->on == day("2026-09-07")));
    CHECK(first.plans[0].requests[0].honoured);
    CHECK(classroom::plan_week(state, kWeek, first.plans, Keep::valid).fresh.empty());
    auto longer = facts;
    longer.requests[0].minutes = 30;
    CHECK_FALSE(outcomes(longer, 0)[0].honoured);
    // A second idea has no room beside it: a fifth of the week is the student's own.
    auto more = facts;
    more.requests.push_back(more.requests[0]);
    more.requests[1].target = "Sing it";
    more.requests[1].minutes = 10;
    const auto two = outcomes(more, 0);
    CHECK(two[0].honoured);
    CHECK_FALSE(two[1].honoured);
    // What was published makes no room.
    auto published = classroom::plan_week(state_of(two_students()), kWeek, {}, Keep::begun).plans;
    for (auto& plan : published) plan.published = true;
    const auto late = classroom::plan_week(state_of(facts), kWeek, published, Keep::valid);
    for (const auto& change : late.changes) CHECK(change.kind != classroom::PlanChange::Kind::removed);
    // It waits where its skill does.
    facts.requests[0].skill = "b";
    CHECK(outcomes(facts, 0)[0].because == "waits for A");
}

TEST_CASE("a published plan answers what is asked for later, and moves nothing for it") {
    auto facts = two_students();
    const auto first = classroom::plan_week(state_of(facts), kWeek, {}, Keep::begun);
    facts.requests = {asks(2, StudentRequest::Kind::skill, "b")};
    const auto again = classroom::plan_week(state_of(facts), kWeek, first.plans, Keep::valid);
    REQUIRE(again.fresh.size() == 1);
    CHECK(again.plans[again.fresh[0]].student == 2);
    CHECK(again.changes.empty());
    CHECK(again.plans[again.fresh[0]].requests[0].because == "waits for A");
    CHECK(classroom::plan_week(state_of(facts), kWeek, again.plans, Keep::valid).fresh.empty());
}

TEST_CASE("a request is an activity, a skill or a kind, by id or title") {
    const auto file = some_class("  - {id: play-c, title: Play, kind: game, teaches: [c], minutes: 20}\n");
    CHECK(classroom::find_request(file, "do-c").kind == StudentRequest::Kind::activity);
    CHECK(classroom::find_request(file, "Do C").target == "do-c");
    CHECK(classroom::find_request(file, "B").kind == StudentRequest::Kind::skill);
    CHECK(classroom::find_request(file, "any game").kind == StudentRequest::Kind::kind);
    CHECK(classroom::find_request(file, "game").target == "game");
    try {
        static_cast<void>(classroom::find_request(file, "do-cc"));
        FAIL("nothing is called so");
    } catch (const classroom::Error& error) {
        CHECK(error.hint() == "did you mean do-c?");
    }
}

TEST_CASE("a slot is explained from what the plan was made from, and says what it does not offer") {
    auto facts = two_students();
    // One answer, so that it is taught and not checked first.
    answer(facts, 1, "a", "2026-09-02", 1, 0.0);
    const std::string more = "  - {id: home-a, title: Home A, teaches: [a], minutes: 20, place: home}\n";
    const auto state = state_of(facts, more);
    const auto plans = classroom::plan_week(state, kWeek, {}, Keep::begun).plans;
    const auto& slot = plans[0].slots[0];
    REQUIRE(slot.skill == "a");
    const auto why = classroom::why_report(state, state.students[0], plans[0], slot, {});
    CHECK(why.found);
    CHECK(why.rule == "due");
    const auto has = [&](const std::string& fact) {
        return std::ranges::find(why.facts, fact, &classroom::WhyReport::Fact::fact) != why.facts.end();
    };
    CHECK(has("due"));
    CHECK(has("estimate"));
    REQUIRE(why.change);
    REQUIRE(why.others.size() == 1);
    CHECK(why.others[0].activity == "home-a");
    CHECK(why.others[0].because == "it is for at home");
    // A slot that the plan of that day does not have.
    auto other = slot;
    other.skill = "b";
    const auto unknown = classroom::why_report(state, state.students[0], plans[0], other, {});
    CHECK_FALSE(unknown.found);
    CHECK(unknown.facts.size() == slot.reasons.size());
}

}  // namespace waymark::test
