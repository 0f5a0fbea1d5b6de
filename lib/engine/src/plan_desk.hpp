#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "plan_fill.hpp"
#include "waymark/plan.hpp"

namespace waymark::plan {

/// An activity or a check, as it counts toward what the class does at once.
struct Work {
    bool is_check = false;
    std::size_t index = 0;

    friend auto operator<=>(const Work&, const Work&) = default;
};

/// One skill a student could work on this week.
struct Need {
    SkillIndex skill = 0;
    Purpose purpose = Purpose::learn;
    int minutes_left = 0;             ///< of the work expected for it
    bool started = false;             ///< has a slot earlier in this week
    std::optional<int> checked = {};  ///< the session of this week that checks it first
    std::int64_t due = 0;             ///< value of one minute; 0 where nothing presses
    bool goal = false;                ///< on the way to a goal of the student's own
    bool aspires = false;             ///< the student waits for something to aspire to
    bool fading = false;              ///< a review of it is due already
    bool probe = false;               ///< blocked, and checked all the same: a need may be wrong
    double worth = 0.0;               ///< skills expected to be gained by one piece of work, by priority
    int in_100 = 0;                   ///< how often one piece of work is expected to teach it
};

/// What a student could do for one need in one session.
struct Choice {
    Need* need = nullptr;
    std::vector<Work> work;
    std::vector<Piece> pieces;  ///< one for each work
};

/// A student while the week is being filled.
struct Desk {
    std::vector<Standing> standings;
    std::vector<Need> needs;  ///< by urgency
    int check_minutes_left = 0;
    int screen_minutes_left = 0;
    int own_minutes_left = 0;  ///< of the share kept for the student's own goals
    std::set<ActivityIndex> done;
    std::set<Work> turned_away;  ///< from what was full, and has not had since
    bool impatient = false;      ///< has nothing else for what is left of the session than what waits for a result
    StudentPlan plan;
};

/// The session by whose end this student is to have mastered the skill.
std::optional<int> due_session(const Curriculum& curriculum, const PlanStudent& student, SkillIndex skill);

constexpr int kShortWork = 15;         ///< minutes of the shortest piece of work that is worth planning
constexpr int kShortestPractice = 10;  ///< minutes of practice in the student's own way
constexpr int kPieceMinutes = 20;      ///< of the piece of work that a prospect speaks of

/// A session of a week that has begun, and which is behind the class.
[[nodiscard]] bool is_over(const PlanRequest& request, int session);

/// Whether the check says something of the skill.
[[nodiscard]] bool checks(const Curriculum& curriculum, CheckIndex check, SkillIndex skill);

/// The review of `skill`, or nothing.
const Review* review_of(std::span<const Review> reviews, SkillIndex skill);

/// The student at the start of the week: where they stand on each skill, and what they could work on, by urgency.
Desk open_desk(const Curriculum& curriculum, const PlanRequest& request, const PlanStudent& student);

/// Of one minute of work on this need.
PlanValue minute_value(const Desk& desk, const Need& need);

bool on_screen(const Curriculum& curriculum, const PlanPolicy& policy, const Option& option);

/// Whether the result of a check of this week is still to come in this session (nothing: at home, after all of them).
/// Who is impatient goes on in the session of the check itself.
[[nodiscard]] bool waits(const Desk& desk, const Need& need, std::optional<int> session);

/// The work expected for it is done within this week: what is left is to see whether it was enough.
[[nodiscard]] inline bool to_be_shown(const Need& need) {
    return need.started && need.purpose == Purpose::learn && need.minutes_left <= 0 && !need.checked;
}

/// Nothing is left to do for it in this week.
[[nodiscard]] inline bool is_done(const Need& need) {
    return need.minutes_left <= 0 && !to_be_shown(need);
}

/// Puts the slot into the student's plan; what comes later in the week knows of it.
void settle(const Curriculum& curriculum, const PlanPolicy& policy, Desk& desk, Need& need, const Slot& slot);

}  // namespace waymark::plan
