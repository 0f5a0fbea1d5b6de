#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/knowledge_file.hpp"
#include "waymark/estimate.hpp"

namespace waymark::classroom {

/// The filter of one class, its items and skills by their ids. Starts from what other classes taught, where the class
/// file names that; what this class teaches is kept apart from it, so that no class counts twice when it is merged.
class ClassBeliefs {
public:
    /// The class file must outlive it.
    explicit ClassBeliefs(const ClassFile& file);
    void observe(std::size_t student, std::string_view target, const std::vector<SkillIndex>& skills, double score,
                 double weight);
    [[nodiscard]] Estimate estimate(std::size_t student, SkillIndex skill, double success_rate) const;
    /// What the answers taught, as if nothing had been known before. Only items that the class file names are in it:
    /// titles of other systems may say anything.
    [[nodiscard]] KnowledgeFile taught() const;

private:
    std::size_t item(std::string_view id);

    const ClassFile& file_;
    std::map<std::string, std::size_t, std::less<>> numbers_;
    std::vector<std::string> items_;
    BeliefFilter from_nothing_;
    std::optional<BeliefFilter> from_others_;
    std::size_t answers_ = 0;
};

}  // namespace waymark::classroom
