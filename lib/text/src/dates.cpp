#include "waymark/text/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "waymark/text/names.hpp"

namespace waymark::text {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kLongMonths{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::array<const char*, 12> kShownMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays{"sunday",   "monday", "tuesday", "wednesday",
                                                "thursday", "friday", "saturday"};
constexpr std::array<const char*, 7> kShownDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::optional<int> number(std::string_view digits, std::size_t at_most) {
    if (digits.empty() || digits.size() > at_most) return std::nullopt;
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Date> day_of(int year, int month, int day) {
    const year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day)));
    if (year < 1900 || year > 2200 || month < 1 || day < 1 || !date.ok()) return std::nullopt;
    return Date(date);
}

Date monday_of(Date day) {
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

struct IsoWeek {
    int year;
    int week;
};

IsoWeek iso_week_of(Date day) {
    // The year of a week is the year of its Thursday (ISO 8601).
    const auto thursday = monday_of(day) + days(3);
    const auto year = year_month_day(thursday).year();
    const auto first = Date(year / std::chrono::January / 1);
    return {static_cast<int>(year), static_cast<int>((thursday - first).count() / 7 + 1)};
}

std::optional<Date> monday_of_week(int year, int week) {
    const auto fourth = day_of(year, 1, 4);
    if (!fourth || week < 1 || week > 53) return std::nullopt;
    const auto monday = monday_of(*fourth) + days(7 * (week - 1));
    if (iso_week_of(monday).year != year) return std::nullopt;
    return monday;
}

std::optional<int> month_named(std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);
    for (std::size_t at = 0; at < kMonths.size(); ++at) {
        if (word == kMonths[at] || word == kLongMonths[at] || (at == 8 && word == "sept"))
            return static_cast<int>(at) + 1;
    }
    return std::nullopt;
}

