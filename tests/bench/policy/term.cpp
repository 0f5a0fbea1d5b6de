#include "term.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace waymark::bench {

Gain run_term(Truth& truth, Policy& policy, std::uint64_t seed) {
    std::vector<int> before;
    for (std::size_t student = 0; student < kStudents; ++student) before.push_back(truth.known_count(student));
    std::vector<std::set<std::pair<int, std::size_t>>> worked(kStudents);
    for (int slot = 0; slot < kWeeks * kSlotsPerWeek; ++slot) {
        const auto chosen = policy.choose(slot);
        for (std::size_t student = 0; student < kStudents; ++student) {
            const auto week = static_cast<std::uint64_t>(slot / kSlotsPerWeek);
            const auto in_week = static_cast<std::uint64_t>(slot % kSlotsPerWeek);
            Draws luck({seed, 4, student, week, in_week}), fading({seed, 5, student, week, in_week});
            if (const auto skill = chosen[student]) {
                worked[student].emplace(slot / kSlotsPerWeek, *skill);
                policy.see(student, *skill, truth.work(student, *skill, luck));
            }
            truth.forget(student, fading);
            policy.pass(student);
        }
    }
    std::vector<std::size_t> by_ability(kStudents);
    std::iota(by_ability.begin(), by_ability.end(), std::size_t{0});
    std::ranges::stable_sort(by_ability, {}, [&](std::size_t student) { return truth.ability(student); });
    Gain gain;
    std::array<double, 4> members{};
    for (std::size_t place = 0; place < kStudents; ++place) {
        const auto student = by_ability[place];
        const double gained = truth.known_count(student) - before[student];
        const auto quarter = place * 4 / kStudents;
        gain.all += gained / static_cast<double>(kStudents);
        gain.quarters[quarter] += gained;
        gain.variety[quarter] += static_cast<double>(worked[student].size()) / kWeeks;
        ++members[quarter];
    }
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        gain.quarters[quarter] /= members[quarter];
        gain.variety[quarter] /= members[quarter];
    }
    return gain;
}

}  // namespace waymark::bench
