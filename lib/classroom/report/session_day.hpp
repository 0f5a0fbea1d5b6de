#pragma once

#include <optional>

#include "waymark/calendar.hpp"

namespace waymark::classroom {

/// The day of a session of the term; nothing at home, or for a number that the term does not have.
inline std::optional<Date> day_of(const Calendar& calendar, std::optional<int> number) {
    const auto session = number ? calendar.session(*number) : std::nullopt;
    return session ? std::optional(session->date) : std::nullopt;
}

}  // namespace waymark::classroom
