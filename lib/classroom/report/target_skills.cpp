#include "waymark/classroom/target_skills.hpp"

#include <algorithm>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {
namespace {

/// The highest score of an item or a check.
std::optional<double> maximum_of(const ClassFile& file, std::string_view target) {
    const auto id = file.today_id(target);
    const auto checks = file.curriculum.checks();
    if (const auto item = file.curriculum.find_item(id)) return checks[item->first].items[item->second].maximum;
    if (const auto check = file.curriculum.find_check(id)) {
        double sum = 0;
        for (const auto& part : checks[*check].items) sum += part.maximum;
        return sum;
    }
    return std::nullopt;
}

}  // namespace

TargetSkills::TargetSkills(const ClassFile& file, std::vector<ResultMapping> mappings)
    : file_(file), mappings_(std::move(mappings)), index_(mappings_) {
}

const TargetSkills::About& TargetSkills::about(std::string_view target) {
    const auto [place, fresh] = known_.try_emplace(std::string(target));
    if (fresh) place->second = computed(target);
    return place->second;
}

TargetSkills::About TargetSkills::computed(std::string_view target) const {
    About about;
    const auto add = [&](std::string_view id) {
        const auto skills = skills_of_target(file_, id);
        about.skills.insert(about.skills.end(), skills.begin(), skills.end());
    };
    if (const auto* mapping = index_.find(target)) {
        for (const auto& id : mapping->targets) add(id);
        about.maximum = mapping->maximum;
        if (!about.maximum && mapping->targets.size() == 1) {
            about.maximum = maximum_of(file_, mapping->targets.front());
        }
        // A skill that the class file no longer has is a mapping to mend.
        about.known = mapping->targets.empty() || !about.skills.empty();
    } else {
        add(target);
        about.maximum = maximum_of(file_, target);
        if (about.skills.empty()) {
            for (const auto& id : bracketed_ids(target)) add(id);
        }
        about.known = !about.skills.empty();
    }
    std::ranges::sort(about.skills);
    const auto rest = std::ranges::unique(about.skills);
    about.skills.erase(rest.begin(), rest.end());
    return about;
}

}  // namespace waymark::classroom
