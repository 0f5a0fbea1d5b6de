#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/gradebook.hpp"

/// From what a teacher types to what is meant. Each throws Error (usage) with the nearest right one when there is none,
/// and names the candidates when there are several.
namespace waymark::classroom {

/// A student by slug, school id, e-mail, whole name ("Zoë Kovács", "Kovács, Zoë"), or a given or family name that only
/// one has; accents may be left out. Who left is found where nobody who is here is meant.
[[nodiscard]] const Student& find_student(std::span<const Student> students, std::string_view typed);
/// The same among those who are here. Error (usage) that says since when, where somebody is meant who is not.
[[nodiscard]] const Student& find_present(std::span<const Student> everybody, std::span<const Enrolment> enrolments,
                                          std::string_view typed);
/// "Zoe Kim left on Fri 20 Nov 2026", of somebody who is not active.
[[nodiscard]] std::string absence_of(const Student& student, std::span<const Enrolment> enrolments);
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
