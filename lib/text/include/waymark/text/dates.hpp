#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

using Date = std::chrono::sys_days;

/// "2026-11-24".
[[nodiscard]] std::string iso_date(Date date);
/// "Tue 24 Nov 2026": English, for people.
[[nodiscard]] std::string long_date(Date date);
/// "24 Nov".
[[nodiscard]] std::string short_date(Date date);
/// "2026-W48": the ISO week that holds `date`.
[[nodiscard]] std::string iso_week(Date date);
/// "16–22 Nov": the week that holds `date`, Monday to Sunday.
[[nodiscard]] std::string week_span(Date date);
/// "Mon", "Tue" …
[[nodiscard]] std::string weekday_name(Date date);

/// Exactly YYYY-MM-DD and a day that exists.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

/// In which order a file, or a teacher, writes the parts of a day.
enum class DateOrder { iso, day_first, month_first, ambiguous };

/// A day as people type it: ISO date ("2026-11-6" too), ISO week (its Monday), today, tomorrow, yesterday, a weekday
/// ("fri": the coming one, today included), "next mon" (of the next ISO week), "+3d", "+2w", "24 Nov" and "24 Nov 2026"
/// and "Nov 24, 2026", "24.11.2026" (dots: always day first), "24/11/2026" (in `order`, or in the only one that is a
/// day).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text, Date today, DateOrder order = DateOrder::ambiguous);

/// The same for what has happened: a weekday is the last such day, today included; a month and day without a year that
/// would lie after today are those of the year before.
[[nodiscard]] std::optional<Date> parse_past_date(std::string_view text, Date today,
                                                  DateOrder order = DateOrder::ambiguous);

/// The two days that "6/11/2026" could be, the day-first one before the other; empty for everything else.
[[nodiscard]] std::vector<Date> two_days(std::string_view text);

/// The Monday of a week as people type it: "2026-W48", "this", "next", any day of it as parse_date reads it, or its
/// number ("W48", "week 48", "48"): then the week of that number which is nearest to today.
[[nodiscard]] std::optional<Date> parse_week(std::string_view text, Date today);

/// The one order that all of these cells allow ("14/09/2026" is day first); ambiguous when both orders fit all. Dots
/// are always day first and say nothing about slashes.
[[nodiscard]] DateOrder date_order(const std::vector<std::string>& cells);
/// One cell of a file: ISO (a time after it is ignored), a/b/yyyy in `order`, d.m.yyyy, "14 September 2026".
[[nodiscard]] std::optional<Date> parse_cell_date(std::string_view cell, DateOrder order);

}  // namespace waymark::text
