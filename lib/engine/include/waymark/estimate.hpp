#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"

namespace waymark {

/// One scored answer. Observations are handed in in the order in which they happened.
struct Observation {
    std::size_t student = 0;
    /// Equal items have equal numbers. Answers whose item is not known get a number of their skill's own.
    std::size_t item = 0;
    std::vector<SkillIndex> skills;  ///< not empty, ascending, no duplicates
    double score = 0.0;              ///< share of the maximum, 0 to 1
};

/// What is believed about one student and one skill.
struct Estimate {
    /// Probability that the student now succeeds on at least the policy's share of typical items of the skill, 0 to 1.
    double probability = 0.0;
    /// Belief about the log-odds of success on a typical item: mean and variance of a normal distribution.
    double mean = 0.0;
    double variance = 0.0;
    /// The student's own observations on the skill.
    int observations = 0;
};

/// Constants of the filter. Source: the HB filter of our knowledge-tracing survey, tuned on the ASSISTments 2009
/// training students; every mean is a log-odds, every variance a squared log-odds.
struct FilterSettings {
    double base_mean = 0.42169, base_variance = 0.00212;
    double student_variance = 0.70392;
    double skill_variance = 0.65476;
    double item_variance = 0.69968;
    double student_skill_variance = 0.33892;
    double student_walk = 0.00217;        ///< added to the student's variance after each answer
    double student_skill_walk = 0.00195;  ///< the same for student and skill
    /// Features: log(1 + answers on the skill); item seen and right last time; item seen and wrong last time; decayed
    /// residual of the student; decayed residual of student and skill; first answer on the skill.
    std::array<double, 6> weight_means{0.25654, 0.1456, -0.00645, 0.34039, 0.4979, -0.42283};
    double weight_variance = 0.00884;
    double student_residual_decay = 0.2753;
    double student_skill_residual_decay = 0.76714;
    double gap_walk = 0.02542;  ///< variance added for each unit of log(1 + other answers since the last on the skill)
    double gap_forget = 0.09028;
    double growth = 0.00694;      ///< added to student and skill after an answer
    double flattening = 0.03937;  ///< kappa in p = sigma(m / sqrt(1 + kappa v))
};

/// One Gaussian belief (mean, variance) for each of class, student, skill, item and student with skill, updated answer
/// by answer; one update costs constant time. Reads no future: a prediction depends on earlier observations only.
class WAYMARK_EXPORT BeliefFilter {
public:
    /// Skills are numbered below `skill_count`; students and items may be any numbers and are made on first sight.
    BeliefFilter(std::size_t skill_count, const FilterSettings& settings = {});
    ~BeliefFilter();
    BeliefFilter(BeliefFilter&&) noexcept;
    BeliefFilter& operator=(BeliefFilter&&) noexcept;

    /// Probability of success, before the answer is seen. Throws std::out_of_range for a skill out of range.
    [[nodiscard]] double predict(std::size_t student, std::size_t item, std::span<const SkillIndex> skills) const;
    /// Predicts, then learns; returns the prediction. Throws std::invalid_argument when the score is outside 0 to 1.
    double observe(const Observation& observation);
    double observe(std::size_t student, std::size_t item, std::span<const SkillIndex> skills, double score);
    /// Makes room for `count` more skills, numbered after those there are.
    void add_skills(std::size_t count);
    /// The belief about a typical item (item effect 0) of `skill`, its uncertainty included.
    /// `success_rate`: the share of items that counts as success, strictly between 0 and 1.
    [[nodiscard]] Estimate estimate(std::size_t student, SkillIndex skill, double success_rate) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace waymark
