#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/readiness.hpp"
#include "waymark/status.hpp"

namespace waymark {

/// What a slot is for.
enum class Purpose {
    check,     ///< find out first: not sure and unseen
    learn,     ///< a ready skill
    practise,  ///< a ready skill for which the class has no activity that fits: the student's own choice
    refresh,   ///< a mastered skill that may be fading
};

/// One thing to choose in a slot. Exactly one of activity and check, or neither: "practise, your choice".
struct Option {
    std::optional<ActivityIndex> activity;
    std::optional<CheckIndex> check;
    int minutes = 0;

    friend bool operator==(const Option&, const Option&) = default;
};

/// Why an entry is in the plan, as data; a renderer makes the sentence.
struct Reason {
    enum class Kind {
        due,          ///< due by the end of session `number`
        overdue,      ///< was due by the end of session `number`
        priority,     ///< the next ready skill of its priority
        unlocks,      ///< `number` later skills build on it
        unseen,       ///< no evidence yet: a short check before time is spent
        not_sure,     ///< `number` own observations, which do not settle it
        fading,       ///< mastered, last seen `number` days ago
        interest,     ///< the activity meets the student's interest `word`
        tool,         ///< the activity uses the tool the student prefers, `word`
        no_activity,  ///< the class has no activity for it that fits in `number` minutes
        continues,    ///< goes on from an earlier session of the week
        teacher,      ///< the teacher put it here, because of `word`, which may be empty
    };
    Kind kind = Kind::priority;
    int number = 0;
    std::string word;

    friend bool operator==(const Reason&, const Reason&) = default;
};

/// One entry of a plan.
struct Slot {
    std::optional<int> session;  ///< session number; nothing = at home
    Purpose purpose = Purpose::learn;
    SkillIndex skill = 0;
    int minutes = 0;                 ///< the longest of the options
    std::vector<Option> options;     ///< 1 to options_per_slot, the recommended one first, none twice
    std::vector<Reason> reasons;     ///< the weightiest first, never empty
    std::optional<std::size_t> pin;  ///< which of the student's pins this is
};

/// A slot that is there already: the teacher's word, or a week that has begun. It is planned as it is, and the plan is
/// made around it: its minutes are gone, its activities are among those of the session.
struct Pin {
    std::optional<int> session;  ///< session number of the week; nothing = at home
    Purpose purpose = Purpose::learn;
    SkillIndex skill = 0;
    std::vector<Option> options;  ///< at least one; their minutes as they are
    std::vector<Reason> reasons;  ///< at least one
};

/// Somebody for whom a week is planned.
struct PlanStudent {
    std::vector<SkillState> states;      ///< one for each skill of the curriculum
    std::vector<std::string> interests;  ///< lower case
    std::vector<std::string> tools;      ///< tools the student prefers, lower case
    /// Activities this student has done already: offered again only when nothing else is left.
    std::vector<ActivityIndex> done;
    int home_minutes = 0;   ///< of this week
    std::vector<int> away;  ///< numbers of sessions in which this student is absent: nothing is planned for them
    std::vector<Pin> pins;  ///< in the order in which they stand in a session
    std::vector<SkillIndex> dropped;  ///< not to be planned this week, except where pinned
    double time_factor = 1.0;         ///< minutes this student needs for one minute of an activity or check; at least 1
};

struct PlanPolicy {
    int options_per_slot = 3;     ///< at least 1; two to four is sensible
    int distinct_activities = 4;  ///< at once, over the whole class, in one session
    double check_share = 0.15;    ///< checks take at most this share of a student's planned minutes in the week
    /// Different activities with preparation of their own that the teacher gets ready in the week; nothing = any
    /// number.
    std::optional<int> new_preparations;
    /// The teacher's marking of what the week plans, however students choose; nothing = any.
    std::optional<int> marking_minutes;
    ReadinessPolicy readiness;
};

struct PlanRequest {
    std::span<const Session> sessions;  ///< of the week, in order
    Date today{};                       ///< the day from which readiness is judged
    int next_session = 1;  ///< number of the first session that is not yet over: what is due earlier is overdue
    std::vector<PlanStudent> students;
    PlanPolicy policy;
};

struct StudentPlan {
    std::vector<Slot> slots;  ///< by session, home last
    int planned_minutes = 0;
    int unused_minutes = 0;  ///< in class: nothing ready fits any more
};

/// One plan for each student, in their order. What holds for every plan:
/// no slot needs a skill that is not mastered (or opened by direct success); the options of a session fit its minutes;
/// must comes before should before aspire among what is ready, earlier due before later; in one session the class is
/// at most at `distinct_activities` activities, capacity is respected; a skill that is not sure and unseen is checked
/// before it is taught where the class has a check for it. What is pinned stands first and as it is, whatever the rest
/// of this paragraph says; what the planner adds keeps within preparations and marking. The same request gives the same
/// plans. std::invalid_argument when a student lacks a state for a skill, a pin lacks an option or a reason, or a
/// time_factor is below 1.
[[nodiscard]] WAYMARK_EXPORT std::vector<StudentPlan> plan_week(const Curriculum& curriculum,
                                                                const PlanRequest& request);

}  // namespace waymark
