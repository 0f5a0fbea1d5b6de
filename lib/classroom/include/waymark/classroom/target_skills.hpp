#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/mapping.hpp"

namespace waymark::classroom {

/// What targets of evidence are about, as class file and mappings say today: the teacher's mapping, else the item,
/// check or skill of that id, else the ids in brackets behind the title. The class file must outlive it.
class TargetSkills {
public:
    struct About {
        std::vector<SkillIndex> skills;  ///< sorted, each once
        bool known = false;              ///< somebody said what it is about, be it nothing taught here
        std::optional<double> maximum;   ///< for scores that came without one
    };

    TargetSkills(const ClassFile& file, std::vector<ResultMapping> mappings);
    /// Computed once for each target; stays valid.
    [[nodiscard]] const About& about(std::string_view target);

private:
    [[nodiscard]] About computed(std::string_view target) const;

    const ClassFile& file_;
    std::vector<ResultMapping> mappings_;
    MappingIndex index_;
    std::unordered_map<std::string, About> known_;
};

}  // namespace waymark::classroom
