#include "commands/typed_days.hpp"

#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::commands {

using classroom::Error;

std::optional<TypedDays> typed_days(const std::string& typed, Date today) {
    const auto dots = typed.find("..");
    const auto from = text::parse_date(typed.substr(0, dots), today);
    const auto to = dots == std::string::npos ? from : text::parse_date(typed.substr(dots + 2), today);
    if (!from || !to) return std::nullopt;
    if (*to < *from) {
        throw Error(Error::Kind::usage, "\"" + typed + "\" ends before it begins", "write the earlier day first");
    }
    if (*to - *from > std::chrono::days(400)) {
        throw Error(Error::Kind::usage, "\"" + typed + "\" is longer than a school year", "is it the right year?");
    }
    return TypedDays{*from, *to};
}

std::optional<Date> weekday_that_is_over(const std::string& typed, Date today) {
    const auto day = text::parse_date(typed, today), past = text::parse_past_date(typed, today);
    if (!day || !past || *day <= today || *past != *day - std::chrono::days(7)) return std::nullopt;
    return monday_of(*past) == monday_of(today) ? past : std::nullopt;
}

}  // namespace waymark::app::commands
