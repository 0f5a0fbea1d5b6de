#pragma once

#include <optional>
#include <vector>

#include "waymark/classroom/class_file.hpp"
#include "waymark/retention.hpp"

namespace waymark::classroom {

/// What practice left of each skill in one student. All answers on a skill on one day are one practice, graded by
/// their mean: FSRS counts days, and ten items of a quiz are not ten reviews.
class Memories {
public:
    /// The class file must outlive it.
    explicit Memories(const ClassFile& file);
    /// The teacher's word that the skill is mastered, before any answer is seen. It counts after the answers of its
    /// day.
    void confirm(SkillIndex skill, Date day);
    /// Answers come in the order of their days.
    void see(SkillIndex skill, double share, Date day);
    /// By skill; nothing where the skill was never practised itself.
    [[nodiscard]] std::vector<std::optional<Memory>> take();

private:
    struct Practice {
        double sum = 0;
        int answers = 0;
    };
    struct Word {
        Date on{};
        SkillIndex skill = 0;
    };
    void end_day();
    /// Counts the teacher's words before `day`, or all.
    void hear(std::optional<Date> day);

    const ClassFile* file_;
    std::vector<std::optional<Memory>> memories_;
    std::vector<Practice> today_;
    std::vector<SkillIndex> practised_;  ///< today, each once
    std::vector<Word> words_;            ///< not heard yet
    Date day_{};
};

}  // namespace waymark::classroom
