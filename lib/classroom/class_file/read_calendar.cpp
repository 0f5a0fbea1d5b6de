#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "shape.hpp"
#include "taught.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

const std::map<std::string, std::chrono::weekday>& weekdays() {
    static const std::map<std::string, std::chrono::weekday> days = [] {
        using namespace std::chrono;
        std::map<std::string, weekday> made;
        const std::vector<std::pair<std::string, weekday>> names{
            {"monday", Monday}, {"tuesday", Tuesday},   {"wednesday", Wednesday}, {"thursday", Thursday},
            {"friday", Friday}, {"saturday", Saturday}, {"sunday", Sunday}};
        for (const auto& [name, day] : names) {
            made.emplace(name, day);
            made.emplace(name.substr(0, 3), day);
        }
        return made;
    }();
    return days;
}

void add_breaks(const Node& calendar, CalendarParts& parts, Complaints& complaints) {
    for (const auto* node : each(calendar.find("breaks"))) {
        const auto from = day(*node, "from", complaints);
        const auto to = node->find("to") == nullptr ? from : day(*node, "to", complaints);
        if (!from || !to) continue;
        if (*to < *from) {
            complaints.error("ends-before-start", word(*node, "to")->spot, "the break ends before it starts",
                             "swap from and to");
            continue;
        }
        Break made{text_or(*node, "name", "break"), *from, *to};
        const auto same = std::ranges::find_if(
            parts.breaks, [&](const Break& one) { return one.from <= made.to && made.from <= one.to; });
        if (same != parts.breaks.end()) {
            complaints.error("breaks-overlap", word(*node, "from")->spot,
                             fmt::format("the break overlaps {}, {} to {}", in_quotes(same->name),
                                         text::iso_date(same->from), text::iso_date(same->to)),
                             "make them one, or end the first before the second begins");
            continue;
        }
        parts.breaks.push_back(std::move(made));
    }
    for (const auto* node : each(calendar.find("exceptions"))) {
        const auto on = day(*node, "on", complaints);
        const auto minutes = integer(*node, "minutes");
        if (on && minutes) parts.exceptions.push_back({*on, *minutes, text_or(*node, "name")});
    }
    for (const auto& one : words(calendar, "half_days")) {
        if (const auto on = text::parse_iso_date(one.text)) {
            parts.half_days.push_back(*on);
        } else {
            complaints.error("no-such-day", one.spot, fmt::format("there is no day {}", in_quotes(one.text)),
                             "write it as 2026-10-23");
        }
    }
    for (const auto& one : words(calendar, "rotation")) parts.rotation.push_back(one.text);
    for (const auto& one : words(calendar, "rotation_skips")) {
        if (const auto on = text::parse_iso_date(one.text)) {
            parts.rotation_skips.push_back(*on);
            continue;
        }
        bool known = false;
        for (const auto& free : parts.breaks) {
            if (text::match_key(free.name) != text::match_key(one.text)) continue;
            known = true;
            for (auto on = free.from; on <= free.to && on - free.from < std::chrono::days(1000);
                 on += std::chrono::days(1)) {
                parts.rotation_skips.push_back(on);
            }
        }
        if (!known) {
            complaints.error("unknown-rotation", one.spot, fmt::format("no break is called {}", in_quotes(one.text)),
                             "name a break as it is written under breaks, or a day");
        }
    }
}

}  // namespace

std::optional<Calendar> read_calendar(const Node& class_node, const Node* calendar, std::vector<Break> more_breaks,
                                      Complaints& complaints) {
    CalendarParts parts;
    if (calendar != nullptr && calendar->kind == Node::Kind::map) add_breaks(*calendar, parts, complaints);
    parts.breaks.insert(parts.breaks.end(), more_breaks.begin(), more_breaks.end());
    const auto* term = class_node.find("term");
    if (term == nullptr || term->kind != Node::Kind::map) return std::nullopt;
    const auto starts = day(*term, "starts", complaints), ends = day(*term, "ends", complaints);
    bool complete = true;
    for (const auto* node : each(class_node.find("meets"))) {
        const auto minutes = integer(*node, "minutes");
        const auto rotation = word(*node, "rotation");
        if (rotation && std::ranges::find(parts.rotation, rotation->text) == parts.rotation.end()) {
            complete = false;
            complaints.error("unknown-rotation", rotation->spot,
                             fmt::format("no day of the rotation is called {}", in_quotes(rotation->text)),
                             parts.rotation.empty() ? "the calendar needs one: rotation: [A, B]"
                                                    : near_hint(rotation->text, parts.rotation));
        }
        for (const auto& name : words(*node, "days")) {
            const auto found = weekdays().find(name.text);
            if (found != weekdays().end() && minutes) {
                parts.meetings.push_back({found->second, *minutes, rotation ? rotation->text : std::string()});
            }
        }
    }
    if (!starts || !ends || !complete) return std::nullopt;
    const auto spot = word(*term, "ends")->spot;
    if (*ends < *starts) {
        complaints.error("ends-before-start", spot, "the term ends before it starts", "is one of the years mistyped?");
        return std::nullopt;
    }
    if (*ends - *starts > std::chrono::days(1000)) {
        complaints.error("term-too-long", spot, "the term is longer than 1,000 days", "is one of the years mistyped?");
        return std::nullopt;
    }
    parts.term_starts = *starts;
    parts.term_ends = *ends;
    parts.rotation_starts = *starts;
    if (calendar != nullptr && calendar->find("rotation_starts") != nullptr) {
        parts.rotation_starts = day(*calendar, "rotation_starts", complaints).value_or(*starts);
    }
    Calendar made(parts);
    // A day of the week that is no day is complained about where it stands.
    if (made.sessions().empty() && !parts.meetings.empty()) {
        complaints.error("no-sessions", class_node.find("meets")->spot, "the class never meets in its term",
                         fmt::format("none of its days between {} and {} is free of breaks and exceptions",
                                     text::iso_date(*starts), text::iso_date(*ends)));
        return std::nullopt;
    }
    return made;
}

}  // namespace waymark::classroom
