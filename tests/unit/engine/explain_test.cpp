#include "waymark/explain.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>

using namespace waymark;

namespace {

constexpr Date kToday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

Skill skill(const std::string& id, std::vector<AnyOf> needs = {}) {
    Skill one;
    one.id = id;
    one.minutes = 20;
    one.needs = std::move(needs);
    return one;
}

Activity activity(const std::string& id, SkillIndex teaches, int minutes = 20) {
    Activity one;
    one.id = id;
    one.teaches = {teaches};
    one.minutes = minutes;
    return one;
}

}  // namespace

TEST_CASE("if ratios were passed, percents would come first") {
    CurriculumParts parts;
    parts.skills = {skill("ratios"), skill("percents", {{0}}), skill("angles")};
    parts.skills[1].due_session = 1;
    parts.activities = {activity("a", 0), activity("b", 1), activity("c", 2)};
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(3);
    student.prospects = {{0.2, 0.5, 1.0}, {0.0, 0.8, 0.0}, {0.0, 0.3, 0.0}};
    const Session session{1, kToday + std::chrono::days(1), 20};
    PlanRequest request;
    request.sessions = {&session, 1};
    request.today = kToday;
    request.students.push_back(student);
    const auto why = explain(curriculum, request, 0, 0);
    CHECK(why.slot.skill == 0);
    CHECK(why.rule == SlotExplanation::Rule::due);
    REQUIRE(why.change);
    CHECK(*why.change == Alteration{.kind = Alteration::Kind::passed, .skill = 0});
    REQUIRE(why.instead);
    CHECK(why.instead->skill == 1);
    CHECK(why.prospect.learning == 0.5);
}

TEST_CASE("what the teacher put there goes when the teacher takes it away") {
    CurriculumParts parts;
    parts.skills = {skill("a"), skill("b")};
    parts.activities = {activity("x", 0), activity("y", 1)};
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(2);
    student.prospects = {{0.0, 0.9, 0.0}, {0.0, 0.1, 0.0}};
    student.pins.push_back({.session = 1,
                            .purpose = Purpose::learn,
                            .skill = 1,
                            .options = {{.activity = 1, .check = {}, .minutes = 20}},
                            .reasons = {{Reason::Kind::teacher, 0, {}}}});
    const Session session{1, kToday + std::chrono::days(1), 20};
    PlanRequest request;
    request.sessions = {&session, 1};
    request.today = kToday;
    request.students.push_back(student);
    const auto why = explain(curriculum, request, 0, 0);
    CHECK(why.rule == SlotExplanation::Rule::pinned);
    REQUIRE(why.change);
    CHECK(why.change->kind == Alteration::Kind::unpinned);
    REQUIRE(why.instead);
    CHECK(why.instead->skill == 0);
}

