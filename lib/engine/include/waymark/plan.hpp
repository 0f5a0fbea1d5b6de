#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/progress.hpp"
#include "waymark/readiness.hpp"
#include "waymark/retention.hpp"
#include "waymark/status.hpp"

namespace waymark {

constexpr int kLongestReview = 20;  ///< minutes of the longest activity that is offered as a review

/// What a slot is for.
enum class Purpose {
    check,     ///< find out: first where not sure and unseen or right so far, last where the week's work is done
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
        due,           ///< due by the end of session `number`
        overdue,       ///< was due by the end of session `number`
        priority,      ///< the next ready skill of its priority
        unlocks,       ///< `number` later skills build on it
        unseen,        ///< no evidence yet: a short check before time is spent
        right_so_far,  ///< right in all of `number` own observations: one more check may settle it
        shown_once,    ///< right the last of `number` own observations, not always: one more check may settle it
        worked_on,     ///< the work expected for it is done in this week: the check shows whether it was enough
        checked,       ///< session `number` checks it first: where that shows it, this is not needed
        not_sure,      ///< `number` own observations, which do not settle it
        fading,        ///< mastered, last seen `number` days ago
        interest,      ///< the activity meets the student's interest `word`
        tool,          ///< the activity uses the tool the student prefers, `word`
        no_activity,   ///< the class has no activity for it that fits in `number` minutes
        continues,     ///< goes on from an earlier session of the week
        teacher,       ///< the teacher put it here, because of `word`, which may be empty
        goal,          ///< on the way to a goal of the student's own
        requested,     ///< the student asked for it
        aspire,        ///< nothing to aspire to was planned for `number` weeks
        blocked,       ///< one need has kept it closed for long, and may be wrong
        recall,        ///< is expected to be recalled in `number` of 100 cases
        test_ahead,    ///< a test of it is near, and recall would be too low by then
        promising,     ///< one piece of work is expected to teach it in `number` of 100 cases
    };
    Kind kind = Kind::priority;
    int number = 0;
    std::string word;

    friend bool operator==(const Reason&, const Reason&) = default;
};

/// What a piece of a plan is good for, the weightier first: values add up and are compared as tuples, so that no
/// progress makes up for a minute of what is due. No unit but their own; equal values are equally good.
struct PlanValue {
    std::int64_t due = 0;       ///< minutes of must work that is due, the earlier due the more each
    std::int64_t wished = 0;    ///< minutes of what the student asked for or aims at
    std::int64_t progress = 0;  ///< expected skills gained, in millionths for each minute, by priority and taste

