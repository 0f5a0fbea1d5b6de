#include <string>
#include <vector>

#include "commands/commands.hpp"
#include "render/taught.hpp"
#include "workspace.hpp"

/// What the class file and its sheets teach and check, for who needs an id.
namespace waymark::app::commands {
namespace {

std::vector<std::string> ids_of(const Curriculum& curriculum, const std::vector<SkillIndex>& skills) {
    std::vector<std::string> ids;
    for (const auto skill : skills) ids.push_back(curriculum.skills()[skill].id);
    return ids;
}

}  // namespace

Result assess_checks(Invocation& invocation) {
    const auto file = class_file(invocation);
    render::CheckList list{file.title, {}};
    for (const auto& check : file.curriculum.checks()) {
        render::CheckList::Line line{check.id, check.title, check.kind, check.minutes, check.retakes, {}};
        for (const auto& item : check.items) {
            line.items.push_back({item.id, item.title, item.maximum, ids_of(file.curriculum, item.skills)});
        }
        list.checks.push_back(std::move(line));
    }
    Result result;
    result.view = view_of(std::move(list), render::checks_document, render::checks_json);
    return result;
}

Result assess_skills(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& curriculum = file.curriculum;
    render::SkillList list{file.title, {}};
    for (SkillIndex at = 0; at < curriculum.skills().size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        render::SkillList::Line line{skill.id, skill.title, skill.unit, skill.can_do, {}, {}};
        for (const auto check : curriculum.checks_for(at)) line.checks.push_back(curriculum.checks()[check].id);
        for (const auto activity : curriculum.activities_for(at)) {
            line.activities.push_back(curriculum.activities()[activity].id);
        }
        list.skills.push_back(std::move(line));
    }
    Result result;
    result.view = view_of(std::move(list), render::skills_document, render::skills_json);
    return result;
}

Result assign_activities(Invocation& invocation) {
    const auto file = class_file(invocation);
    render::ActivityList list{file.title, {}};
    for (const auto& one : file.curriculum.activities()) {
        list.activities.push_back(
            {one.id, one.title, one.kind, one.minutes, one.sessions, ids_of(file.curriculum, one.teaches)});
    }
    Result result;
    result.view = view_of(std::move(list), render::activities_document, render::activities_json);
    return result;
}

}  // namespace waymark::app::commands
