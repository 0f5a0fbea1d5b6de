#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
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
    double score = 0.0;              ///< share of the maximum, 0 to 1: graded scores and rubric levels as they are
    double weight = 1.0;             ///< above 0, up to 1: less for work that is not all the student's own
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

/// A normal belief about one effect: a log-odds and the variance around it.
struct Belief {
    double mean = 0.0;
    double variance = 0.0;
};

/// What an answer follows on; each has a weight that the class's answers refine.
enum class Circumstance : std::size_t {
    practice,          ///< log(1 + the student's earlier answers on the skill)
    item_known,        ///< the student was right the last time on this item
    student_recent,    ///< what the student's latest answers were above what was predicted, older ones fading
    skill_recent,      ///< the same for the student's answers on this skill
    skill_last,        ///< the student's last answer on the skill: 1 right, -1 wrong, 0 none
    same_skills,       ///< the student's last answer was on the same skills
    same_skills_last,  ///< and right (1) or wrong (-1)
    position,          ///< log(1 + all earlier answers of the student, at most 40): the start is unlike the rest
};
inline constexpr std::size_t kCircumstances = 8;

/// Constants of the filter: means are log-odds, variances squared log-odds. Tuned together on two public sets of
/// answers in mathematics and one in a language, in classes of 30 with no history; what each part buys is said as AUC
/// points and hundredths of log-loss that are lost without it, mean of the three in random, alike and streamed classes,
/// the rest as it is.
struct FilterSettings {
    Belief base{0.014, 0.34};  ///< of the class
    double student_variance = 0.90;
    double skill_variance = 0.53;
    double item_variance = 0.65;
    double student_skill_variance = 0.54;
    double combination_variance = 0.5;  ///< of several skills at once, beyond the skills: .02, .02
    double student_walk = 0.0019;       ///< added to the student's variance after each answer: .01, .02
    /// How much faster one student gains by practice than another, by log(1 + answers): .00, .01
    double student_practice_variance = 0.031;
    /// practice .15, .12; item_known .02, .02; student_recent .07, .08; skill_recent .00, .00; skill_last .00, .01;
    /// same_skills .21, .13; same_skills_last .03, .03; position .07, .05
    std::array<double, kCircumstances> weight_means{0.274, 0.269, 1.157, 0.064, 0.031, 0.469, 0.094, -0.20};
    double weight_variance = 0.001;
    double student_fading = 0.85;        ///< of student_recent, by answer
    double student_skill_fading = 0.81;  ///< of skill_recent
    /// Other answers of the student since the last on the skill: variance added and belief in the skill forgotten for
    /// each unit of log(1 + their number): .02, .02
    double gap_walk = 0.023, gap_forget = 0.049;
    /// Log-odds that one slips on an item one can do; the class's answers say more: .02, .04
    Belief slip{-3.04, 0.2};
    /// Variances of offset and slope of the last step, which fits predictions to the class's own rate: .02, .40
    double calibration_variance = 0.072;
    /// Added to the variance of what was carried over from another class, for the ways in which classes differ.
    double carried_variance = 0.05;
};

/// What the answers of a class taught about items, skills and how answers follow on each other. It holds nothing about
/// students, so it may be given away.
struct CourseKnowledge {
    Belief base, slip;
    std::array<Belief, kCircumstances> weights{};
    std::vector<Belief> skills;  ///< by number
    /// Several skills at once are more than their parts; only those that were answered, by skills.
    std::vector<std::pair<std::vector<SkillIndex>, Belief>> combinations;
    std::vector<std::pair<std::size_t, Belief>> items;  ///< item and belief, by item, only those that were answered
};

/// What several classes taught together. All must have started from nothing, with these settings, and number skills and
/// items alike; a class that lacks the last skills says nothing about them. Beliefs about one effect are multiplied and
/// the prior they share is counted once. The order of the classes does not matter beyond rounding.
[[nodiscard]] WAYMARK_EXPORT CourseKnowledge merge(std::span<const CourseKnowledge> classes,
                                                   const FilterSettings& settings = {});

/// Predicts answers of one class from the first one on: a normal belief for each of class, student, skill, item,
/// student with skill and several skills at once, and for the weight of each circumstance. The log-odds of success is
/// their sum; an item on n skills takes 1 / sqrt(n) of each skill's part. Each answer moves every belief by one step of
/// an extended Kalman filter, in constant time. Reads no future: a prediction depends on earlier observations only.
///
/// Tried and left out, since they bought less than .05 AUC points: going over earlier answers again (expectation
/// propagation), learning the variances from the class, beliefs for student with item and for skill with practice, a
/// knowledge-tracing state among the circumstances.
class WAYMARK_EXPORT BeliefFilter {
public:
    /// Skills are numbered below `skill_count`; students and items may be any numbers below 2^31 and are made on first
    /// sight.
    explicit BeliefFilter(std::size_t skill_count, const FilterSettings& settings = {});
    /// Starts from what other classes taught; there are as many skills as `carried` has.
    explicit BeliefFilter(const CourseKnowledge& carried, const FilterSettings& settings = {});
    ~BeliefFilter();
    BeliefFilter(BeliefFilter&&) noexcept;
    BeliefFilter& operator=(BeliefFilter&&) noexcept;

    /// Probability of success, before the answer is seen. Throws std::out_of_range for a skill out of range,
    /// std::invalid_argument for no skills.
    [[nodiscard]] double predict(std::size_t student, std::size_t item, std::span<const SkillIndex> skills) const;
    /// Predicts, then learns; returns the prediction. Throws as predict does, and std::invalid_argument when the score
    /// is outside 0 to 1 or the weight not above 0 and at most 1.
    double observe(const Observation& observation);
    double observe(std::size_t student, std::size_t item, std::span<const SkillIndex> skills, double score,
                   double weight = 1.0);
    /// Makes room for `count` more skills, numbered after those there are.
    void add_skills(std::size_t count);
    /// The belief about a typical item (item effect 0) among others of `skill`, its uncertainty included.
    /// `success_rate`: the share of items that counts as success, strictly between 0 and 1.
    [[nodiscard]] Estimate estimate(std::size_t student, SkillIndex skill, double success_rate) const;
    /// What may be carried over to another class.
    [[nodiscard]] CourseKnowledge course_knowledge() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace waymark
