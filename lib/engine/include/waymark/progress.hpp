#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"

namespace waymark {

/// A normal distribution.
struct Normal {
    double mean = 0.0;
    double variance = 0.0;
};

/// What is assumed of learning before a class has shown anything. All but slip, guess and the two spreads are learned
/// from the class's own checks; a wide variance is "find out". Numbers are log-odds where nothing else is said.
struct ProgressSettings {
    double slip = 0.12, guess = 0.12;          ///< a known skill answered wrong, an unknown one right, for each item
    double ability_variance = 0.52;            ///< between students
    double difficulty_variance = 0.36;         ///< between skills
    Normal learning{0.0, 0.5};                 ///< one piece of work teaches an average student an average skill
    Normal unmet_need{2.0, 0.3};               ///< what each need that is not known takes from that
    Normal known_before{-1.0, 1.0};            ///< a skill was known before the class began, its needs being known
    Normal known_before_later{-0.02, 0.0004};  ///< added to that for each place later in the order of the curriculum
    double known_before_ability = 1.5;         ///< how much more ability counts for that than for learning
    /// Gamma prior of the rate at which known skills are lost: so many losses in so many pieces of work elsewhere.
    double losses = 2.0, exposure = 1000.0;
};

/// What working on one skill promises one student.
struct Prospect {
    double known = 0.0;     ///< probability that the skill is known now
    double learning = 0.0;  ///< probability that one piece of work teaches it when it is not known; needs counted in
    double opens = 0.0;     ///< what knowing it adds to the learning probabilities of the skills that build on it

    /// Skills expected to be gained by one piece of work, what it opens counted `ahead` times.
    [[nodiscard]] double worth(double ahead) const { return (1 - known) * learning * (1 + ahead * opens); }
};

/// What a class of students knows and how well they learn, from nothing but what was right and wrong and the needs of
/// the skills. Students share the difficulty of a skill and how learning goes at all; a student has one ability.
///
/// The model: a piece of work on an unknown skill teaches it with log-odds learning + ability - difficulty - unmet_need
/// times the needs that are not known; a known skill is lost at a small rate; a check sees it through slip and guess.
/// This is knowledge tracing (Corbett & Anderson 1995) with the parameters of an item response model in place of one
/// learning rate for each skill. Beliefs about parameters are independent normal distributions, updated by moment
/// matching after each check (assumed density filtering, Minka 2001); a check also tells about the needs of its skill,
/// because who can do it probably knew them. One update costs constant time for each need.
class WAYMARK_EXPORT LearningModel {
public:
    /// `curriculum` must outlive the model. Students are numbered below `students`.
    LearningModel(const Curriculum& curriculum, std::size_t students, const ProgressSettings& settings = {});

    /// A check of `items` items of which `right` were right (parts of an item count), after a piece of work on the
    /// skill unless `worked` is false. Results of one student come in the order in which they happened.
    /// Throws std::out_of_range for a student or skill out of range, std::invalid_argument for `right` outside 0 to
    /// `items` or `items` below 1.
    void observe(std::size_t student, SkillIndex skill, double right, int items, bool worked = true);
    /// The student did `pieces` pieces of work, on whatever: what was known may be lost. What checks said of skills
    /// other than their own and its needs counts from here on.
    void pass(std::size_t student, int pieces = 1);

    /// Probability that the skill is known now.
    [[nodiscard]] double known(std::size_t student, SkillIndex skill) const;
    /// One for each skill of the curriculum.
    [[nodiscard]] std::vector<Prospect> prospects(std::size_t student) const;
    /// The rate at which known skills are lost, for each piece of work.
    [[nodiscard]] double loss() const { return losses_ / exposure_; }

private:
    /// Probabilities of the four states of one skill: known or not now, known or not before the class began.
    struct State {
        /// Before the first own check: weights from checks of other skills for the first three; later probabilities.
        double held = 1.0, lost = 1.0, never = 1.0, gained = 0.0;
        double known_then = 0.0;  ///< at the last own check
        int seen_at = -1;         ///< pieces of work done before the last own check; -1: none yet
    };
    struct Student {
        Normal ability;
        int pieces = 0;
        std::vector<State> states;
        std::vector<double> before, known;  ///< probabilities, for each skill
    };

    [[nodiscard]] Normal learning_odds(const Student& student, SkillIndex skill) const;
    [[nodiscard]] Normal before_odds(const Student& student, SkillIndex skill) const;
    /// Probabilities of 0, 1, 2 … unmet needs; with `of`, as if that skill were known or not.
    struct Unmet {
        static constexpr std::size_t kMost = 8;  ///< more needs than this count as this many
        std::array<double, kMost + 1> probability{1.0};
        std::size_t most = 0;
        [[nodiscard]] double mean() const;
    };
    [[nodiscard]] Unmet unmet(const Student& student, SkillIndex skill) const;
    [[nodiscard]] Unmet unmet_if(const Student& student, SkillIndex skill, SkillIndex of, bool is_known) const;
    [[nodiscard]] double learning(const Normal& odds, const Unmet& unmet) const;
    [[nodiscard]] double needs_known_before(const Student& student, SkillIndex skill) const;
    void refresh(Student& student) const;
    void refresh(Student& student, SkillIndex skill, double kept) const;
    struct Likelihood;
    void tell_needs(Student& student, SkillIndex skill, const Likelihood& seen) const;

    const Curriculum* curriculum_;
    ProgressSettings settings_;
    std::vector<double> place_;  ///< of each skill in the order of the curriculum
    std::vector<Normal> difficulty_;
    Normal learning_, unmet_need_, known_before_, known_before_later_;
    double losses_, exposure_;
    std::vector<Student> students_;
};

}  // namespace waymark
