#pragma once

#include <optional>
#include <string>
#include <vector>

#include "waymark/calendar.hpp"

namespace waymark::classroom {

/// The breaks of an iCalendar text (RFC 5545): its whole-day events, each with its days; of a repeated one every time
/// it falls within 1,000 days after its first. With `only`, events whose title holds one of these words, whatever the
/// case. Cancelled events and those with hours are left out. Nothing when the text is no iCalendar.
[[nodiscard]] std::optional<std::vector<Break>> breaks_of_ical(const std::string& text,
                                                               const std::vector<std::string>& only);

}  // namespace waymark::classroom
