#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waymark::bench {

/// A class whose knowledge is known because it is made up: Bayesian knowledge tracing turned round.
struct SyntheticSettings {
    std::size_t students = 30, skills = 12;
    int answers = 6;  ///< of each student on each skill
    double known_at_first = 0.4, learns = 0.1, slips = 0.1, guesses = 0.2;
    /// Each skill but the first needs the one before it: nobody knows or learns it without.
    bool chained = false;
    double forgets = 0.0;  ///< between two answers
};

struct SyntheticAnswer {
    std::size_t student = 0, item = 0, skill = 0;
    bool right = false;
    bool known = false;       ///< when answering
    bool known_then = false;  ///< after the chance to learn, or forget, that follows the answer
    bool last = false;        ///< of the student on the skill
};

/// Skill by skill, round robin; every item is given once to each student. The seed decides everything.
[[nodiscard]] std::vector<SyntheticAnswer> synthetic_class(const SyntheticSettings& settings, std::uint64_t seed);

/// How a status agrees with the truth; not sure counts as not mastered.
struct Agreement {
    std::size_t known = 0, known_mastered = 0;
    std::size_t unknown = 0, unknown_mastered = 0;
    std::size_t known_not_yet = 0, unknown_not_yet = 0;
    [[nodiscard]] double sensitivity() const {
        return static_cast<double>(known_mastered) / static_cast<double>(known);
    }
    [[nodiscard]] double specificity() const {
        return 1 - static_cast<double>(unknown_mastered) / static_cast<double>(unknown);
    }
};

struct StatusTrial {
    Agreement when_answering;  ///< truth: known at the sixth answer
    Agreement then;            ///< truth: known after the chance to learn that follows it
};

/// The status by default policy after the last answer on each skill, over `classes` classes.
[[nodiscard]] StatusTrial try_status(const SyntheticSettings& settings, std::uint64_t seed, int classes);

}  // namespace waymark::bench
