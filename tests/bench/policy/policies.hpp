#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "truth.hpp"

namespace waymark::bench {

/// Who decides what each student works on.
class Policy {
public:
    virtual ~Policy() = default;
    /// The skill of each student for the slot with this number (from 0, counted over the term); nothing = no work that
    /// could teach anything.
    virtual std::vector<std::optional<std::size_t>> choose(int slot) = 0;
    /// The result of the slot: `right` of two items.
    virtual void see(std::size_t student, std::size_t skill, int right) = 0;
    /// The slot is over for the student.
    virtual void pass(std::size_t /*student*/) {}
};

/// same, in-order, ready-first, all-seeing. `limit`: at most so many distinct skills in a slot over the class, 0 for
/// any number: those that most students want first, the rest takes what it likes best of them.
/// nullptr for another name.
std::unique_ptr<Policy> make_baseline(std::string_view name, const Truth& truth, int limit);

}  // namespace waymark::bench
