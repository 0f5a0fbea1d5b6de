#include "waymark/catch_up.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <random>

using namespace waymark;

namespace {

Skill skill(int number, int minutes, Priority priority, std::vector<AnyOf> needs = {}) {
    return {.id = "s" + std::to_string(number),
            .title = {},
            .can_do = {},
            .unit = {},
            .needs = std::move(needs),
            .minutes = minutes,
            .priority = priority};
}

/// Whether these skills are must work with its needs, and enough.
bool fits(const Curriculum& curriculum, const CatchUpRequest& request, const std::vector<bool>& chosen) {
    double counted = 0;
    for (SkillIndex at = 0; at < chosen.size(); ++at) {
        if (!chosen[at]) continue;
        const auto& about = curriculum.skills()[at];
        for (const auto& any : about.needs) {
            if (std::ranges::none_of(any, [&](auto need) { return request.mastered[need] || chosen[need]; })) {
                return false;
            }
        }
        const bool must = about.priority == Priority::must && request.counts[at];
        // Other work is in it only for a need that nothing mastered meets.
        const bool needed = std::ranges::any_of(curriculum.dependents(at), [&](auto above) {
            return chosen[above] && std::ranges::any_of(curriculum.skills()[above].needs, [&](const AnyOf& any) {
                       return std::ranges::find(any, at) != any.end() &&
                              std::ranges::none_of(any, [&](auto one) { return request.mastered[one]; });
                   });
        });
        if (!must && !needed) return false;
        if (request.counts[at]) counted += about.minutes;
    }
    return counted >= request.missing_minutes;
}

/// The fewest minutes over all subsets; nothing when none is enough.
std::optional<double> by_brute_force(const Curriculum& curriculum, const CatchUpRequest& request) {
    std::optional<double> best;
    const auto size = curriculum.skills().size();
    for (unsigned set = 0; set < 1U << size; ++set) {
        std::vector<bool> chosen(size);
        double minutes = 0;
        bool fresh = true;
        for (std::size_t at = 0; at < size; ++at) {
            chosen[at] = (set >> at & 1U) != 0;
            fresh = fresh && !(chosen[at] && request.mastered[at]);
            if (chosen[at]) minutes += curriculum.skills()[at].minutes;
        }
        if (fresh && fits(curriculum, request, chosen) && (!best || minutes < *best)) best = minutes;
    }
    return best;
}

}  // namespace

TEST_CASE("the smallest must work with its missing needs restores the pace") {
    const Curriculum curriculum({{skill(0, 30, Priority::should), skill(1, 60, Priority::must, {{0}}),
                                  skill(2, 50, Priority::must), skill(3, 45, Priority::must)},
                                 {},
                                 {}});
    CatchUpRequest request{.mastered = std::vector<bool>(4, false),
                           .counts = std::vector<bool>(4, true),
                           .missing_minutes = 90,
                           .minutes = 200};
    // 30 + 60 is exactly enough; 50 + 45 would be five minutes more.
    auto plan = catch_up(curriculum, request);
    CHECK(plan.work == std::vector<SkillIndex>{0, 1});
    CHECK(plan.restores);
    CHECK(plan.postponed == std::vector<SkillIndex>{2, 3});
    // Under a reduced load the need costs its minutes and counts for nothing.
    request.counts[0] = false;
    plan = catch_up(curriculum, request);
    CHECK(plan.work == std::vector<SkillIndex>{2, 3});
    request.minutes = 60;
    CHECK_FALSE(catch_up(curriculum, request).restores);
    request.missing_minutes = 1000;
    plan = catch_up(curriculum, request);
    CHECK_FALSE(plan.enough_work);
    CHECK(plan.work.empty());
    request.missing_minutes = 0;
    CHECK(catch_up(curriculum, request).restores);
}

TEST_CASE("of sets that take the same time the one with more of what is due is done") {
    const Curriculum curriculum(
        {{skill(0, 50, Priority::must), skill(1, 50, Priority::must), skill(2, 100, Priority::must)}, {}, {}});
    CatchUpRequest request{.mastered = std::vector<bool>(3, false),
                           .counts = std::vector<bool>(3, true),
                           .missing_minutes = 100,
                           .minutes = 100};
    CHECK(catch_up(curriculum, request).work == std::vector<SkillIndex>{2});
    request.due = {true, false, false};
    CHECK(catch_up(curriculum, request).work == std::vector<SkillIndex>{0, 1});
    request.due = {true};
    CHECK_THROWS_AS(static_cast<void>(catch_up(curriculum, request)), std::invalid_argument);
}

TEST_CASE("catching up is as short as brute force finds it") {
    std::mt19937_64 random(7);
    const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<std::uint64_t>(bound)); };
    int possible = 0;
    for (int round = 0; round < 4000; ++round) {
        CAPTURE(round);
        std::vector<Skill> skills;
        const int size = 2 + below(9);
        for (int at = 0; at < size; ++at) {
            std::vector<AnyOf> needs;
            for (int count = at == 0 ? 0 : below(3); count > 0; --count) {
                AnyOf any;
                for (int of = 1 + below(2); of > 0; --of) any.push_back(static_cast<SkillIndex>(below(at)));
                needs.push_back(any);
            }
            skills.push_back(skill(at, 10 + 5 * below(12), static_cast<Priority>(below(3)), needs));
        }
        const Curriculum curriculum({skills, {}, {}});
        CatchUpRequest request{.mastered = {}, .counts = {}, .missing_minutes = 10.0 + below(250), .minutes = 120};
        for (const auto& one : skills) {
            request.mastered.push_back(below(3) == 0);
            request.counts.push_back(one.priority != Priority::aspire && below(8) != 0);
        }
        const auto plan = catch_up(curriculum, request);
        const auto best = by_brute_force(curriculum, request);
        CHECK(plan.exact);
        REQUIRE(plan.enough_work == best.has_value());
        if (!best) continue;
        ++possible;
        CHECK(plan.minutes == doctest::Approx(*best));
        std::vector<bool> chosen(skills.size(), false);
        for (const auto at : plan.work) chosen[at] = true;
        CHECK(fits(curriculum, request, chosen));
        CHECK(plan.restores == (*best <= request.minutes));
    }
    CHECK(possible > 300);
}

TEST_CASE("what is left is the must work and its needs that count") {
    CurriculumParts parts;
    parts.skills = {skill(0, 30, Priority::must), skill(1, 20, Priority::should), skill(2, 50, Priority::must, {{1}}),
                    skill(3, 90, Priority::should)};
    const Curriculum curriculum(std::move(parts));
    const CatchUpRequest request{.mastered = {true, false, false, false},
                                 .counts = {true, true, true, true},
                                 .missing_minutes = 80,
                                 .minutes = 500};
    const auto found = catch_up(curriculum, request);
    CHECK_FALSE(found.enough_work);
    CHECK(found.left_minutes == 70);
}
