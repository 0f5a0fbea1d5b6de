#pragma once

#include <vector>

#include "waymark/classroom/sunday.hpp"

namespace waymark::classroom {

/// At most three students of whom something good is true this week, whoever was named longest ago first. Who was named
/// in the weeks before is worked out again from what was learned in them, so that nothing needs to be stored and the
/// same day gives the same news. `week_ago` is the same class seven days before `now`.
[[nodiscard]] std::vector<GoodNews> good_news(const ClassState& now, const ClassState& week_ago);

/// Skills that `student` came to master in the week that ends with `until`.
[[nodiscard]] std::vector<SkillIndex> newly_mastered(const StudentState& student, Date until);

}  // namespace waymark::classroom