TEST_CASE("every change that an explanation states alters the entry when it is made") {
    std::mt19937_64 engine(3);
    const auto number = [&](int low, int high) {
        return low + static_cast<int>(engine() % static_cast<std::uint64_t>(high - low + 1));
    };
    int entries = 0, taken_away = 0;
    for (int round = 0; round < 300; ++round) {
        CurriculumParts parts;
        const int skills = number(2, 8);
        for (int at = 0; at < skills; ++at) {
            std::vector<AnyOf> needs;
            if (at > 0 && number(0, 1) == 0) needs.push_back({static_cast<SkillIndex>(number(0, at - 1))});
            parts.skills.push_back(skill("s" + std::to_string(at), needs));
            parts.skills.back().minutes = number(15, 60);
            parts.skills.back().priority = static_cast<Priority>(number(0, 2));
            if (number(0, 2) == 0) parts.skills.back().due_session = number(1, 5);
        }
        const int activities = number(1, 12);
        for (int at = 0; at < activities; ++at) {
            parts.activities.push_back(
                activity("a" + std::to_string(at), static_cast<SkillIndex>(number(0, skills - 1)), number(10, 40)));
        }
        for (int at = 0, count = number(0, 2); at < count; ++at) {
            Check check;
            check.id = "c" + std::to_string(at);
            check.minutes = number(3, 6);
            check.items.push_back({check.id, {}, {static_cast<SkillIndex>(number(0, skills - 1))}, 1.0});
            parts.checks.push_back(std::move(check));
        }
        const Curriculum curriculum(parts);
        std::vector<Session> sessions;
        for (int at = 1, count = number(1, 3); at <= count; ++at) {
            sessions.push_back({at, kToday + std::chrono::days(at), number(15, 60)});
        }
        PlanRequest request;
        request.sessions = sessions;
        request.today = kToday;
        request.policy.distinct_activities = number(1, 6);
        for (int at = 0, count = number(1, 3); at < count; ++at) {
            PlanStudent student;
            student.states.resize(static_cast<std::size_t>(skills));
            for (auto& state : student.states) {
                if (number(0, 3) == 0) state.decision.status = Status::mastered;
                if (number(0, 1) == 0) state.estimate.observations = number(1, 4);
                student.prospects.push_back({number(0, 90) / 100.0, number(5, 95) / 100.0, number(0, 10) / 10.0});
            }
            student.home_minutes = number(0, 1) * 30;
            if (number(0, 2) == 0) {
                for (int due = 0; due < skills; ++due) {
                    student.due.push_back(number(0, 1) == 0 ? std::nullopt : std::optional(number(1, 5)));
                }
            }
            if (number(0, 2) == 0) student.goals = {static_cast<SkillIndex>(number(0, skills - 1))};
            if (number(0, 2) == 0) student.requests = {static_cast<ActivityIndex>(number(0, activities - 1))};
            if (number(0, 3) == 0) {
                student.pins.push_back({.session = sessions.front().number,
                                        .purpose = Purpose::practise,
                                        .skill = static_cast<SkillIndex>(number(0, skills - 1)),
                                        .options = {{.activity = {}, .check = {}, .minutes = 10}},
                                        .reasons = {{Reason::Kind::teacher, 0, {}}}});
            }
            request.students.push_back(student);
        }
        const auto plans = plan_week(curriculum, request);
        for (std::size_t at = 0; at < plans.size(); ++at) {
            for (std::size_t slot = 0; slot < plans[at].slots.size(); ++slot) {
                const auto why = explain(curriculum, request, at, slot);
                // What is pinned is sometimes what would be planned anyway.
                if (!why.change) {
                    REQUIRE(why.slot.pin);
                    const Alteration unpinned{.kind = Alteration::Kind::unpinned, .pin = *why.slot.pin};
                    CHECK(holds(plan_week(curriculum, altered(curriculum, request, at, unpinned))[at], why.slot, true));
                    continue;
                }
                ++entries;
                CHECK(holds(plans[at], why.slot));
                const auto other = plan_week(curriculum, altered(curriculum, request, at, *why.change));
                CHECK(!holds(other[at], why.slot, true));
                if (!holds(other[at], why.slot)) ++taken_away;
                if (why.instead) CHECK(holds(other[at], *why.instead));
            }
        }
    }
    CHECK(entries > 500);
    // The others only become longer or shorter: nothing takes them away.
    CHECK(taken_away > 0.97 * entries);
}

TEST_CASE("a refresh is in the plan because a review falls due") {
    CurriculumParts parts;
    parts.skills = {skill("a")};
    parts.activities = {activity("x", 0)};
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(1);
    student.states[0].decision.status = Status::mastered;
    student.states[0].last_seen = kToday - std::chrono::days(40);
    student.prospects = {{0.9, 0.9, 0.0}};
    student.reviews = std::vector<Review>{{.skill = 0, .day = {.due = kToday}, .recall = 0.6}};
    const Session session{1, kToday + std::chrono::days(1), 20};
    PlanRequest request;
    request.sessions = {&session, 1};
    request.today = kToday;
    request.students.push_back(student);
    const auto why = explain(curriculum, request, 0, 0);
    CHECK(why.slot.purpose == Purpose::refresh);
    CHECK(why.rule == SlotExplanation::Rule::refreshed);
    request.students[0].requests = {0};
    CHECK(explain(curriculum, request, 0, 0).rule == SlotExplanation::Rule::wished);
}
