#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/export.hpp"

namespace waymark {

struct ConferencePolicy {
    int minutes_in_session = 0;  ///< that the teacher talks with single students; 0 = no conferences
    int minutes_each = 5;        ///< at least 1
};

/// Somebody who may be talked with.
struct ConferenceStudent {
    int sessions_waited = 0;  ///< sessions of this student since the last conference, or since the first session
    std::vector<int> away;    ///< numbers of sessions in which this student is absent
};

struct ConferenceTurn {
    int session = 0;
    std::size_t student = 0;
    int sessions_waited = 0;  ///< when the session begins
};

/// Who is talked with in which of the sessions, in order: as many as fit the minutes of a session, who has waited
/// longest first, then in the order of the students; nobody twice. std::invalid_argument when minutes_each is below 1.
[[nodiscard]] WAYMARK_EXPORT std::vector<ConferenceTurn> plan_conferences(std::span<const Session> sessions,
                                                                          std::span<const ConferenceStudent> students,
                                                                          const ConferencePolicy& policy);

}  // namespace waymark
