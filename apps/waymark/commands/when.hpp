#pragma once

#include <string>

#include "command.hpp"
#include "waymark/calendar.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/text/dates.hpp"

/// Which day, week or session a teacher means.
namespace waymark::app::commands {

/// The day that was typed for `option` ("--date"), in the order of --date-order. Error (usage) that says what is wrong
/// with it: there is no such day, or it could be two. `in_file`: the day is one of many in a file, whose order the
/// option can say.
[[nodiscard]] Date typed_day(const Arguments& arguments, const std::string& option, const std::string& typed,
                             Date today, bool in_file = false);
/// The same for what has happened: a weekday is the last one. Error (usage) when it lies after today.
[[nodiscard]] Date typed_past_day(const Arguments& arguments, const std::string& option, const std::string& typed,
                                  Date today);
/// A day of the term, typed as `what` ("--by"). Error (usage) when there is no such day or it lies outside the term.
[[nodiscard]] Date day_of_term(const Invocation& invocation, const classroom::ClassFile& file, const std::string& what,
                               const std::string& typed);
/// What --date-order says, or ambiguous.
[[nodiscard]] text::DateOrder typed_date_order(const Arguments& arguments);

/// The week that was typed, or the one to plan: this week on a Monday, otherwise the next.
[[nodiscard]] Date chosen_week(const Invocation& invocation);
/// The week that was named, or the one that is going on; on a weekend the one to come.
[[nodiscard]] Date week_at_hand(const Invocation& invocation);
/// The week whose paper is wanted: the one that was named; else the one that `assign week` plans, when it is planned;
/// else the one that is going on.
[[nodiscard]] Date week_on_paper(const Invocation& invocation, const classroom::Gradebook& book);
/// Error (usage, `hint`) when the last session of this week is over, so that nothing can be planned into it any more.
void refuse_past_week(const Calendar& calendar, Date week, Date today, const std::string& what,
                      const std::string& hint);
/// Error (failed): nothing is planned for this week, and what plans it.
[[noreturn]] void no_plan(Date week);
/// The session that was typed, as a day or as its number in the term; Error (usage) when there is none.
[[nodiscard]] Session find_session(const Invocation& invocation, const Calendar& calendar, const std::string& typed);
/// The session of a day; Error (usage) that names the next one when the class does not meet on it.
[[nodiscard]] Session session_of_day(const Calendar& calendar, Date day);

/// The session that was typed as `argument`, or the next one. Error (failed, `hint`) when the term is over.
[[nodiscard]] Session session_or_next(const Invocation& invocation, const Calendar& calendar,
                                      const std::string& argument, const std::string& hint = "name a session");

}  // namespace waymark::app::commands
