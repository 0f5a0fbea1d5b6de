#include "waymark/path.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>

using namespace waymark;

namespace {

Skill skill(const std::string& id, int minutes, std::vector<AnyOf> needs = {}) {
    Skill one;
    one.id = id;
    one.minutes = minutes;
    one.needs = std::move(needs);
    return one;
}

std::vector<SkillIndex> skills_of(const Path& path) {
    std::vector<SkillIndex> list;
    for (const auto& step : path.steps) list.push_back(step.skill);
    return list;
}

/// a; b needs a; c needs a; d needs b or c; e needs d and a.
Curriculum two_ways() {
    CurriculumParts parts;
    parts.skills = {skill("a", 40), skill("b", 60, {{0}}), skill("c", 30, {{0}}), skill("d", 50, {{1, 2}}),
                    skill("e", 20, {{3}, {0}})};
    return Curriculum(std::move(parts));
}

}  // namespace

TEST_CASE("the shorter of two ways is taken, and the other named with what it would take") {
    const auto curriculum = two_ways();
    const std::vector<SkillState> states(5);
    const std::array<SkillIndex, 1> goal{4};
    const auto path = path_to(curriculum, states, goal);
    CHECK(skills_of(path) == std::vector<SkillIndex>{0, 2, 3, 4});
    CHECK(path.minutes == 40 + 30 + 50 + 20);
    CHECK(path.shortest);
    CHECK(path.skippable == std::vector<SkillIndex>{1});
    REQUIRE(path.steps[2].branches.size() == 1);
    CHECK(path.steps[2].branches[0].chosen == 2);
    CHECK(path.steps[2].branches[0].others == std::vector<std::pair<SkillIndex, int>>{{1, 170}});
    CHECK(path.steps[3].after == std::vector<SkillIndex>{0, 3});
    CHECK(path.steps[0].readiness == Readiness::ready);
    CHECK(path.steps[1].readiness == Readiness::blocked);
    CHECK(!path.steps[0].taught);
}

TEST_CASE("what is mastered is behind the student, what is half known takes half the time") {
    const auto curriculum = two_ways();
    std::vector<SkillState> states(5);
    states[1].decision.status = Status::mastered;
    states[3].estimate.observations = 2;
    states[3].estimate.probability = 0.5;
    const std::array<SkillIndex, 1> goal{4};
    const auto path = path_to(curriculum, states, goal);
    CHECK(skills_of(path) == std::vector<SkillIndex>{0, 3, 4});
    CHECK(path.minutes == 40 + 25 + 20);
    CHECK(path.mastered == std::vector<SkillIndex>{1});
    CHECK(path.skippable == std::vector<SkillIndex>{2});
    states[4].decision.status = Status::mastered;
    CHECK(path_to(curriculum, states, goal).steps.empty());
}

TEST_CASE("direct success opens a skill: nothing before it is missing for its sake") {
    const auto curriculum = two_ways();
    std::vector<SkillState> states(5);
    states[3].direct_success = true;
    const std::array<SkillIndex, 1> goal{3};
    CHECK(skills_of(path_to(curriculum, states, goal)) == std::vector<SkillIndex>{3});
}

TEST_CASE("no combination of alternatives is shorter, and steps come after what they need") {
    std::mt19937_64 engine(11);
    const auto number = [&](std::size_t low, std::size_t high) { return low + engine() % (high - low + 1); };
    for (int round = 0; round < 500; ++round) {
        CurriculumParts parts;
        for (std::size_t at = 0; at < 9; ++at) {
            auto one = skill("s" + std::to_string(at), static_cast<int>(number(15, 60)));
            for (std::size_t need = 0; at > 0 && need < number(0, 2); ++need) {
                AnyOf any;
                for (std::size_t count = number(1, 3); count > 0; --count) {
                    const auto needed = number(0, at - 1);
                    if (std::ranges::find(any, needed) == any.end()) any.push_back(needed);
                }
                one.needs.push_back(any);
            }
            parts.skills.push_back(std::move(one));
        }
        const Curriculum curriculum(parts);
        std::vector<SkillState> states(9);
        for (auto& state : states) state.decision.status = number(0, 4) == 0 ? Status::mastered : Status::not_sure;
        const std::array<SkillIndex, 1> goal{8};
        const auto path = path_to(curriculum, states, goal);

        // Every set of skills that holds the goal and all that its members need.
        int least = states[8].decision.status == Status::mastered ? 0 : 1'000'000;
        for (unsigned set = 0; set < 512; ++set) {
            const auto has = [&](SkillIndex one) {
                return (set >> one & 1U) != 0 || states[one].decision.status == Status::mastered;
            };
            bool sound = has(8);
            int minutes = 0;
            for (SkillIndex one = 0; one < 9; ++one) {
                if (states[one].decision.status == Status::mastered || !has(one)) continue;
                minutes += parts.skills[one].minutes;
                for (const auto& need : parts.skills[one].needs) sound = sound && std::ranges::any_of(need, has);
            }
            if (sound) least = std::min(least, minutes);
        }
        CHECK(path.minutes == least);
        std::set<SkillIndex> done;
        for (const auto& step : path.steps) {
            for (const auto before : step.after) CHECK(done.contains(before));
            done.insert(step.skill);
        }
    }
}

TEST_CASE("a path to nothing or to nowhere is refused") {
    const auto curriculum = two_ways();
    const std::vector<SkillState> states(5);
    const std::array<SkillIndex, 1> nowhere{9};
    CHECK_THROWS_AS(static_cast<void>(path_to(curriculum, states, {})), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(path_to(curriculum, states, nowhere)), std::out_of_range);
}
