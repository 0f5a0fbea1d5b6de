#pragma once

#include <vector>

#include "plan_slot.hpp"

namespace waymark::plan {

/// Practice in the student's own way: what class time goes into where nothing of the session's activities fits.
class Practice {
public:
    /// All must outlive it.
    Practice(const Curriculum& curriculum, const PlanRequest& request, std::vector<Desk>& desks, const SlotMaker& slots)
        : curriculum_(curriculum), request_(request), desks_(desks), slots_(slots) {}

    /// Fills `left` minutes of a session with the most pressing skills; returns what is left then.
    int fill(std::size_t at, int session, int left);
    /// Minutes that were practised: `minutes`.
    int practise(std::size_t at, int session, Need& need, int minutes);
    /// The minutes of a check that was taken out go into practice of its session.
    void instead_of(std::size_t at, const Slot& check);
    /// A must skill that was due and has nothing in the week, for want of places or of the teacher's time, takes the
    /// practice of what presses less.
    void give_overdue(std::size_t at);

private:
    [[nodiscard]] bool awaits_lesson(std::size_t at, const Need& need) const;
    [[nodiscard]] bool is_overdue(std::size_t at, const Need& need) const;

    const Curriculum& curriculum_;
    const PlanRequest& request_;
    std::vector<Desk>& desks_;
    const SlotMaker& slots_;
};

}  // namespace waymark::plan
