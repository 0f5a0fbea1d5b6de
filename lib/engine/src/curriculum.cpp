#include "waymark/curriculum.hpp"

#include <algorithm>
#include <queue>

namespace waymark {
namespace {

void require(bool holds, const std::string& message) {
    if (!holds) throw CurriculumError(message);
}

template <class Map, class Value>
void add_id(Map& map, const std::string& id, Value value, const char* what) {
    require(!id.empty(), std::string("a ") + what + " without id");
    require(map.emplace(id, value).second, std::string("a second ") + what + " with the id " + id);
}

void check_skills(std::span<const SkillIndex> skills, std::size_t count, const std::string& owner) {
    require(!skills.empty(), owner + " names no skill");
    for (const auto skill : skills) require(skill < count, owner + " names a skill that is not there");
}

/// Needs before dependents, of several possible ones the earliest given; shorter than `skills` when there is a circle.
std::vector<SkillIndex> sorted_by_needs(std::span<const Skill> skills,
                                        const std::vector<std::vector<SkillIndex>>& dependents) {
    std::vector<int> waiting(skills.size(), 0);
    for (const auto& list : dependents) {
        for (const auto skill : list) ++waiting[skill];
    }
    std::priority_queue<SkillIndex, std::vector<SkillIndex>, std::greater<>> free;
    for (SkillIndex skill = 0; skill < skills.size(); ++skill) {
        if (waiting[skill] == 0) free.push(skill);
    }
    std::vector<SkillIndex> order;
    while (!free.empty()) {
        const auto skill = free.top();
        free.pop();
        order.push_back(skill);
        for (const auto next : dependents[skill]) {
            if (--waiting[next] == 0) free.push(next);
        }
    }
    return order;
}

std::vector<std::vector<SkillIndex>> dependents_of(std::span<const Skill> skills) {
    std::vector<std::vector<SkillIndex>> dependents(skills.size());
    for (SkillIndex skill = 0; skill < skills.size(); ++skill) {
        for (const auto& need : skills[skill].needs) {
            for (const auto needed : need) {
                if (dependents[needed].empty() || dependents[needed].back() != skill)
                    dependents[needed].push_back(skill);
            }
        }
    }
    return dependents;
}

}  // namespace

Curriculum::Curriculum(CurriculumParts parts) : parts_(std::move(parts)) {
    const auto& skills = parts_.skills;
    const auto count = skills.size();
    activities_for_.resize(count);
    checks_for_.resize(count);
    for (SkillIndex skill = 0; skill < count; ++skill) {
        add_id(skill_by_id_, skills[skill].id, skill, "skill");
        for (const auto& need : skills[skill].needs) check_skills(need, count, "a need of " + skills[skill].id);
    }
    for (CheckIndex at = 0; at < parts_.checks.size(); ++at) {
        const auto& check = parts_.checks[at];
        add_id(check_by_id_, check.id, at, "check");
        require(!check.items.empty(), "the check " + check.id + " has no item");
        for (std::size_t place = 0; place < check.items.size(); ++place) {
            const auto& item = check.items[place];
            add_id(item_by_id_, item.id, std::pair(at, place), "item");
            check_skills(item.skills, count, "the item " + item.id);
            require(item.maximum > 0, "the item " + item.id + " has no maximum above 0");
            for (const auto skill : item.skills) {
                auto& list = checks_for_[skill];
                if (list.empty() || list.back() != at) list.push_back(at);
            }
        }
    }
    for (ActivityIndex at = 0; at < parts_.activities.size(); ++at) {
        const auto& activity = parts_.activities[at];
        add_id(activity_by_id_, activity.id, at, "activity");
        check_skills(activity.teaches, count, "the activity " + activity.id);
        require(!activity.check || *activity.check < parts_.checks.size(),
                "the activity " + activity.id + " names a check that is not there");
        for (const auto skill : activity.teaches) {
            auto& list = activities_for_[skill];
            if (list.empty() || list.back() != at) list.push_back(at);
        }
    }

    dependents_ = dependents_of(skills);
    order_ = sorted_by_needs(skills, dependents_);
    require(order_.size() == count, "needs go round in a circle");
    unlocks_.assign(count, 0);
    for (SkillIndex skill = 0; skill < count; ++skill) {
        std::vector<bool> seen(count, false);
        std::vector<SkillIndex> open(dependents_[skill]);
        while (!open.empty()) {
            const auto next = open.back();
            open.pop_back();
            if (seen[next]) continue;
            seen[next] = true;
            ++unlocks_[skill];
            open.insert(open.end(), dependents_[next].begin(), dependents_[next].end());
        }
    }
}

namespace {
template <class Map>
auto find_in(const Map& map, std::string_view id) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(id);
    if (found == map.end()) return std::nullopt;
    return found->second;
}
}  // namespace

std::optional<SkillIndex> Curriculum::find_skill(std::string_view id) const {
    return find_in(skill_by_id_, id);
}
std::optional<ActivityIndex> Curriculum::find_activity(std::string_view id) const {
    return find_in(activity_by_id_, id);
}
std::optional<CheckIndex> Curriculum::find_check(std::string_view id) const {
    return find_in(check_by_id_, id);
}
std::optional<std::pair<CheckIndex, std::size_t>> Curriculum::find_item(std::string_view id) const {
    return find_in(item_by_id_, id);
}

std::vector<SkillIndex> find_circle(std::span<const Skill> skills) {
    for (SkillIndex start = 0; start < skills.size(); ++start) {
        // Breadth first from `start` along needs: the first way back is a shortest circle through it.
        std::vector<std::optional<SkillIndex>> from(skills.size());
        std::vector<SkillIndex> open{start};
        for (std::size_t at = 0; at < open.size(); ++at) {
            for (const auto& need : skills[open[at]].needs) {
                for (const auto needed : need) {
                    if (needed == start) {
                        std::vector<SkillIndex> circle{start};
                        for (auto step = open[at]; step != start; step = *from[step])
                            circle.insert(circle.begin() + 1, step);
                        circle.push_back(start);
                        return circle;
                    }
                    if (from[needed]) continue;
                    from[needed] = open[at];
                    open.push_back(needed);
                }
            }
        }
    }
    return {};
}

}  // namespace waymark
