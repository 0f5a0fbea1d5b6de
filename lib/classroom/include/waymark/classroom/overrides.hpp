#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/classroom/events.hpp"

/// What the teacher puts into plans and takes out of them. It holds whenever the week is planned again.
namespace waymark::classroom {

/// One thing a pinned slot offers: an activity, a check, or neither (practice of one's own choice).
struct OverrideOption {
    std::string activity;
    std::string check;
    int minutes = 0;

    friend bool operator==(const OverrideOption&, const OverrideOption&) = default;
};

struct PlanOverride {
    enum class Kind {
        pin,       ///< this slot stands in the week
        drop,      ///< this slot goes, and its skill is planned in the week only where it is pinned
        take_out,  ///< this slot goes, and its skill may stand elsewhere
    };
    StudentId student = 0;
    Date week{};
    Kind kind = Kind::pin;
    std::optional<Date> on;  ///< of the slot; nothing = at home
    std::string purpose = "learn";
    std::string skill;  ///< id
    std::vector<OverrideOption> options;
    std::string because;
};

/// Work of a group over several sessions.
struct Project {
    std::int64_t id = 0;
    std::string name;
    std::string activity;  ///< id
    Date starts_on{};
    std::vector<StudentId> members;
    struct Milestone {
        std::string title;
        Date due_on{};
    };
    std::vector<Milestone> milestones;  ///< by day

    [[nodiscard]] bool has(StudentId student) const { return std::ranges::find(members, student) != members.end(); }
};

}  // namespace waymark::classroom
