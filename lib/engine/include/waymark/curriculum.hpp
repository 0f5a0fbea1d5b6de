#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/export.hpp"

namespace waymark {

/// Positions in Curriculum::skills(), activities() and checks(). They are stable for one Curriculum only; what is
/// stored anywhere is the id.
using SkillIndex = std::size_t;
using ActivityIndex = std::size_t;
using CheckIndex = std::size_t;

enum class Priority { must, should, aspire };

/// One need: any one of these skills satisfies it. Never empty.
using AnyOf = std::vector<SkillIndex>;

/// A learning target ("I can …").
struct Skill {
    std::string id;            ///< unique, not empty
    std::string title;         ///< short name for tables
    std::string can_do;        ///< "I can …"; may be empty
    std::string unit;          ///< id of its unit; may be empty
    std::vector<AnyOf> needs;  ///< all of these must be satisfied before the skill is ready
    int minutes = 60;          ///< expected work until mastered, at least 1
    Priority priority = Priority::must;
    std::optional<int> due_session;  ///< to be mastered by the end of this session
    /// The day by which it is due, where it is due by a day and not by a session. It need not be one with class.
    std::optional<std::chrono::sys_days> due_on = std::nullopt;
};

enum class Place { anywhere, classroom, home };

/// Something that teaches skills.
struct Activity {
    std::string id;
    std::string title;
    std::string kind;                 ///< lesson, video, reading, game, project, conversation, practice …
    std::vector<SkillIndex> teaches;  ///< not empty
    int minutes = 20;                 ///< for one session
    int sessions = 1;                 ///< a project may take several
    std::string tool;                 ///< what it is done with: paper, laptop … ; may be empty
    std::vector<std::string> interests;
    Place place = Place::anywhere;
    std::optional<int> capacity;      ///< how many students can do it at once; nothing = no bound
    int preparation_minutes = 0;      ///< the teacher's, once a week in which it is used
    int marking_minutes = 0;          ///< the teacher's, for each student
    std::optional<CheckIndex> check;  ///< the check that shows it worked
    std::string link;
};

/// One scored part of a check.
struct Item {
    std::string id;  ///< unique over all checks
    std::string title;
    std::vector<SkillIndex> skills;
    double maximum = 1.0;  ///< above 0
};

/// A quiz, exit ticket, rubric, portfolio, observation or conversation.
struct Check {
    std::string id;
    std::string title;
    std::string kind;
    int minutes = 10;
    int marking_minutes = 0;  ///< the teacher's, for each student
    bool retakes = false;     ///< a new score is another attempt; otherwise it corrects the old one
    std::vector<Item> items;  ///< not empty
};

struct CurriculumParts {
    std::vector<Skill> skills;
    std::vector<Activity> activities;
    std::vector<Check> checks;
};

/// Parts that contradict each other: an index out of range, an id twice, needs that go round in a circle.
class WAYMARK_EXPORT CurriculumError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is taught, checked and consistent: every index is in range and needs form no circle.
class WAYMARK_EXPORT Curriculum {
public:
    Curriculum() = default;
    /// Throws CurriculumError.
    explicit Curriculum(CurriculumParts parts);

    [[nodiscard]] std::span<const Skill> skills() const { return parts_.skills; }
    [[nodiscard]] std::span<const Activity> activities() const { return parts_.activities; }
    [[nodiscard]] std::span<const Check> checks() const { return parts_.checks; }

    [[nodiscard]] std::optional<SkillIndex> find_skill(std::string_view id) const;
    [[nodiscard]] std::optional<ActivityIndex> find_activity(std::string_view id) const;
    [[nodiscard]] std::optional<CheckIndex> find_check(std::string_view id) const;
    /// The check and the position in its items of the item with this id.
    [[nodiscard]] std::optional<std::pair<CheckIndex, std::size_t>> find_item(std::string_view id) const;

    /// All skills, needs before what needs them, otherwise in the order given.
    [[nodiscard]] std::span<const SkillIndex> order() const { return order_; }
    /// Skills that name `skill` in one of their needs, ascending.
    [[nodiscard]] std::span<const SkillIndex> dependents(SkillIndex skill) const { return dependents_.at(skill); }
    /// How many skills lie above `skill`, directly or through others.
    [[nodiscard]] int unlocks(SkillIndex skill) const { return unlocks_.at(skill); }
    [[nodiscard]] std::span<const ActivityIndex> activities_for(SkillIndex skill) const {
        return activities_for_.at(skill);
    }
    [[nodiscard]] std::span<const CheckIndex> checks_for(SkillIndex skill) const { return checks_for_.at(skill); }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    template <class Value>
    using ById = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    CurriculumParts parts_;
    ById<SkillIndex> skill_by_id_;
    ById<ActivityIndex> activity_by_id_;
    ById<CheckIndex> check_by_id_;
    ById<std::pair<CheckIndex, std::size_t>> item_by_id_;
    std::vector<SkillIndex> order_;
    std::vector<std::vector<SkillIndex>> dependents_;
    std::vector<int> unlocks_;
    std::vector<std::vector<ActivityIndex>> activities_for_;
    std::vector<std::vector<CheckIndex>> checks_for_;
};

/// Skills that need each other in a circle, the first repeated at the end ("a", "b", "a"), or nothing. Of several
/// circles the one that holds the earliest skill. Indices in `skills` must be in range.
[[nodiscard]] WAYMARK_EXPORT std::vector<SkillIndex> find_circle(std::span<const Skill> skills);

}  // namespace waymark
