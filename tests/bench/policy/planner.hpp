#pragma once

#include <memory>

#include "policies.hpp"
#include "waymark/progress.hpp"

namespace waymark::bench {

/// The planner as shipped. It sees the needs of the skills and what was right and wrong, nothing else: the engine's
/// LearningModel turns results into prospects, and plan_week plans each slot as a session of its own, for which every
/// skill has one activity. A skill that is more likely known than not counts as mastered. `limit`: distinct activities
/// in a slot over the class, 0 for any number. `settings`: what is assumed of learning.
std::unique_ptr<Policy> make_planner(const Needs& needs, int limit, const ProgressSettings& settings = {});

}  // namespace waymark::bench
