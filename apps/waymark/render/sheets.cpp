#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
Document slips_document(const Slips& slips) {
    const auto& week = slips.week;
    Document document;
    for (const auto& line : week.lines) {
        document.blocks.emplace_back(Slip{});
        document.blocks.emplace_back(Heading{line.name_on_paper, text::week_span(week.week) + " · " + week.title});
        Entries entries;
        for (const auto& slot : line.plan.slots) {
            Entries::Entry entry{.lead = {{std::to_string(slot.number), Meaning::muted},
                                          {slot.on ? text::weekday_name(*slot.on) : "home", Meaning::muted},
                                          {slot.purpose, Meaning::muted}},
                                 .title = slot.skill_title,
                                 .note = {},
                                 .choices = {}};
            for (const auto& option : slot.options) {
                const bool chosen = option.letter == slot.chosen;
                entry.choices.push_back(
                    {fmt::format("[{}] {} {} {}'", chosen ? "x" : " ", option.letter, option.title, option.minutes)});
            }
            entries.lines.push_back(std::move(entry));
        }
        if (entries.lines.empty()) {
            document.blocks.emplace_back(Paragraph{"Nothing is planned: talk to your teacher."});
        } else {
            document.blocks.emplace_back(std::move(entries));
        }
        document.blocks.emplace_back(Paragraph{"My own idea: ______________________________", Meaning::muted});
    }
    document.data = week_document(week).data;
    return document;
}

std::string slips_json(const Slips& slips) {
    return week_json(slips.week);
}

namespace {

/// What begins at one time and is one thing, whatever skills it is for.
Entries::Entry station_entry(std::span<const classroom::Station> stations) {
    const auto& first = stations.front();
    const bool several = stations.size() > 1;
    Entries::Entry entry{.lead = {}, .title = first.title, .note = {}, .choices = {}};
    std::vector<std::string> skills;
    for (const auto& station : stations) {
        skills.push_back(station.skill_title);
        for (const auto& name : station.students) {
            // Whose own practice it is has something of their own to practise.
            entry.choices.push_back({several && first.own ? fmt::format("{} ({})", name, station.skill_title) : name});
        }
    }
    if (!several || !first.own) entry.note = joined(skills);
    if (first.group > 0) entry.note = fmt::format("group {}, {}", first.group, entry.note);
    entry.lead = {{fmt::format("from {}'", first.starts), Meaning::muted}, {fmt::format("{}×", entry.choices.size())}};
    return entry;
}

}  // namespace

Document run_sheet_document(const classroom::RunSheet& sheet) {
    Document document;
    document.blocks.emplace_back(
        Heading{sheet.title, fmt::format("{} · {} min", text::long_date(sheet.session.date), sheet.session.minutes)});
    if (!sheet.changed.empty()) document.blocks.emplace_back(Paragraph{sheet.changed, Meaning::attention});
    Entries entries;
    document.data.columns = {{"from"}, {"activity"}, {"skill"}, {"student"}, {"group"}};
    for (const auto& station : sheet.stations) {
        for (const auto& name : station.students) {
            document.data.rows.push_back({{std::to_string(station.starts)},
                                          {station.title},
                                          {station.skill_title},
                                          {name},
                                          {station.group > 0 ? std::to_string(station.group) : ""}});
        }
    }
    for (auto first = sheet.stations.begin(); first != sheet.stations.end();) {
        const auto last = std::find_if(first, sheet.stations.end(), [&](const auto& other) {
            return std::tie(other.starts, other.title, other.group) !=
                   std::tie(first->starts, first->title, first->group);
        });
        entries.lines.push_back(station_entry({first, last}));
        first = last;
    }
    if (sheet.too_long) {
        document.blocks.emplace_back(
            Paragraph{"More is planned for it than it has minutes: plan the week again.", Meaning::attention});
        document.blocks.emplace_back(
            Commands{{"waymark assign week " + text::iso_week(sheet.session.date) + " --update"}});
    }
    if (entries.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Nothing is planned for this session."});
        document.blocks.emplace_back(Commands{{"waymark assign week " + text::iso_week(sheet.session.date)}});
    } else {
        document.blocks.emplace_back(std::move(entries));
    }
    Facts facts;
    if (!sheet.conferences.empty()) facts.lines.emplace_back("Conferences", Cell{joined(sheet.conferences)});
    if (!sheet.absent.empty()) facts.lines.emplace_back("Excused", Cell{joined(sheet.absent)});
    if (!sheet.unplanned.empty() && !sheet.stations.empty()) {
        facts.lines.emplace_back("Without work", Cell{joined(sheet.unplanned), Meaning::attention});
    }
    if (!facts.lines.empty()) document.blocks.emplace_back(std::move(facts));
    return document;
}

std::string run_sheet_json(const classroom::RunSheet& sheet) {
    Json stations = Json::array();
    for (const auto& station : sheet.stations) {
        stations.push_back({{"starts", station.starts},
                            {"title", station.title},
                            {"skill_title", station.skill_title},
                            {"group", station.group > 0 ? Json(station.group) : Json(nullptr)},
                            {"students", station.students}});
    }
    return dumped({{"schema", "run-sheet/1"},
                   {"class", sheet.title},
                   {"session", sheet.session.number},
                   {"day", text::iso_date(sheet.session.date)},
                   {"minutes", sheet.session.minutes},
                   {"changed", sheet.changed},
                   {"too_long", sheet.too_long},
                   {"stations", stations},
                   {"conferences", sheet.conferences},
                   {"absent", sheet.absent},
                   {"unplanned", sheet.unplanned}});
}

}  // namespace waymark::app::render
