#include "waymark/groups.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

using namespace waymark;

namespace {

Curriculum course(std::size_t skills) {
    CurriculumParts parts;
    for (std::size_t at = 0; at < skills; ++at) {
        Skill skill;
        skill.id = "s" + std::to_string(at);
        parts.skills.push_back(std::move(skill));
        Activity activity;
        activity.id = "a" + std::to_string(at);
        activity.teaches = {at};
        activity.minutes = 25;
        parts.activities.push_back(std::move(activity));
    }
    return Curriculum(std::move(parts));
}

std::vector<Standing> where(std::vector<Readiness> list) {
    std::vector<Standing> result;
    for (const auto one : list) result.push_back({.readiness = one, .unmet = {}});
    return result;
}

constexpr auto kReady = Readiness::ready, kMastered = Readiness::mastered, kBlocked = Readiness::blocked;

}  // namespace

TEST_CASE("those who are ready for the same skill work together") {
    const auto curriculum = course(2);
    GroupRequest request;
    for (const auto& one :
         {where({kReady, kBlocked}), where({kReady, kBlocked}), where({kMastered, kReady}), where({kMastered, kReady})})
        request.students.push_back(one);
    const auto groups = groups_for(curriculum, request);
    REQUIRE(groups.groups.size() == 2);
    CHECK(groups.groups[0].students == std::vector<std::size_t>{0, 1});
    CHECK(groups.groups[0].skill == 0);
    CHECK(groups.groups[0].activity == 0);
    CHECK(groups.groups[0].minutes == 25);
    CHECK(groups.groups[1].students == std::vector<std::size_t>{2, 3});
    CHECK(groups.alone.empty());
}

TEST_CASE("a peer has mastered what the others are ready for") {
    const auto curriculum = course(1);
    GroupRequest request;
    request.peers = true;
    request.students = {where({kReady}), where({kMastered}), where({kReady})};
    const auto groups = groups_for(curriculum, request);
    REQUIRE(groups.groups.size() == 1);
    CHECK(groups.groups[0].students == std::vector<std::size_t>{0, 1, 2});
    CHECK(groups.groups[0].peer == 1);
}

TEST_CASE("not the same pairs again while others are there") {
    const auto curriculum = course(1);
    GroupRequest request;
    request.largest = 2;
    request.students.assign(4, where({kReady}));
    request.before = {{0, 1}, {2, 3}};
    for (const auto& group : groups_for(curriculum, request).groups) {
        CHECK(group.students != std::vector<std::size_t>{0, 1});
        CHECK(group.students != std::vector<std::size_t>{2, 3});
    }
}

TEST_CASE("together against apart is refused, also through a third") {
    const auto curriculum = course(1);
    GroupRequest request;
    request.students.assign(3, where({kReady}));
    request.together = {{0, 1}, {1, 2}};
    request.apart = {{0, 2}};
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::invalid_argument);
    request.apart = {{0, 7}};
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::out_of_range);
    request.apart.clear();
    request.largest = 2;
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::invalid_argument);
}

TEST_CASE("no group goes against its request, and everybody is somewhere once") {
    CHECK(rc::check([] {
        const auto number = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
        const auto skills = static_cast<std::size_t>(number(1, 5));
        const auto curriculum = course(skills);
        GroupRequest request;
        const int count = number(0, 10);
        for (int at = 0; at < count; ++at) {
            std::vector<Readiness> list;
            for (std::size_t skill = 0; skill < skills; ++skill) list.push_back(static_cast<Readiness>(number(0, 3)));
            request.students.push_back(where(list));
        }
        request.smallest = number(2, 3);
        request.largest = request.smallest + number(0, 2);
        request.peers = number(0, 1) == 1;
        if (number(0, 1) == 1) request.distinct_activities = number(1, 3);
        for (int pair = 0; count > 1 && pair < number(0, 4); ++pair) {
            const auto a = static_cast<std::size_t>(number(0, count - 1));
            const auto b = static_cast<std::size_t>(number(0, count - 1));
            if (a != b) request.apart.emplace_back(a, b);
        }
        const auto groups = groups_for(curriculum, request);
        std::set<std::size_t> seen(groups.alone.begin(), groups.alone.end());
        std::size_t places = groups.alone.size();
        std::set<ActivityIndex> activities;
        for (const auto& group : groups.groups) {
            places += group.students.size();
            RC_ASSERT(group.activity.has_value());
            activities.insert(*group.activity);
            seen.insert(group.students.begin(), group.students.end());
            RC_ASSERT(static_cast<int>(group.students.size()) >= request.smallest);
            RC_ASSERT(static_cast<int>(group.students.size()) <= request.largest);
            for (const auto one : group.students) {
                const auto readiness = request.students[one][group.skill].readiness;
                if (group.peer == one) {
                    RC_ASSERT(readiness == Readiness::mastered || readiness == Readiness::to_refresh);
                } else {
                    RC_ASSERT(readiness == Readiness::ready);
                }
            }
            for (const auto& [a, b] : request.apart) {
                const auto has = [&](std::size_t one) {
                    return std::ranges::find(group.students, one) != group.students.end();
                };
                RC_ASSERT(!(has(a) && has(b)));
            }
        }
        RC_ASSERT(static_cast<int>(activities.size()) <= request.distinct_activities.value_or(5));
        RC_ASSERT(seen.size() == request.students.size());
        RC_ASSERT(places == request.students.size());
    }));
}

