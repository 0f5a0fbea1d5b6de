#include "result_targets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "waymark/text/names.hpp"

namespace waymark::classroom {

using text::match_key;

ResultTargets::ResultTargets(const std::vector<KnownTarget>& targets, std::span<const ResultMapping> mappings,
                             const std::vector<Evidence>& known)
    : known_(known), mappings_(mappings) {
    for (const auto& target : targets) {
        by_id_.emplace(match_key(target.id), &target);
        ids_.push_back(target.id);
    }
    for (const auto& target : targets) by_id_.emplace(match_key(target.title), &target);
}

const KnownTarget* ResultTargets::known_target(std::string_view typed) const {
    const auto found = by_id_.find(match_key(typed));
    return found == by_id_.end() ? nullptr : found->second;
}

/// "quiz-1-a (10)" and "quiz-1-a (/10)" as well as "quiz-1-a".
const KnownTarget* ResultTargets::target_of_header(std::string_view header) const {
    if (const auto* target = known_target(header)) return target;
    const auto open = header.rfind('(');
    return open == std::string::npos ? nullptr : known_target(text::trim(header.substr(0, open)));
}

bool ResultTargets::is_own(const std::string& title) const {
    return target_of_header(title) != nullptr && mappings_.find(title) == nullptr;
}

bool ResultTargets::names_skills(std::string_view title) const {
    const auto ids = bracketed_ids(title);
    return !ids.empty() && std::ranges::all_of(ids, [&](const std::string& id) { return known_target(id) != nullptr; });
}

bool ResultTargets::is_about_something(const std::string& title) const {
    return mappings_.find(title) != nullptr || names_skills(title);
}

ResultTarget& ResultTargets::of(const ScoreRow& score) {
    title_.assign(score.title);
    const auto found = titles_.find(title_);
    return found != titles_.end() ? found->second : titles_.emplace(title_, resolved(score)).first->second;
}

ResultTarget ResultTargets::resolved(const ScoreRow& score) const {
    ResultTarget target{.stored = std::string(score.title)};
    if (const auto* mapping = mappings_.find(score.title)) {
        target.mapped = true;
        target.maximum = mapping->maximum;
        if (mapping->targets.size() == 1) target.known = known_target(mapping->targets.front());
        if (!target.maximum && target.known != nullptr) target.maximum = target.known->maximum;
        return target;
    }
    target.known = score.is_column ? target_of_header(score.title) : known_target(score.title);
    if (target.known != nullptr) {
        target.mapped = true;
        target.maximum = target.known->maximum;
        target.stored = target.known->kept_as();
        return target;
    }
    target.mapped = names_skills(score.title);
    if (!score.id.empty()) target.stored = earlier_title(score);
    return target;
}

/// A system's number stays when the title changes: the item keeps the title it came with.
std::string ResultTargets::earlier_title(const ScoreRow& score) const {
    const auto ending = fmt::format(" ({})", score.id);
    for (const auto& one : known_) {
        if (one.target.ends_with(ending)) return one.target;
    }
    return std::string(score.title);
}

}  // namespace waymark::classroom
