#pragma once

#include <functional>
#include <tuple>
#include <vector>

#include "plan_teacher.hpp"

namespace waymark::plan {

using Allowed = std::function<bool(Work)>;

/// What there is to do for each student, and how good it would be.
class Menu {
public:
    /// All must outlive it.
    Menu(const Curriculum& curriculum, const PlanRequest& request, std::vector<Desk>& desks, const TeacherWeek& teacher)
        : curriculum_(curriculum), request_(request), desks_(desks), teacher_(teacher) {}

    /// What student `at` could do in `minutes` of a session (nothing: at home), need by need, the best first; a piece
    /// of work that serves several needs stands with the one it serves best.
    [[nodiscard]] std::vector<Choice> choices(std::size_t at, int minutes, std::optional<int> session,
                                              const Allowed& allowed) const;
    [[nodiscard]] PlanValue value_of(std::size_t at, const Need& need, Work work) const;
    /// As long as this student takes for it.
    [[nodiscard]] int minutes_of(std::size_t at, Work work) const;
    [[nodiscard]] std::size_t capacity_of(Work work) const;
    /// Not on a screen, or on one that the student has there and still has the minutes for.
    [[nodiscard]] bool screen_allows(std::size_t at, Work work, bool home) const;

private:
    [[nodiscard]] bool to_find_out(std::size_t at, SkillIndex skill) const;
    [[nodiscard]] int interest_of(std::size_t at, const Activity& activity) const;
    [[nodiscard]] std::vector<Work> work_for(std::size_t at, const Need& need, int minutes, bool home) const;
    [[nodiscard]] bool all_open(std::size_t at, const Activity& activity) const;
    [[nodiscard]] std::tuple<bool, bool, int, std::size_t> preference(std::size_t at, Work work) const;

    const Curriculum& curriculum_;
    const PlanRequest& request_;
    std::vector<Desk>& desks_;
    const TeacherWeek& teacher_;
};

}  // namespace waymark::plan
