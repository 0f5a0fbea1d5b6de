#pragma once

#include <string>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/plan.hpp"

/// Plans as the gradebook keeps them: in words, so that they stay as they were printed.
namespace waymark::classroom {

/// The reason of a slot that is not needed where a check of this day ("9 Nov") shows that its skill is known.
[[nodiscard]] std::string waits_for_check(const std::string& day);

/// The reason of a slot that the student thought of.
inline constexpr const char* kProposed = "proposed by the student";

/// A reason of a slot for `skill`. Due points are days, and statuses have the names that the school gives them.
[[nodiscard]] std::string sentence(const Reason& reason, SkillIndex skill, const ClassFile& file);
[[nodiscard]] std::string teacher_sentence(const std::string& because);
[[nodiscard]] std::string purpose_word(Purpose purpose);
/// std::invalid_argument for a word that is none.
[[nodiscard]] Purpose purpose_of(const std::string& word);
/// The option at `place` (from 0) of its slot.
[[nodiscard]] StoredOption stored_option(const Option& option, const Curriculum& curriculum, std::size_t place);

}  // namespace waymark::classroom
