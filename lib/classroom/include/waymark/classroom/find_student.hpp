#pragma once

#include <span>
#include <string>
#include <string_view>

#include "waymark/classroom/gradebook.hpp"

/// From what a teacher types to the student who is meant. Throws Error (usage) with the nearest right one when there is
/// none, and names the candidates when there are several.
namespace waymark::classroom {

/// A student by slug, school id, e-mail, whole name ("Zoë Kovács", "Kovács, Zoë"), or a given or family name that only
/// one has; accents may be left out. Who left is found where nobody who is here is meant.
[[nodiscard]] const Student& find_student(std::span<const Student> students, std::string_view typed);
/// The same among those who are here. Error (usage) that says since when, where somebody is meant who is not.
[[nodiscard]] const Student& find_present(std::span<const Student> everybody, std::span<const Enrolment> enrolments,
                                          std::string_view typed);
/// "Zoe Kim left on Fri 20 Nov 2026", of somebody who is not active.
[[nodiscard]] std::string absence_of(const Student& student, std::span<const Enrolment> enrolments);
/// Whether a student was in the class on this day: had joined, and had not left.
[[nodiscard]] bool was_in_class(const Student& student, std::span<const Enrolment> enrolments, Date day);

}  // namespace waymark::classroom
