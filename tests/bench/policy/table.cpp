#include "table.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <stdexcept>

#include "waymark/curriculum.hpp"

namespace waymark::bench {
namespace {

constexpr std::string_view kId = "  - id: ", kNeeds = "    needs: [";

/// The ids of `[a, {any_of: [b, c]}, d]` behind the bracket: a, b, d.
std::vector<std::string> first_of_each(std::string_view list) {
    std::vector<std::string> ids;
    bool other = false;  // behind the first of an any_of
    bool any_of = false;
    std::string word;
    for (const char letter : list) {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '_') {
            word += letter;
            continue;
        }
        if (word == "any_of") {
            any_of = true;
        } else if (!word.empty()) {
            if (!other) ids.push_back(word);
            other = any_of;
        }
        word.clear();
        if (letter == '}') any_of = other = false;
    }
    return ids;
}

}  // namespace

Needs course_needs(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path + " cannot be read");
    CurriculumParts parts;
    std::vector<std::vector<std::string>> needs;
    bool in_skills = false;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.front() != ' ' && line.front() != '#') in_skills = line.starts_with("skills:");
        if (!in_skills) continue;
        if (line.starts_with(kId)) {
            Skill skill;
            skill.id = line.substr(kId.size());
            parts.skills.push_back(std::move(skill));
            needs.emplace_back();
        } else if (line.starts_with(kNeeds) && !needs.empty()) {
            needs.back() = first_of_each(std::string_view(line).substr(kNeeds.size()));
        }
    }
    if (parts.skills.empty()) throw std::runtime_error(path + " has no skills");
    std::map<std::string, SkillIndex> index;
    for (SkillIndex at = 0; at < parts.skills.size(); ++at) index[parts.skills[at].id] = at;
    for (SkillIndex at = 0; at < parts.skills.size(); ++at) {
        for (const auto& need : needs[at]) parts.skills[at].needs.push_back({index.at(need)});
    }
    const Curriculum curriculum(std::move(parts));
    std::vector<std::size_t> place(curriculum.skills().size());
    for (std::size_t at = 0; at < place.size(); ++at) place[curriculum.order()[at]] = at;
    Needs result(place.size());
    for (SkillIndex skill = 0; skill < place.size(); ++skill) {
        for (const auto& need : curriculum.skills()[skill].needs) result[place[skill]].push_back(place[need.front()]);
    }
    for (auto& one : result) std::ranges::sort(one);
    return result;
}

}  // namespace waymark::bench
