#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "waymark/plan.hpp"

namespace waymark::plan {

/// One way to use minutes.
struct Piece {
    int minutes = 0;        ///< at least 1
    int check_minutes = 0;  ///< of these, for checks
    PlanValue value;
};

/// Of each group at most one piece, together at most `minutes` and `check_minutes`, with the greatest value: the piece
/// taken of each group. Of equal sums the one with earlier groups, and in a group the earlier piece. Pieces without
/// value are left. Exact, by dynamic programming over minutes.
std::vector<std::optional<std::size_t>> best_fill(const std::vector<std::vector<Piece>>& groups, int minutes,
                                                  int check_minutes);

}  // namespace waymark::plan
