#include "commands/pace_words.hpp"

#include <algorithm>
#include <charconv>

#include "waymark/classroom/lookup.hpp"
#include "waymark/text/names.hpp"

namespace waymark::app::commands {

using classroom::ClassFile;

std::optional<int> whole_number(std::string_view word) {
    if (word.starts_with('+')) word.remove_prefix(1);
    int value = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failed != std::errc() || end != word.data() + word.size() || word.empty()) return std::nullopt;
    return value;
}

std::vector<SkillIndex> skills_meant(const ClassFile& file, const std::string& typed) {
    std::vector<SkillIndex> skills;
    for (const auto& unit : file.units) {
        if (unit.id != typed && text::match_key(unit.title) != text::match_key(typed)) continue;
        for (SkillIndex at = 0; at < file.curriculum.skills().size(); ++at) {
            if (file.curriculum.skills()[at].unit == unit.id) skills.push_back(at);
        }
    }
    if (skills.empty()) skills.push_back(classroom::find_skill(file, typed));
    return skills;
}

const classroom::PaceLine* line_of(const classroom::PaceReport& report, const std::string& slug) {
    const auto found = std::ranges::find(report.lines, slug, &classroom::PaceLine::slug);
    return found == report.lines.end() ? nullptr : &*found;
}

}  // namespace waymark::app::commands