TEST_CASE("a teacher who runs one thing at once gets groups of one skill") {
    const auto curriculum = course(2);
    GroupRequest request;
    for (const auto& one : {where({kReady, kReady}), where({kReady, kBlocked}), where({kReady, kReady}),
                            where({kMastered, kReady}), where({kMastered, kReady})}) {
        request.students.push_back(one);
    }
    request.largest = 2;
    CHECK(groups_for(curriculum, request).groups.size() == 2);
    CHECK(groups_for(curriculum, request).groups[0].skill != groups_for(curriculum, request).groups[1].skill);
    request.distinct_activities = 1;
    const auto one = groups_for(curriculum, request);
    REQUIRE(one.groups.size() == 2);
    CHECK(one.groups[0].skill == 1);
    CHECK(one.groups[1].skill == 1);
    CHECK(one.alone == std::vector<std::size_t>{1});
    request.distinct_activities = 0;
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::invalid_argument);
}

TEST_CASE("a group does something new, and not the same skill for ever") {
    CurriculumParts parts;
    for (const auto* id : {"s", "t"}) {
        Skill skill;
        skill.id = id;
        parts.skills.push_back(std::move(skill));
    }
    for (const auto& [id, skill, minutes] : {std::tuple("long", 0, 30), {"short", 0, 20}, {"other", 1, 20}}) {
        Activity activity;
        activity.id = id;
        activity.teaches = {static_cast<SkillIndex>(skill)};
        activity.minutes = minutes;
        parts.activities.push_back(std::move(activity));
    }
    const Curriculum curriculum(std::move(parts));
    GroupRequest request;
    request.students = {where({kReady, kBlocked}), where({kReady, kBlocked})};
    CHECK(groups_for(curriculum, request).groups[0].activity == 0);
    request.earlier = {{.student = 1, .skill = 0, .activity = 0}};
    CHECK(groups_for(curriculum, request).groups[0].activity == 1);
    request.students = {where({kReady, kReady}), where({kReady, kReady})};
    CHECK(groups_for(curriculum, request).groups[0].skill == 1);
    request.earlier = {{.student = 2, .skill = 0, .activity = {}}};
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::out_of_range);
}

TEST_CASE("what is due, and what is needed for it, comes before a larger group for later work") {
    CurriculumParts parts;
    for (const auto* id : {"later", "need", "due"}) {
        Skill skill;
        skill.id = id;
        parts.skills.push_back(std::move(skill));
    }
    parts.skills[2].needs = {{1}};
    const Curriculum curriculum(std::move(parts));
    GroupRequest request;
    request.session = 30;
    request.students = {where({kReady, kReady, kBlocked}), where({kReady, kReady, kBlocked}),
                        where({kReady, kMastered, kMastered})};
    CHECK(groups_for(curriculum, request).groups.front().skill == 0);
    request.due.assign(3, {90, std::nullopt, 28});
    const auto groups = groups_for(curriculum, request);
    REQUIRE(groups.groups.size() == 1);
    CHECK(groups.groups[0].skill == 1);
    CHECK(groups.groups[0].students == std::vector<std::size_t>{0, 1});
    CHECK(groups.alone == std::vector<std::size_t>{2});
    request.due.pop_back();
    CHECK_THROWS_AS(static_cast<void>(groups_for(curriculum, request)), std::invalid_argument);
}
