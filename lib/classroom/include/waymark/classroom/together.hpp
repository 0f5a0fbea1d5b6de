#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// Whether a student lacks a skill and could begin it in this session: not mastered, nothing before it missing, not
/// excused.
[[nodiscard]] bool lacks(const StudentState& student, SkillIndex skill, const Session& session);

/// The shortest activity for a skill that the whole class can do in a session; nothing when there is none.
[[nodiscard]] std::optional<ActivityIndex> whole_class_activity(const Curriculum& curriculum, SkillIndex skill,
                                                                const Session& session);

/// Teaching a skill to all who lack it at once, weighed against the plans as they are.
struct Together {
    std::string skill;  ///< id
    std::string skill_title;
    std::string activity;  ///< id: what most of them are to do for it anyway, otherwise the shortest for a whole class
    std::string activity_title;
    int students = 0;  ///< who lack it and are here
    int of = 0;        ///< students with a plan
    Date on{};         ///< the session in which the most of them meet it
    int minutes = 0;
    /// Different activities of that session, and the teacher's minutes of the week (preparation, and marking when
    /// who did not choose takes the first option), as planned and with those who meet the skill in it taught together.
    int at_once = 0, at_once_then = 0;
    int teacher_minutes = 0, teacher_minutes_then = 0;
    struct Other {
        std::string title;
        int students = 0;
    };
    std::vector<Other> others;  ///< what the plans have in this session for who does not lack it, most students first
    int already = 0;            ///< have the activity as their first option in it

    /// Activities at once or minutes, and costs more of neither.
    [[nodiscard]] bool saves() const;
    /// Whether the plans make a block of it already: half of the class, and five students, have the activity.
    [[nodiscard]] bool planned() const;
};

/// Whether the teacher put this activity for this skill into that session for at least half of the class, and five
/// students: it is done together, at one time.
[[nodiscard]] bool is_put_together(const ClassState& state, Date on, const std::string& skill,
                                   const std::string& activity);

/// Skills that at least half of the class, and five students, lack, where teaching them together saves something or is
/// what the plans come to already. What saves most activities first, then most minutes, then blocks of most students.
[[nodiscard]] std::vector<Together> taught_together(const ClassState& state, const std::vector<StoredPlan>& plans,
                                                    Date week);

}  // namespace waymark::classroom
