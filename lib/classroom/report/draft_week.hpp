#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/week_plan.hpp"
#include "waymark/plan.hpp"

namespace waymark::classroom {

/// A slot that is in the plan before the planner begins.
struct Fixed {
    std::optional<Date> on;
    Pin pin;
    const StoredSlot* kept = nullptr;  ///< the stored slot it was
    std::vector<std::string> reasons;  ///< sentences, when it is not
    std::string title;                 ///< of what the student proposed
    int number = 0;                    ///< of the slot whose place it takes
    /// Others do it at the same time: it begins the session, the whole class before groups before projects.
    int with_others = 0;  ///< 3: most of the class, 2: a group of this session, 1: a project, 0: nobody
};

/// One student's week while it is prepared for the planner. Everything given must outlive it.
class DraftWeek {
public:
    DraftWeek(const ClassState& state, const std::vector<Session>& sessions, Date week, const StudentState& student);

    /// Puts back what stays of the plan there was. Whether that is all of it, and nothing is new.
    bool keep(const StoredPlan& plan, Keep how, bool everything);

    /// Whether the student proposed something that is not in the plan yet.
    [[nodiscard]] bool has_open_proposals() const { return !open_.empty(); }
    /// Makes room for what the student proposes in the plan as it would be `without`: each in the first session, else
    /// at home, where neither what is fixed nor a lesson or check of must work that is due by the end of the week needs
    /// the time; all within the share of the week kept for the student's own, though the first may be longer.
    void place_proposals(const StudentPlan& without);

    /// Ready for the planner, with what is fixed in order.
    [[nodiscard]] PlanStudent for_planner();

    std::vector<Fixed> fixed;
    PlanStudent request;

private:
    /// By session, 0 for home: what the pins so far take.
    [[nodiscard]] std::map<int, int> pinned_minutes() const;

    [[nodiscard]] const StudentRequest* proposal_of(const StoredSlot& slot) const;
    [[nodiscard]] int own_minutes() const;

    /// Whether it offers what the student does in a group of that session.
    [[nodiscard]] bool is_of_group(const StoredSlot& slot) const;

    void drop(const std::string& skill);
    [[nodiscard]] bool is_dropped(SkillIndex skill) const;
    [[nodiscard]] bool is_taken_out(const StoredSlot& slot) const;
    [[nodiscard]] bool is_away(int session) const;
    [[nodiscard]] bool is_about(const Fixed& one, const std::string& skill) const;

    void pin(const PlanOverride& change);

    /// A member works on the project in each of its sessions.
    void join(const Project& project);

    /// A group that was fixed for a session works there.
    void join(const FixedGroup& group);

    [[nodiscard]] std::string project_sentence(const Project& project) const;

    [[nodiscard]] bool same_options(const Fixed& one, const StoredSlot& slot) const;

    [[nodiscard]] Pin pin_of(const StoredSlot& slot, SkillIndex skill, const Session* session) const;

    [[nodiscard]] bool still_of_use(const StoredPlan& plan, const StoredSlot& slot, SkillIndex skill) const;

    /// Such a check shows whether the week's work was enough.
    [[nodiscard]] static bool is_worked_on_before(const StoredPlan& plan, const StoredSlot& check);

    const ClassState& state_;
    const Curriculum& curriculum_;
    const std::vector<Session>& sessions_;
    const StudentState& student_;
    std::vector<PlanOverride> taken_out_;
    std::vector<StudentRequest> proposals_;  ///< of the week
    std::vector<StudentRequest> open_;       ///< of these, not in the plan yet
};

}  // namespace waymark::classroom
