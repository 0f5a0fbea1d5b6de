#include "memories.hpp"

#include <algorithm>
#include <utility>

namespace waymark::classroom {

Memories::Memories(const ClassFile& file)
    : file_(&file), memories_(file.curriculum.skills().size()), today_(memories_.size()) {
}

void Memories::confirm(SkillIndex skill, Date day) {
    words_.push_back({day, skill});
}

void Memories::see(SkillIndex skill, double share, Date day) {
    if (day != day_) {
        end_day();
        hear(day);
    }
    day_ = day;
    auto& practice = today_[skill];
    if (practice.answers == 0) practised_.push_back(skill);
    practice.sum += share;
    ++practice.answers;
}

void Memories::end_day() {
    std::ranges::sort(practised_);
    for (const auto skill : practised_) {
        const auto [sum, answers] = std::exchange(today_[skill], {});
        practise(memories_, skill, recall_grade(sum / answers, file_->policy.mastery.success_rate), day_,
                 file_->encompassings);
    }
    practised_.clear();
}

void Memories::hear(std::optional<Date> day) {
    std::erase_if(words_, [&](const Word& word) {
        const bool said = !day || word.on < *day;
        if (said) memories_[word.skill] = waymark::confirm(memories_[word.skill], word.on);
        return said;
    });
}

std::vector<std::optional<Memory>> Memories::take() {
    end_day();
    hear(std::nullopt);
    return std::move(memories_);
}

}  // namespace waymark::classroom