    friend auto operator<=>(const PlanValue&, const PlanValue&) = default;
    PlanValue& operator+=(const PlanValue& other) {
        due += other.due;
        wished += other.wished;
        progress += other.progress;
        return *this;
    }
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
    /// The check that will show that it worked: the recommended activity's own, otherwise the skill's shortest.
    std::optional<CheckIndex> shown_by;
    PlanValue value;  ///< of the recommended option; nothing for pins and own practice
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

/// What takes others `minutes` takes a student with this time factor so long, in whole minutes, rounded up.
[[nodiscard]] WAYMARK_EXPORT int minutes_needed(int minutes, double time_factor);

/// A goal that has a date: it presses as must work does that is due then, whatever its priority.
struct GoalDue {
    SkillIndex skill = 0;
    int session = 0;  ///< by whose end it is to be reached
};

/// Somebody for whom a week is planned.
struct PlanStudent {
    std::vector<SkillState> states;      ///< one for each skill of the curriculum
    std::vector<std::string> interests;  ///< lower case
    std::vector<std::string> tools;      ///< tools the student prefers, lower case
    /// Activities this student has done already: offered again only when nothing else is left.
    std::vector<ActivityIndex> done;
    int home_minutes = 0;        ///< of this week
    bool device_at_home = true;  ///< without one nothing with a screen tool is planned at home
    std::vector<int> away;       ///< numbers of sessions in which this student is absent: nothing is planned for them
    std::vector<Pin> pins;       ///< in the order in which they stand in a session
    std::vector<SkillIndex> dropped;  ///< not to be planned this week, except where pinned
    double time_factor = 1.0;         ///< minutes this student needs for one minute of an activity or check; at least 1
    /// One for each skill, or none at all: then a rough one is made of the states.
    std::vector<Prospect> prospects;
    /// The session by whose end this student is to have mastered each skill, or none at all: then the curriculum's due
    /// points hold. own_due_sessions makes them of extensions and of a pace of one's own.
    std::vector<std::optional<int>> due;
    std::vector<SkillIndex> goals;        ///< the student's own; what is missing on the way to them counts as well
    std::vector<GoalDue> goals_due = {};  ///< of the teacher
    std::vector<ActivityIndex> requests;  ///< activities the student asked for this week
    /// All reviews that fall due by the end of the week, in the order of reviews_due: as many are planned as fit into
    /// `review_minutes`, and no other mastered skill. Nothing: any that is to refresh or may be lost.
    std::optional<std::vector<Review>> reviews = std::nullopt;
    int review_minutes = std::numeric_limits<int>::max();
    /// Blocked skills of which a check is offered all the same, because a need may be wrong: who succeeds is past it.
    std::vector<SkillIndex> probes = {};
    int weeks_without_aspire = 0;  ///< weeks before this one in which nothing of priority aspire was planned
    int yielded = 0;               ///< first choices this student lost to a full activity, this term before this week
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
    /// Tools that mean a screen, as activities name them, and a student's minutes with them in the week, class and home
    /// together, whatever is chosen; nothing = any.
    std::vector<std::string> screen_tools;
    std::optional<int> screen_minutes;
    double own_share = 0.0;  ///< of a student's minutes in the week, kept for the student's own goals
    int aspire_weeks = 4;    ///< within so many weeks everybody is offered something of priority aspire
    ReadinessPolicy readiness;
};

struct PlanRequest {
    std::span<const Session> sessions;  ///< of the week, in order
    Date today{};                       ///< the day from which readiness is judged
    /// Number of the first session that is not yet over: what is due earlier is overdue, and earlier sessions hold what
    /// is pinned there and nothing else. A week that is over as a whole is planned as it would have been.
    int next_session = 1;
    std::vector<PlanStudent> students;
    PlanPolicy policy;
    double term_left = 0.5;  ///< share of the term still to come, 0 to 1: the more, the more opening skills is worth
    /// Class minutes of the term still to come, this week's among them; 0 = not known, and everybody has use for all.
    int term_minutes = 0;
};

struct StudentPlan {
    std::vector<Slot> slots;  ///< by session, home last
    int planned_minutes = 0;
    int unused_minutes = 0;  ///< in class: nothing ready fits any more
    int yielded = 0;  ///< full activities this student was turned away from this week and did not have later in it
};

/// One plan for each student, in their order. The week is stated as an optimisation; what comes first is never traded
/// for what comes later:
///  1. What must hold. No slot needs a skill that is not mastered (or opened by direct success); slots fit the minutes
///     of their session, of the student (time_factor) and of home; in one session the class is at most at
///     `distinct_activities` activities, and an activity at most at its capacity, every option on offer counted;
///     preparations, marking, screens and the share of checks are kept; nothing dropped is planned. What is pinned
///     stands first and as it is, whatever the rest says, and the plan is made around it. A skill that is not sure and
///     unseen is checked before it is taught where the class has a check for it, and taught from the session after the
///     check on, or in what is left of its session when nothing else is ready: most of what was never taught is not
///     known, and a result in between takes the teaching out again.
///  2. Something to aspire to, once, where `aspire_weeks` would go by without; then must work that is due: overdue, due
///     this week, or needed by what is due so that it has to be begun this week.
///  3. What the student asked for, and the share of the week that is kept for the student's own goals.
///  4. Expected progress: what a piece of work is expected to teach and to open, must four and should two times as
///     much as aspire, the sooner due the more, refreshing what may be lost included; a little more for interests and
///     preferred tools.
/// Points 2 to 4 are PlanValue. For each student, session after session, the sum of the values of the session's slots
/// is the greatest that the activities of the session and their free places allow, one slot for a skill in a session
/// (a knapsack, solved exactly). The activities of a session are those that serve the class best, found by greedy
/// choice and exchange; a student's rarer needs count more than those many share, which come round again, and who will
/// be done with everything before the term ends counts less than who has no time to lose. Seats of a full activity go
/// first to those who lost most first choices before, then in turn. The same request gives the same plans.
/// std::invalid_argument when a student lacks a state for a skill, has prospects or due points for some skills only, a
/// pin lacks an option or a reason, or a time_factor is below 1; std::out_of_range for a goal or request that is not in
/// the curriculum.
[[nodiscard]] WAYMARK_EXPORT std::vector<StudentPlan> plan_week(const Curriculum& curriculum,
                                                                const PlanRequest& request);

}  // namespace waymark
