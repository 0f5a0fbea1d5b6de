#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "policies.hpp"

namespace waymark::bench {

/// What one class gained in one term: known at the end minus known at the start, a mean per student.
struct Gain {
    double all = 0;
    std::array<double, 4> quarters{};  ///< by ability, the lowest first
    std::array<double, 4> variety{};   ///< different activities in a week of a student of the quarter
};

/// One term of one class under one policy.
Gain run_term(Truth& truth, Policy& policy, std::uint64_t seed);

}  // namespace waymark::bench
