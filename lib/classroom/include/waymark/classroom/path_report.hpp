#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// From where a student stands to their goals.
struct PathReport {
    std::string title;
    LevelNames names;
    Date today{};
    std::string slug;
    std::string name;
    int mastered_skills = 0;  ///< of all
    int skills = 0;

    struct Goal {
        std::string target;  ///< id of a skill or unit
        std::string title;
        std::optional<Date> by;
        bool set = false;             ///< somebody set it; otherwise it was only asked about
        bool of_the_teacher = false;  ///< who set it
        bool reached = false;
        int minutes = 0;                   ///< of work that is missing for this goal alone
        int sessions = 0;                  ///< of this student until then, or until the end of the term
        int class_minutes = 0;             ///< of these sessions
        std::vector<std::string> missing;  ///< why it cannot be reached, sentences; empty when it can
    };
    std::vector<Goal> goals;

    struct Other {
        std::string skill;
        std::string title;
        int minutes = 0;  ///< of the whole path with it instead
    };
    struct Branch {
        std::string chosen;  ///< id
        std::vector<Other> others;
    };
    struct Step {
        int number = 1;  ///< in the order in which they can be learned
        std::string skill;
        std::string title;
        int minutes = 0;
        Readiness readiness = Readiness::blocked;
        std::vector<int> after;  ///< numbers of the steps directly before it
        std::vector<Branch> branches;
        bool taught = true;     ///< the class has an activity for it
        bool left_out = false;  ///< it is none of this student's skills
        bool goal = false;
        std::optional<Date> due;
    };
    std::vector<Step> steps;

    struct Known {
        std::string skill;
        std::string title;
        bool to_refresh = false;
    };
    std::vector<Known> known;      ///< needs on the way that are mastered
    std::vector<Known> skippable;  ///< alternatives that this path does without
    int minutes = 0;               ///< of all steps
    bool shortest = true;          ///< no other choice of alternatives takes fewer minutes
};

/// The skills a goal means, after renames: itself, or those of a unit. Empty when the class file does not know it.
[[nodiscard]] std::vector<SkillIndex> goal_skills(const ClassFile& file, std::string_view target);
/// How a reader knows it: the title of the skill or unit, otherwise the id.
[[nodiscard]] std::string goal_title(const ClassFile& file, std::string_view target);
/// The id of the skill or unit that `typed` means. Error (usage) with the nearest when there is none.
[[nodiscard]] std::string find_goal(const ClassFile& file, std::string_view typed);

/// The way to `goals`, of this student, in the order given; goals the class file no longer knows are left out. Error
/// (failed) when none is left.
[[nodiscard]] PathReport path_report(const ClassState& state, const StudentState& student,
                                     std::span<const StudentGoal> goals);

/// What is missing for this goal whatever is done, sentences: skills that are not this student's. Empty when it can be
/// reached.
[[nodiscard]] std::vector<std::string> out_of_reach(const ClassState& state, const StudentState& student,
                                                    std::span<const SkillIndex> skills);

}  // namespace waymark::classroom
