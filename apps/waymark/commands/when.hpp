#pragma once

#include <string>

#include "command.hpp"
#include "waymark/calendar.hpp"

/// Which week or session a teacher means.
namespace waymark::app::commands {

/// The week that was typed, or the one to plan: this week on a Monday, otherwise the next.
[[nodiscard]] Date chosen_week(const Invocation& invocation);
/// The week that was named, or the one that is going on; on a weekend the one to come.
[[nodiscard]] Date week_at_hand(const Invocation& invocation);
/// Error (failed): nothing is planned for this week, and what plans it.
[[noreturn]] void no_plan(Date week);
/// The session that was typed, as a day or as its number in the term; Error (usage) when there is none.
[[nodiscard]] Session find_session(const Invocation& invocation, const Calendar& calendar, const std::string& typed);

}  // namespace waymark::app::commands
