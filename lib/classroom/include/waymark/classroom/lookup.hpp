#pragma once

#include <optional>
#include <string_view>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/find_student.hpp"

/// From what a teacher types to what is meant. Each throws Error (usage) with the nearest right one when there is none,
/// and names the candidates when there are several. Students: find_student.hpp.
namespace waymark::classroom {

/// A skill by id or title.
[[nodiscard]] SkillIndex find_skill(const ClassFile& file, std::string_view typed);
/// An activity by id or title.
[[nodiscard]] ActivityIndex find_activity(const ClassFile& file, std::string_view typed);
/// A check by id or title.
[[nodiscard]] CheckIndex find_check(const ClassFile& file, std::string_view typed);

/// Something to do: one of the two.
struct NamedWork {
    std::optional<CheckIndex> check = std::nullopt;
    std::optional<ActivityIndex> activity = std::nullopt;
};
/// A check or an activity by id or title; an id of both is the check's.
[[nodiscard]] NamedWork find_work(const ClassFile& file, std::string_view typed);

}  // namespace waymark::classroom
