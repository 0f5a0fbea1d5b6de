#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/estimate.hpp"

namespace waymark::classroom {

/// What answers of classes taught about items and skills, by their ids in the class file. No student, no name, no score
/// of anybody is in it, so that it may be given to the next class, a colleague or another school.
struct KnowledgeFile {
    /// Which classes: fingerprints of their titles and terms, ascending. They tell that a class is counted already.
    std::vector<std::string> classes;
    std::size_t answers = 0;
    Belief base, slip;
    std::array<Belief, kCircumstances> weights{};
    std::map<std::string, Belief, std::less<>> skills;
    std::map<std::vector<std::string>, Belief> combinations;  ///< of several skills at once, by ascending ids
    std::map<std::string, Belief, std::less<>> items;
};

/// JSON of schema course-knowledge/1; the same knowledge gives the same bytes.
[[nodiscard]] std::string knowledge_text(const KnowledgeFile& knowledge);
/// Nothing when it is not such a text, or one of another version of the model.
[[nodiscard]] std::optional<KnowledgeFile> parse_knowledge(std::string_view text);

/// What all of them taught; the order does not matter beyond rounding. Error (refused) when two hold the same class.
[[nodiscard]] KnowledgeFile merge_knowledge(std::span<const KnowledgeFile> files);

/// Ids and numbers, to take knowledge from one to the other.
struct KnowledgeNames {
    std::function<std::string(SkillIndex)> skill;
    std::function<std::string(std::size_t)> item;  ///< empty: not to be kept
};
[[nodiscard]] KnowledgeFile named(const CourseKnowledge& knowledge, const KnowledgeNames& names);

/// As a class numbers them: `skills` are its ids in order, `item` gives the number of an item's id. What the class does
/// not teach is left out; what the file does not know is as if nothing were known.
[[nodiscard]] CourseKnowledge numbered(const KnowledgeFile& knowledge, std::span<const std::string> skills,
                                       const std::function<std::size_t(std::string_view)>& item);

}  // namespace waymark::classroom
