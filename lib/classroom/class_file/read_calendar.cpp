#include <fmt/format.h>

#include <map>

#include "shape.hpp"
#include "taught.hpp"

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
        parts.breaks.push_back({text_or(*node, "name", "break"), *from, *to});
    }
    for (const auto* node : each(calendar.find("exceptions"))) {
        const auto on = day(*node, "on", complaints);
        const auto minutes = integer(*node, "minutes");
        if (on && minutes) parts.exceptions.push_back({*on, *minutes, text_or(*node, "name")});
    }
}

}  // namespace

std::optional<Calendar> read_calendar(const Node& class_node, const Node* calendar, Complaints& complaints) {
    CalendarParts parts;
    const auto* term = class_node.find("term");
    if (term == nullptr || term->kind != Node::Kind::map) return std::nullopt;
    const auto starts = day(*term, "starts", complaints), ends = day(*term, "ends", complaints);
    for (const auto* node : each(class_node.find("meets"))) {
        const auto minutes = integer(*node, "minutes");
        for (const auto& name : words(*node, "days")) {
            const auto found = weekdays().find(name.text);
            if (found != weekdays().end() && minutes) parts.meetings.push_back({found->second, *minutes});
        }
    }
    if (calendar != nullptr && calendar->kind == Node::Kind::map) add_breaks(*calendar, parts, complaints);
    if (!starts || !ends) return std::nullopt;
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
    return Calendar(parts);
}

}  // namespace waymark::classroom
