#include "read_ical.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using std::chrono::days;

/// No school calendar repeats an event more often.
constexpr std::size_t kMostTimes = 1000;
constexpr auto kLongest = days(1000);

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

std::optional<Date> date_of(icaltimetype time) {
    if (icaltime_is_null_time(time) != 0 || icaltime_is_valid_time(time) == 0) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year(time.year),
                                          std::chrono::month(static_cast<unsigned>(time.month)),
                                          std::chrono::day(static_cast<unsigned>(time.day))};
    if (!day.ok()) return std::nullopt;
    return Date(day);
}

bool wanted(const std::string& title, const std::vector<std::string>& only) {
    if (only.empty()) return true;
    const auto key = text::match_key(title);
    return std::ranges::any_of(
        only, [&](const std::string& word) { return key.find(text::match_key(word)) != std::string::npos; });
}

void add_event(icalcomponent* event, const std::vector<std::string>& only, std::vector<Break>& breaks) {
    const auto start = icalcomponent_get_dtstart(event);
    const auto first = date_of(start);
    if (!first || start.is_date == 0 || icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return;
    const char* summary = icalcomponent_get_summary(event);
    const std::string title = summary == nullptr ? "break" : text::trim(summary);
    if (!wanted(title, only)) return;
    // The end of a whole-day event is the day after it.
    const auto end = date_of(icalcomponent_get_dtend(event));
    const auto length = end && *end > *first ? std::min<Date::duration>(*end - *first, kLongest) : days(1);
    breaks.push_back({title, *first, *first + length - days(1)});

    auto* repeated = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (repeated == nullptr) return;
    const auto rule = icalproperty_get_rrule(repeated);
    // A whole day cannot come back within a day.
    if (rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE ||
        rule.freq == ICAL_HOURLY_RECURRENCE || rule.freq == ICAL_NO_RECURRENCE) {
        return;
    }
    auto* iterator = icalrecur_iterator_new(rule, start);
    if (iterator == nullptr) return;
    for (std::size_t times = 0; times < kMostTimes; ++times) {
        const auto next = date_of(icalrecur_iterator_next(iterator));
        if (!next || *next > *first + kLongest) break;
        if (*next != *first) breaks.push_back({title, *next, *next + length - days(1)});
    }
    icalrecur_iterator_free(iterator);
}

}  // namespace

std::optional<std::vector<Break>> breaks_of_ical(const std::string& text, const std::vector<std::string>& only) {
    if (text.find("BEGIN:VCALENDAR") == std::string::npos) return std::nullopt;
    const std::unique_ptr<icalcomponent, FreeComponent> root(icalparser_parse_string(text.c_str()));
    if (!root) return std::nullopt;
    std::vector<Break> breaks;
    const auto add_all = [&](icalcomponent* calendar) {
        for (auto* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
             event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            add_event(event, only, breaks);
        }
    };
    if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) add_all(root.get());
    for (auto* inner = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); inner != nullptr;
         inner = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT)) {
        add_all(inner);
    }
    std::ranges::sort(breaks, {}, &Break::from);
    return breaks;
}

}  // namespace waymark::classroom
