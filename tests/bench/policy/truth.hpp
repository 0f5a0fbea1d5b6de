#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "draws.hpp"

namespace waymark::bench {

constexpr int kWeeks = 18, kSlotsPerWeek = 8, kSlotMinutes = 20;
constexpr std::size_t kStudents = 30;

/// Needs of each skill; every need comes before what needs it.
using Needs = std::vector<std::vector<std::size_t>>;

/// Skill k needs 0, 1 or 2 (probabilities 0.15, 0.55, 0.30) of the twelve skills before it.
Needs drawn_needs(std::size_t skills, Draws draws);

/// The hidden truth of one class: who knows what, and what work does. Only the all-seeing baseline reads it.
class Truth {
public:
    virtual ~Truth() = default;
    Truth(const Truth&) = delete;
    Truth& operator=(const Truth&) = delete;

    [[nodiscard]] const Needs& needs() const { return needs_; }
    [[nodiscard]] std::size_t skills() const { return needs_.size(); }
    [[nodiscard]] double ability(std::size_t student) const { return ability_[student]; }
    [[nodiscard]] bool known(std::size_t student, std::size_t skill) const { return known_[student][skill] != 0; }
    [[nodiscard]] int known_count(std::size_t student) const;

    /// Probability that one slot teaches this student the skill; 0 where it is known.
    [[nodiscard]] virtual double learning(std::size_t student, std::size_t skill) const = 0;
    /// One slot of work on the skill, then a check of two items; how many were right. Always the same number of draws.
    int work(std::size_t student, std::size_t skill, Draws& draws);
    /// What a slot takes away from the student.
    virtual void forget(std::size_t student, Draws& draws) = 0;

protected:
    Truth(Needs needs, std::uint64_t seed);
    [[nodiscard]] int unknown_needs(std::size_t student, std::size_t skill) const;
    /// Called for work on a skill that is not known, with the draw that decides.
    virtual void learn(std::size_t student, std::size_t skill, double draw);

    Needs needs_;
    std::vector<double> ability_;
    std::vector<std::vector<char>> known_;
};

/// `fixed`: the truth stated in the issue. `steps`: a skill is learned in steps of which several are needed, nothing
/// is learned while a need is unknown, students differ by strand and nothing is lost.
/// `memory`: needs hardly matter, learning is quick, but knowledge fades and each renewal makes it last longer.
/// Throws std::invalid_argument for another name.
std::unique_ptr<Truth> make_truth(std::string_view kind, Needs needs, std::uint64_t seed);

}  // namespace waymark::bench