std::optional<std::chrono::weekday> day_named(std::string_view word) {
    for (unsigned at = 0; at < kDays.size(); ++at) {
        if (word.size() >= 3 && kDays[at].starts_with(word)) return std::chrono::weekday(at);
    }
    return std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto key = match_key(text);
    std::string word;
    for (const char c : key + " ") {
        if (c != ' ' && c != ',') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// "24 nov [2026]", "nov 24 [2026]"; without a year, the one of `default_year` if there is one.
std::optional<Date> named_month_date(const std::vector<std::string>& words, std::optional<int> default_year) {
    if (words.size() < 2 || words.size() > 3) return std::nullopt;
    auto month = month_named(words[1]);
    auto day = words[0];
    if (!month) {
        month = month_named(words[0]);
        day = words[1];
    }
    for (const std::string_view ending : {"st", "nd", "rd", "th", "."}) {
        if (day.size() > ending.size() && day.ends_with(ending)) {
            day.resize(day.size() - ending.size());
            break;
        }
    }
    const auto day_number = number(day, 2);
    int year = default_year.value_or(0);
    if (words.size() == 3) year = words[2].size() == 4 ? number(words[2], 4).value_or(0) : 0;
    if (!month || !day_number) return std::nullopt;
    return day_of(year, *month, *day_number);
}

/// The week of this number that is nearest to today: W02 in November is in January.
std::optional<Date> nearest_week(int week, Date today) {
    std::optional<Date> nearest;
    const int year = iso_week_of(today).year;
    for (const int one : {year - 1, year, year + 1}) {
        const auto monday = monday_of_week(one, week);
        if (!monday) continue;
        const auto apart = [&](Date day) { return std::chrono::abs(day - monday_of(today)); };
        if (!nearest || apart(*monday) < apart(*nearest)) nearest = monday;
    }
    return nearest;
}

std::optional<Date> week_named(std::string_view key, Date today) {
    const auto w = key.find('w');
    if (w == std::string_view::npos) return std::nullopt;
    const auto week = number(key.substr(w + 1), 2);
    if (!week) return std::nullopt;
    if (w == 0) return nearest_week(*week, today);
    if (w != 5 || key[4] != '-') return std::nullopt;
    const auto year = number(key.substr(0, 4), 4);
    return year ? monday_of_week(*year, *week) : std::nullopt;
}

/// The three numbers of "a/b/c", with one kind of separator throughout.
std::optional<std::array<std::string_view, 3>> three_parts(std::string_view cell) {
    const auto first = cell.find_first_of("/.-");
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = cell.find(cell[first], first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return std::array{cell.substr(0, first), cell.substr(first + 1, second - first - 1), cell.substr(second + 1)};
}

std::string without_time(std::string_view cell) {
    auto text = trim(cell);
    const auto t = text.find_first_of("T ");
    // "2026-09-14T10:00" and "14/09/2026 10:00", but not "14 September 2026".
    if (t != std::string::npos && t >= 6 && t + 1 < text.size() && text[t + 1] >= '0' && text[t + 1] <= '9' &&
        text.find(':', t) != std::string::npos) {
        text.resize(t);
    }
    return text;
}

bool is_dotted(std::string_view cell) {
    const auto mark = cell.find_first_of("/.-");
    return mark != std::string_view::npos && cell[mark] == '.';
}

std::optional<Date> numeric_date(std::string_view cell, DateOrder order) {
    const auto parts = three_parts(cell);
    if (!parts) return std::nullopt;
    const auto a = number((*parts)[0], 4), b = number((*parts)[1], 2), c = number((*parts)[2], 4);
    if (!a || !b || !c) return std::nullopt;
    if ((*parts)[0].size() == 4) return day_of(*a, *b, *c);
    const auto year = (*parts)[2].size() == 2 ? 2000 + *c : *c;
    if ((*parts)[2].size() != 2 && (*parts)[2].size() != 4) return std::nullopt;
    // Wherever dates are written with dots the day comes first.
    if (is_dotted(cell)) order = DateOrder::day_first;
    if (order == DateOrder::month_first) return day_of(year, *a, *b);
    // In 11/11/2026 both orders say the same.
    if (order == DateOrder::day_first || *a == *b) return day_of(year, *b, *a);
    return std::nullopt;
}

/// A numeric date that somebody typed, by itself: in `order`, or in the only one in which it is a day.
std::optional<Date> typed_numeric_date(std::string_view text, DateOrder order) {
    if (order == DateOrder::day_first || order == DateOrder::month_first) return numeric_date(text, order);
    const auto as_day = numeric_date(text, DateOrder::day_first), as_month = numeric_date(text, DateOrder::month_first);
    if (as_day && as_month && *as_day != *as_month) return std::nullopt;
    return as_day ? as_day : as_month;
}

}  // namespace

std::string iso_date(Date date) {
    const year_month_day civil(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()),
                       static_cast<unsigned>(civil.day()));
}

std::string short_date(Date date) {
    const year_month_day civil(date);
    return fmt::format("{} {}", static_cast<unsigned>(civil.day()),
                       kShownMonths[static_cast<unsigned>(civil.month()) - 1]);
}

std::string weekday_name(Date date) {
    return kShownDays[std::chrono::weekday(date).c_encoding()];
}

std::string long_date(Date date) {
    return fmt::format("{} {} {}", weekday_name(date), short_date(date), static_cast<int>(year_month_day(date).year()));
}

std::string iso_week(Date date) {
    const auto week = iso_week_of(date);
    return fmt::format("{:04}-W{:02}", week.year, week.week);
}

std::string week_span(Date date) {
    const auto monday = monday_of(date), sunday = monday + days(6);
    if (year_month_day(monday).month() == year_month_day(sunday).month()) {
        return fmt::format("{}–{}", static_cast<unsigned>(year_month_day(monday).day()), short_date(sunday));
    }
    return short_date(monday) + " – " + short_date(sunday);
}

std::optional<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = number(text.substr(0, 4), 4), month = number(text.substr(5, 2), 2),
               day = number(text.substr(8), 2);
    if (!year || !month || !day) return std::nullopt;
    return day_of(*year, *month, *day);
}

