#pragma once

#include <optional>
#include <string>

#include "waymark/calendar.hpp"

namespace waymark::app::commands {

/// A day, or all days from one to another.
struct TypedDays {
    Date from{};
    Date to{};
};

/// "2026-11-12", "thu", "2026-11-09..2026-11-20"; nothing for what is no day. Error (usage) when the days end before
/// they begin, or are more than a school year.
[[nodiscard]] std::optional<TypedDays> typed_days(const std::string& typed, Date today);

/// The day of this week that a weekday may have meant, which is over, where it was taken for one to come.
[[nodiscard]] std::optional<Date> weekday_that_is_over(const std::string& typed, Date today);

}  // namespace waymark::app::commands
