#include "synthetic.hpp"

#include <random>

#include "waymark/knowledge.hpp"
#include "waymark/status.hpp"

namespace waymark::bench {
namespace {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}
    bool operator()(double probability) { return static_cast<double>(random_() >> 11U) * 0x1.0p-53 < probability; }

private:
    std::mt19937_64 random_;
};

void count(Agreement& agreement, bool known, Status status) {
    (known ? agreement.known : agreement.unknown) += 1;
    if (status == Status::mastered) (known ? agreement.known_mastered : agreement.unknown_mastered) += 1;
    if (status == Status::not_yet) (known ? agreement.known_not_yet : agreement.unknown_not_yet) += 1;
}

}  // namespace

std::vector<SyntheticAnswer> synthetic_class(const SyntheticSettings& settings, std::uint64_t seed) {
    Chance chance(seed);
    std::vector<SyntheticAnswer> answers;
    std::vector<bool> before(settings.students, true);
    for (std::size_t skill = 0; skill < settings.skills; ++skill) {
        const auto can_learn = [&](std::size_t student) { return !settings.chained || before[student]; };
        std::vector<bool> known(settings.students);
        for (std::size_t student = 0; student < settings.students; ++student) {
            known[student] = can_learn(student) && chance(settings.known_at_first);
        }
        for (int number = 0; number < settings.answers; ++number) {
            for (std::size_t student = 0; student < settings.students; ++student) {
                const bool knows = known[student];
                const bool right = chance(knows ? 1 - settings.slips : settings.guesses);
                known[student] = knows ? !chance(settings.forgets) : can_learn(student) && chance(settings.learns);
                answers.push_back(
                    {.student = student,
                     .item = skill * static_cast<std::size_t>(settings.answers) + static_cast<std::size_t>(number),
                     .skill = skill,
                     .right = right,
                     .known = knows,
                     .known_then = known[student],
                     .last = number + 1 == settings.answers});
            }
        }
        before = known;
    }
    return answers;
}

StatusTrial try_status(const SyntheticSettings& settings, std::uint64_t seed, int classes) {
    StatusTrial trial;
    for (int number = 0; number < classes; ++number, ++seed) {
        std::vector<std::vector<SkillEvidence>> evidence(settings.students * settings.skills);
        for (const auto& answer : synthetic_class(settings, seed)) {
            auto& own = evidence[answer.student * settings.skills + answer.skill];
            own.push_back({.score = answer.right ? 1.0 : 0.0});
            if (!answer.last) continue;
            const MasteryPolicy policy;
            const auto estimate = with_own_evidence({}, own, policy.success_rate);
            const auto status = decide(estimate, policy).status;
            count(trial.when_answering, answer.known, status);
            count(trial.then, answer.known_then, status);
        }
    }
    return trial;
}

}  // namespace waymark::bench
