#pragma once

#include <optional>
#include <vector>

#include "plan_menu.hpp"

namespace waymark::plan {

/// Makes the entries of plans, with options and reasons.
class SlotMaker {
public:
    /// All must outlive it.
    SlotMaker(const Curriculum& curriculum, const PlanRequest& request, const Menu& menu)
        : curriculum_(curriculum), request_(request), menu_(menu) {}

    /// `work`: what could be done, the recommended first.
    [[nodiscard]] Slot of_work(std::size_t at, std::optional<int> session, const Need& need,
                               const std::vector<Work>& work) const;
    /// In the student's own way.
    [[nodiscard]] Slot of_practice(std::size_t at, int session, const Need& need, int minutes) const;
    [[nodiscard]] Slot of_pin(const Pin& pin, std::size_t number) const;

private:
    [[nodiscard]] std::optional<CheckIndex> shown_by(SkillIndex skill, const Option& option) const;
    [[nodiscard]] std::vector<Work> differing(std::vector<Work> work) const;
    [[nodiscard]] std::vector<Reason> reasons(std::size_t at, const Need& need) const;
    void add_taste(std::size_t at, Work work, std::vector<Reason>& list) const;

    const Curriculum& curriculum_;
    const PlanRequest& request_;
    const Menu& menu_;
};

}  // namespace waymark::plan
