#include "class_beliefs.hpp"

#include <fmt/format.h>

#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// FNV-1a over title and term: the same class is known again, and nobody reads from it which one it is.
std::string fingerprint(const ClassFile& file) {
    std::uint64_t value = 14695981039346656037U;
    const auto all = file.title + "|" + text::iso_date(file.calendar.term_starts()) + "|" +
                     text::iso_date(file.calendar.term_ends());
    for (const char one : all) value = (value ^ static_cast<unsigned char>(one)) * 1099511628211U;
    return fmt::format("{:016x}", value);
}

}  // namespace

ClassBeliefs::ClassBeliefs(const ClassFile& file) : file_(file), from_nothing_(file.curriculum.skills().size()) {
    if (!file.carried) return;
    std::vector<std::string> skills;
    for (const auto& skill : file.curriculum.skills()) skills.push_back(skill.id);
    from_others_.emplace(numbered(*file.carried, skills, [&](std::string_view id) { return item(id); }));
}

std::size_t ClassBeliefs::item(std::string_view id) {
    const auto [found, fresh] = numbers_.try_emplace(std::string(id), items_.size());
    if (fresh) items_.emplace_back(id);
    return found->second;
}

void ClassBeliefs::observe(std::size_t student, std::string_view target, const std::vector<SkillIndex>& skills,
                           double score, double weight) {
    const auto number = item(target);
    from_nothing_.observe(student, number, skills, score, weight);
    if (from_others_) from_others_->observe(student, number, skills, score, weight);
    ++answers_;
}

Estimate ClassBeliefs::estimate(std::size_t student, SkillIndex skill, double success_rate) const {
    return (from_others_ ? *from_others_ : from_nothing_).estimate(student, skill, success_rate);
}

KnowledgeFile ClassBeliefs::taught() const {
    const auto& curriculum = file_.curriculum;
    const auto kept = [&](std::size_t number) {
        const auto& id = items_[number];
        const bool ours = curriculum.find_item(id) || curriculum.find_check(id) || curriculum.find_skill(id);
        return ours ? id : std::string();
    };
    auto taught = named(from_nothing_.course_knowledge(),
                        {[&](SkillIndex skill) { return curriculum.skills()[skill].id; }, kept});
    taught.classes = {fingerprint(file_)};
    taught.answers = answers_;
    return taught;
}

}  // namespace waymark::classroom
