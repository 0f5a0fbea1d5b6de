#pragma once

#include <optional>

#include "waymark/plan.hpp"

namespace waymark::plan {

/// A week that could not be filled has room for fewer checks: takes the last one out of a plan in which checks have
/// more than their share of what is really planned, and returns it; nothing when they keep to it. Those that teaching
/// waits for stay longer; those that are all there is to aspire to stay longest, and then turn into practice. What is
/// pinned stays.
[[nodiscard]] std::optional<Slot> take_out_check(const Curriculum& curriculum, double share, StudentPlan& plan);

}  // namespace waymark::plan
