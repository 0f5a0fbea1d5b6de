#pragma once

#include <string>

#include "waymark/classroom/class_state.hpp"

namespace waymark::test {

[[nodiscard]] Date day(const std::string& iso);

/// Meets on Mondays and Wednesdays, 40 minutes, from 2026-08-31 to 2026-09-30 (ten sessions). Skills a, b (needs a) and
/// c, each with one activity of 20 minutes; skill a is due on 2026-09-09.
[[nodiscard]] classroom::ClassFile some_class(const std::string& more = "");

/// Two students, Ana (1) and Ben (2), who are there from the first day and of whom nothing is known.
[[nodiscard]] classroom::Facts two_students();

/// `times` right answers on the skill, a day each from `from`.
void answer(classroom::Facts& facts, classroom::StudentId student, const std::string& skill, const std::string& from,
            int times, double score = 1.0);

}  // namespace waymark::test
