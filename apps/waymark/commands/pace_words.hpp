#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/pace_report.hpp"

/// What teachers type about the pace of students.
namespace waymark::app::commands {

/// "3" and "+10"; nothing for what is no whole number.
[[nodiscard]] std::optional<int> whole_number(std::string_view word);
/// The skills that a word means: those of a unit, or one skill. Error (usage) for neither.
[[nodiscard]] std::vector<SkillIndex> skills_meant(const classroom::ClassFile& file, const std::string& typed);
/// The student's line; nullptr when there is none.
[[nodiscard]] const classroom::PaceLine* line_of(const classroom::PaceReport& report, const std::string& slug);

}  // namespace waymark::app::commands
