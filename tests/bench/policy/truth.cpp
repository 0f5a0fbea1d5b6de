#include "truth.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace waymark::bench {
namespace {

constexpr double kSlip = 0.12, kGuess = 0.12;

double logistic(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

/// The truth of the issue.
class Fixed final : public Truth {
public:
    Fixed(Needs needs, std::uint64_t seed) : Truth(std::move(needs), seed) {
        Draws skills({seed, 2});
        for (std::size_t skill = 0; skill < needs_.size(); ++skill) difficulty_.push_back(skills.normal(0, 0.6));
        for (std::size_t student = 0; student < kStudents; ++student) {
            Draws start({seed, 3, student});
            for (std::size_t skill = 0; skill < needs_.size(); ++skill) {
                const double draw = start.uniform();
                const double chance =
                    logistic(1.2 * ability_[student] - difficulty_[skill] - 1.2 - 0.03 * static_cast<double>(skill));
                known_[student][skill] = unknown_needs(student, skill) == 0 && draw < chance;
            }
        }
    }
    [[nodiscard]] double learning(std::size_t student, std::size_t skill) const override {
        if (known(student, skill)) return 0;
        return logistic(0.2 + 0.8 * ability_[student] - difficulty_[skill] - 2.0 * unknown_needs(student, skill));
    }
    void forget(std::size_t student, Draws& draws) override {
        for (auto& known : known_[student]) {
            if (draws.bernoulli(0.002)) known = 0;
        }
    }

private:
    std::vector<double> difficulty_;
};

/// Several steps for each skill, hard needs, strands.
class Steps final : public Truth {
public:
    Steps(Needs needs, std::uint64_t seed) : Truth(std::move(needs), seed) {
        Draws skills({seed, 2});
        for (std::size_t skill = 0; skill < needs_.size(); ++skill) {
            steps_.push_back(1 + static_cast<int>(skills.below(3)));
        }
        for (std::size_t student = 0; student < kStudents; ++student) {
            Draws start({seed, 3, student});
            done_.emplace_back(needs_.size(), 0);
            strand_.emplace_back();
            for (auto& strand : strand_.back()) strand = start.normal(0, 0.7);
            for (std::size_t skill = 0; skill < needs_.size(); ++skill) {
                const double draw = start.uniform();
                const double chance = logistic(ability_[student] + strand_.back()[skill % kStrands] - 1.0 -
                                               0.05 * static_cast<double>(skill));
                if (unknown_needs(student, skill) > 0 || draw >= chance) continue;
                known_[student][skill] = 1;
                done_[student][skill] = steps_[skill];
            }
        }
    }
    [[nodiscard]] double learning(std::size_t student, std::size_t skill) const override {
        if (known(student, skill)) return 0;
        return step(student, skill) / (steps_[skill] - done_[student][skill]);
    }
    void forget(std::size_t, Draws&) override {}

protected:
    void learn(std::size_t student, std::size_t skill, double draw) override {
        if (draw >= step(student, skill)) return;
        if (++done_[student][skill] >= steps_[skill]) known_[student][skill] = 1;
    }

private:
    static constexpr std::size_t kStrands = 4;
    [[nodiscard]] double step(std::size_t student, std::size_t skill) const {
        if (unknown_needs(student, skill) > 0) return 0;
        return logistic(1.0 + 0.6 * ability_[student] + strand_[student][skill % kStrands]);
    }
    std::vector<int> steps_;
    std::vector<std::vector<int>> done_;
    std::vector<std::array<double, kStrands>> strand_;
};

/// Quick to learn, quick to fade; what was renewed lasts longer.
class Memory final : public Truth {
public:
    Memory(Needs needs, std::uint64_t seed) : Truth(std::move(needs), seed) {
        for (std::size_t student = 0; student < kStudents; ++student) {
            Draws start({seed, 3, student});
            strength_.emplace_back(needs_.size(), 1);
            for (std::size_t skill = 0; skill < needs_.size(); ++skill) {
                known_[student][skill] = start.bernoulli(logistic(ability_[student] - 2.0));
            }
        }
    }
    [[nodiscard]] double learning(std::size_t student, std::size_t skill) const override {
        if (known(student, skill)) return 0;
        return logistic(0.5 + 0.8 * ability_[student] - 0.4 * unknown_needs(student, skill));
    }
    void forget(std::size_t student, Draws& draws) override {
        for (std::size_t skill = 0; skill < needs_.size(); ++skill) {
            if (draws.bernoulli(0.012 / strength_[student][skill])) known_[student][skill] = 0;
        }
    }

protected:
    void learn(std::size_t student, std::size_t skill, double draw) override {
        Truth::learn(student, skill, draw);
        if (known(student, skill)) strength_[student][skill] *= 2;
    }

private:
    std::vector<std::vector<double>> strength_;
};

}  // namespace

Needs drawn_needs(std::size_t skills, Draws draws) {
    Needs needs(skills);
    for (std::size_t skill = 0; skill < skills; ++skill) {
        const double draw = draws.uniform();
        const std::size_t nearby = std::min<std::size_t>(skill, 12);
        const std::size_t count = std::min<std::size_t>(nearby, draw < 0.15 ? 0 : draw < 0.70 ? 1 : 2);
        while (needs[skill].size() < count) {
            const auto one = skill - 1 - draws.below(nearby);
            if (std::ranges::find(needs[skill], one) == needs[skill].end()) needs[skill].push_back(one);
        }
        std::ranges::sort(needs[skill]);
    }
    return needs;
}

Truth::Truth(Needs needs, std::uint64_t seed)
    : needs_(std::move(needs)), known_(kStudents, std::vector<char>(needs_.size(), 0)) {
    for (std::size_t student = 0; student < kStudents; ++student) {
        ability_.push_back(Draws({seed, 1, student}).normal(0, 0.9));
    }
}

int Truth::known_count(std::size_t student) const {
    return static_cast<int>(std::ranges::count(known_[student], 1));
}

int Truth::unknown_needs(std::size_t student, std::size_t skill) const {
    return static_cast<int>(
        std::ranges::count_if(needs_[skill], [&](std::size_t need) { return !known(student, need); }));
}

void Truth::learn(std::size_t student, std::size_t skill, double draw) {
    if (draw < learning(student, skill)) known_[student][skill] = 1;
}

int Truth::work(std::size_t student, std::size_t skill, Draws& draws) {
    const double luck = draws.uniform();
    if (!known(student, skill)) learn(student, skill, luck);
    int right = 0;
    for (int item = 0; item < 2; ++item) right += draws.bernoulli(known(student, skill) ? 1 - kSlip : kGuess) ? 1 : 0;
    return right;
}

std::unique_ptr<Truth> make_truth(std::string_view kind, Needs needs, std::uint64_t seed) {
    if (kind == "fixed") return std::make_unique<Fixed>(std::move(needs), seed);
    if (kind == "steps") return std::make_unique<Steps>(std::move(needs), seed);
    if (kind == "memory") return std::make_unique<Memory>(std::move(needs), seed);
    throw std::invalid_argument("no truth is called " + std::string(kind));
}

}  // namespace waymark::bench