std::optional<Date> parse_date(std::string_view text, Date today, DateOrder order) {
    const auto key = match_key(text);
    if (const auto date = parse_iso_date(key)) return date;
    if (const auto date = typed_numeric_date(key, order)) return date;
    if (key == "today") return today;
    if (key == "tomorrow") return today + days(1);
    if (key == "yesterday") return today - days(1);
    if (const auto week = week_named(key, today)) return week;
    if (const auto weekday = day_named(key)) return today + (*weekday - std::chrono::weekday(today));
    if ((key.starts_with('+') || key.starts_with('-')) && (key.ends_with('d') || key.ends_with('w'))) {
        const auto count = number(std::string_view(key).substr(1, key.size() - 2), 4);
        if (!count) return std::nullopt;
        const auto distance = days(*count * (key.ends_with('w') ? 7 : 1));
        return key.starts_with('+') ? today + distance : today - distance;
    }
    const auto words = words_of(text);
    if (words.size() == 2 && (words[0] == "next" || words[0] == "last")) {
        const auto weekday = day_named(words[1]);
        if (!weekday) return std::nullopt;
        return monday_of(today) + days(words[0] == "next" ? 7 : -7) + (*weekday - std::chrono::Monday);
    }
    return named_month_date(words, static_cast<int>(year_month_day(today).year()));
}

std::optional<Date> parse_past_date(std::string_view text, Date today, DateOrder order) {
    const auto day = parse_date(text, today, order);
    if (!day || *day <= today) return day;
    if (day_named(match_key(text))) return *day - days(7);
    const auto words = words_of(text);
    if (words.size() != 2 || (!month_named(words[0]) && !month_named(words[1]))) return day;
    return named_month_date(words, static_cast<int>(year_month_day(today).year()) - 1);
}

std::vector<Date> two_days(std::string_view text) {
    const auto key = match_key(text);
    const auto as_day = numeric_date(key, DateOrder::day_first), as_month = numeric_date(key, DateOrder::month_first);
    if (!as_day || !as_month || *as_day == *as_month) return {};
    return {*as_day, *as_month};
}

std::optional<Date> parse_week(std::string_view text, Date today) {
    const auto words = words_of(text);
    const bool bare = words.size() == 1 || (words.size() == 2 && words[1] == "week");
    if (bare && words[0] == "this") return monday_of(today);
    if (bare && words[0] == "next") return monday_of(today) + days(7);
    if (bare && words[0] == "last") return monday_of(today) - days(7);
    if (!words.empty() && words.size() <= 2 && (words.size() == 1 || words[0] == "week" || words[0] == "w")) {
        if (const auto week = number(words.back(), 2)) return nearest_week(*week, today);
    }
    const auto day = parse_date(text, today);
    if (!day) return std::nullopt;
    return monday_of(*day);
}

DateOrder date_order(const std::vector<std::string>& cells) {
    bool day_first = true, month_first = true, numeric = false;
    for (const auto& cell : cells) {
        const auto text = without_time(cell);
        if (parse_iso_date(text)) continue;
        const auto parts = three_parts(text);
        if (!parts || (*parts)[0].size() > 2 || is_dotted(text)) continue;
        const bool as_day = numeric_date(text, DateOrder::day_first).has_value();
        const bool as_month = numeric_date(text, DateOrder::month_first).has_value();
        // A cell that is no date either way says nothing about the others.
        if (!as_day && !as_month) continue;
        numeric = true;
        day_first = day_first && as_day;
        month_first = month_first && as_month;
    }
    if (!numeric) return DateOrder::iso;
    if (day_first != month_first) return day_first ? DateOrder::day_first : DateOrder::month_first;
    return DateOrder::ambiguous;
}

std::optional<Date> parse_cell_date(std::string_view cell, DateOrder order) {
    const auto text = without_time(cell);
    if (const auto date = parse_iso_date(text)) return date;
    if (const auto date = numeric_date(text, order)) return date;
    // "Monday, 7 September 2026, 8:11 AM"
    auto words = words_of(cell);
    const auto time = std::ranges::find_if(words, [](const auto& word) { return word.find(':') != std::string::npos; });
    words.erase(time, words.end());
    if (words.size() > 2 && day_named(words.front())) words.erase(words.begin());
    return named_month_date(words, std::nullopt);
}

}  // namespace waymark::text
