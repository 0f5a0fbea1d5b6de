#include "truth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace waymark::bench {
namespace {

/// Draws that are the same with every standard library.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : random_(seed) {}
    double uniform() { return static_cast<double>(random_() >> 11U) * 0x1.0p-53; }
    bool chance(double probability) { return uniform() < probability; }
    int below(int bound) { return static_cast<int>(uniform() * bound); }
    double normal(double mean, double deviation) {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return mean + deviation * radius * std::cos(2.0 * std::numbers::pi * uniform());
    }

private:
    std::mt19937_64 random_;
};

double logistic(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

/// Upper and lower quarter of a normal distribution.
constexpr double kQuarter = 0.6745;

Kind kind_of(bool irregular, double standardised) {
    if (irregular) return Kind::irregular;
    if (standardised > kQuarter) return Kind::fast;
    return standardised < -kQuarter ? Kind::slow : Kind::steady;
}

/// Whether an irregular student is in an "on" week: weeks stay as they are with 0.7.
class Weeks {
public:
    Weeks(bool irregular, Draws& draws) : irregular_(irregular), on_(draws.chance(0.5)) {}
    /// The share of the work of this session that is done.
    double effort(int session, Draws& draws) {
        if (irregular_ && session % kSessionsAWeek == 0 && !draws.chance(0.7)) on_ = !on_;
        return !irregular_ || on_ ? 1.0 : 0.25;
    }

private:
    bool irregular_;
    bool on_;
};

/// The fixed truth of the policy laboratory: 60 skills with needs, two slots of 20 minutes a session, each taught with
/// a probability that ability, difficulty and unknown needs give, then a check of two items. Ready first: the first
/// skill not recorded whose needs all are; who fails at one three times is checked on its needs again.
TrueClass fixed(std::uint64_t seed) {
    constexpr int kSkills = 60;
    Draws draws(seed);
    TrueClass all;
    std::vector<std::vector<int>> needs(kSkills);
    std::vector<double> difficulty(kSkills);
    for (int k = 0; k < kSkills; ++k) {
        all.minutes.push_back(20.0);
        all.unit.push_back(k * kUnits / kSkills);
        difficulty[static_cast<std::size_t>(k)] = draws.normal(0.0, 0.6);
        const double u = draws.uniform();
        const int wanted = std::min(k, u < 0.15 ? 0 : u < 0.7 ? 1 : 2);
        auto& of = needs[static_cast<std::size_t>(k)];
        while (static_cast<int>(of.size()) < wanted) {
            const int from = std::max(0, k - 12);
            const int need = from + draws.below(k - from);
            if (std::ranges::find(of, need) == of.end()) of.push_back(need);
        }
    }
    for (int s = 0; s < kStudents; ++s) {
        const double theta = draws.normal(0.0, 0.9);
        const bool irregular = draws.chance(0.2);
        TrueStudent student{.kind = kind_of(irregular, theta / 0.9), .recorded = std::vector<int>(kSkills, kLongest)};
        std::vector<bool> known(kSkills, false), recorded(kSkills, false);
        std::vector<int> failures(kSkills, 0);
        const auto missing = [&](int k, const std::vector<bool>& of) {
            return static_cast<int>(std::ranges::count_if(
                needs[static_cast<std::size_t>(k)], [&](int need) { return !of[static_cast<std::size_t>(need)]; }));
        };
        for (int k = 0; k < kSkills; ++k) {
            const auto at = static_cast<std::size_t>(k);
            if (missing(k, known) == 0) {
                known[at] = draws.chance(logistic(1.2 * theta - difficulty[at] - 1.2 - 0.03 * k));
            }
        }
        Weeks weeks(irregular, draws);
        for (int session = 0; session < kLongest; ++session) {
            const double effort = weeks.effort(session, draws);
            for (int slot = 0; slot < 2; ++slot) {
                if (!draws.chance(effort)) continue;
                int k = 0;
                while (k < kSkills && (recorded[static_cast<std::size_t>(k)] || missing(k, recorded) > 0)) ++k;
                if (k == kSkills) break;
                const auto at = static_cast<std::size_t>(k);
                if (!known[at] &&
                    draws.chance(logistic(0.2 + 0.8 * theta - difficulty[at] - 2.0 * missing(k, known)))) {
                    known[at] = true;
                }
                const double right = known[at] ? 0.88 : 0.12;
                const bool first = draws.chance(right), second = draws.chance(right);
                if (first && second) {
                    recorded[at] = true;
                    student.recorded[at] = std::min(student.recorded[at], session + 1);
                } else if (++failures[at] % 3 == 0) {
                    for (const int need : needs[at]) recorded[static_cast<std::size_t>(need)] = false;
                }
                for (std::size_t other = 0; other < known.size(); ++other) {
                    if (known[other] && draws.chance(0.002)) known[other] = false;
                }
            }
        }
        all.students.push_back(std::move(student));
    }
    return all;
}

/// Work to be got through: every skill takes its minutes times what it turns out to be, every student has a speed that
/// wanders from week to week; nothing is forgotten and nothing is guessed.
TrueClass wandering(std::uint64_t seed) {
    constexpr int kSkills = 72;
    Draws draws(seed + 1'000'003);
    TrueClass all;
    std::vector<double> really;
    for (int k = 0; k < kSkills; ++k) {
        all.minutes.push_back(20.0 + 10.0 * draws.below(5));
        all.unit.push_back(k * kUnits / kSkills);
        really.push_back(all.minutes.back() * std::exp(draws.normal(0.0, 0.3)));
    }
    for (int s = 0; s < kStudents; ++s) {
        const double gift = draws.normal(0.0, 1.0);
        const bool irregular = draws.chance(0.2);
        TrueStudent student{.kind = kind_of(irregular, gift), .recorded = std::vector<int>(kSkills, kLongest)};
        double speed = 36.0 * std::exp(0.35 * gift), left = 0.0;
        Weeks weeks(irregular, draws);
        std::size_t at = 0;
        for (int session = 0; session < kLongest && at < kSkills; ++session) {
            if (session % kSessionsAWeek == 0)
                speed = std::clamp(speed * std::exp(draws.normal(0.0, 0.08)), 4.0, 400.0);
            const double effort = weeks.effort(session, draws);
            left += speed * effort * std::exp(draws.normal(0.0, 0.25));
            while (at < kSkills && left >= really[at]) {
                left -= really[at];
                student.recorded[at++] = session + 1;
            }
        }
        all.students.push_back(std::move(student));
    }
    return all;
}

/// Work that becomes harder unit by unit and is recorded only at a test every fifth session, several skills at once;
/// a third of the students put it off until the test is near.
TrueClass tests(std::uint64_t seed) {
    constexpr int kSkills = 60, kTestEvery = 5;
    Draws draws(seed + 2'000'003);
    TrueClass all;
    std::array<double, kUnits> hardness{};
    for (std::size_t unit = 0; unit < hardness.size(); ++unit) {
        hardness[unit] = std::exp(0.12 * static_cast<double>(unit) + draws.normal(0.0, 0.15));
    }
    for (int k = 0; k < kSkills; ++k) {
        all.minutes.push_back(40.0);
        all.unit.push_back(k * kUnits / kSkills);
    }
    for (int s = 0; s < kStudents; ++s) {
        const double gift = draws.normal(0.0, 1.0);
        const bool irregular = draws.chance(0.2);
        const bool puts_off = draws.chance(1.0 / 3.0);
        TrueStudent student{.kind = kind_of(irregular, gift), .recorded = std::vector<int>(kSkills, kLongest)};
        Weeks weeks(irregular, draws);
        std::size_t learned = 0, shown = 0;
        for (int session = 0; session < kLongest && shown < kSkills; ++session) {
            const double effort = weeks.effort(session, draws);
            const int until_test = kTestEvery - 1 - session % kTestEvery;
            const double zeal = !puts_off ? 1.0 : until_test <= 1 ? 1.8 : 0.5;
            for (int piece = 0; piece < 3 && learned < kSkills; ++piece) {
                const double hard = hardness[static_cast<std::size_t>(all.unit[learned])];
                if (draws.chance(std::min(0.95, 0.3 * std::exp(0.4 * gift) * effort * zeal / hard))) ++learned;
            }
            if (until_test > 0) continue;
            while (shown < learned && draws.chance(0.9)) student.recorded[shown++] = session + 1;
        }
        all.students.push_back(std::move(student));
    }
    return all;
}

constexpr std::array kTruths{
    Truth{"fixed", "the fixed truth of the policy laboratory, ready first, 60 skills", fixed},
    Truth{"wandering", "work to be got through at a speed that wanders from week to week, 72 skills", wandering},
    Truth{"tests", "work that becomes harder, recorded at a test every fifth session, put off by a third", tests},
};

}  // namespace

std::span<const Truth> truths() {
    return kTruths;
}

}  // namespace waymark::bench
