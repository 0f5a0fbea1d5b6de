#include "waymark/classroom/lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "waymark/classroom/error.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

[[noreturn]] void not_found(std::string_view kind, std::string_view typed, const std::vector<std::string>& names,
                            const std::string& list_command) {
    const auto near = text::nearest(typed, names);
    throw Error(Error::Kind::usage, fmt::format("there is no {} \"{}\"", kind, typed),
                near.empty() ? list_command : fmt::format("did you mean {}?", near));
}

/// What is looked for, in a sentence, and what lists it.
struct Sought {
    std::string_view one;
    std::string_view many;
    std::string_view listed_by;
};
constexpr Sought kSkill{"skill", "skills", "waymark assess skills lists them"};
constexpr Sought kActivity{"activity", "activities", "waymark assign activities lists them"};
constexpr Sought kCheck{"check", "checks", "waymark assess checks lists them"};
constexpr Sought kWork{"activity or check", "activities and checks",
                       "waymark assign activities and waymark assess checks list them"};

/// The position of the one thing with this id, or else with this title.
template <class Things>
std::size_t by_id_or_title(const Things& things, const Sought& sought, std::string_view typed) {
    const auto key = text::match_key(typed);
    std::vector<std::string> names;
    std::vector<std::size_t> titled;
    for (std::size_t at = 0; at < things.size(); ++at) {
        if (text::match_key(things[at].id) == key) return at;
        if (text::match_key(things[at].title) == key) titled.push_back(at);
        names.push_back(things[at].id);
    }
    if (titled.size() == 1) return titled.front();
    if (titled.size() > 1) {
        throw Error(Error::Kind::usage, fmt::format("{} {} are titled \"{}\"", titled.size(), sought.many, typed),
                    fmt::format("say which by its id: {} or {}", things[titled[0]].id, things[titled[1]].id));
    }
    for (const auto& thing : things) names.push_back(thing.title);
    const auto near = text::nearest(typed, names);
    const auto place = std::ranges::find(names, near);
    if (place == names.end() || near.empty()) not_found(sought.one, typed, {}, std::string(sought.listed_by));
    const auto position = static_cast<std::size_t>(place - names.begin()) % things.size();
    throw Error(Error::Kind::usage, fmt::format("there is no {} \"{}\"", sought.one, typed),
                fmt::format("did you mean {}?", things[position].id));
}

}  // namespace

SkillIndex find_skill(const ClassFile& file, std::string_view typed) {
    return by_id_or_title(file.curriculum.skills(), kSkill, file.today_id(typed));
}

ActivityIndex find_activity(const ClassFile& file, std::string_view typed) {
    return by_id_or_title(file.curriculum.activities(), kActivity, typed);
}

CheckIndex find_check(const ClassFile& file, std::string_view typed) {
    return by_id_or_title(file.curriculum.checks(), kCheck, file.today_id(typed));
}

NamedWork find_work(const ClassFile& file, std::string_view typed) {
    struct Named {
        std::string id;
        std::string title;
    };
    std::vector<Named> all;
    const auto checks = file.curriculum.checks();
    for (const auto& one : checks) all.push_back({one.id, one.title});
    for (const auto& one : file.curriculum.activities()) all.push_back({one.id, one.title});
    const auto at = by_id_or_title(all, kWork, file.today_id(typed));
    return at < checks.size() ? NamedWork{.check = at} : NamedWork{.activity = at - checks.size()};
}

}  // namespace waymark::classroom
