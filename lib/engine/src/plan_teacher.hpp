#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "plan_desk.hpp"

namespace waymark::plan {

std::optional<Work> work_of(const Option& option);

/// What one teacher can get ready and mark in the week, and how much of it is gone.
class TeacherWeek {
public:
    /// Both must outlive it.
    TeacherWeek(const Curriculum& curriculum, const PlanPolicy& policy) : curriculum_(curriculum), policy_(policy) {}

    /// A student has this slot: the most that any of its options costs is gone.
    void spend(const std::vector<Option>& options);
    /// Leaves what the teacher can still get ready and mark this week, the best first.
    void keep_within_limits(std::vector<Work>& work) const;
    /// For how many students there is time to mark it; without a limit for any number.
    [[nodiscard]] std::size_t places_to_mark(Work work) const;
    /// May all of these be done this week?
    [[nodiscard]] bool can_prepare(const std::vector<Work>& work) const;

private:
    [[nodiscard]] int marking_of(Work work) const;
    [[nodiscard]] bool needs_preparation(Work work) const;
    bool prepare(Work work, std::set<Work>& prepared) const;

    const Curriculum& curriculum_;
    const PlanPolicy& policy_;
    std::set<Work> prepared_;  ///< what the week needs prepared so far
    int marking_ = 0;          ///< minutes of marking so far, at the most
};

}  // namespace waymark::plan
