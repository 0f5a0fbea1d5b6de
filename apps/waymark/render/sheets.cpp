#include <fmt/format.h>

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

Document run_sheet_document(const classroom::RunSheet& sheet) {
    Document document;
    document.blocks.emplace_back(
        Heading{sheet.title, fmt::format("{} · {} min", text::long_date(sheet.session.date), sheet.session.minutes)});
    if (!sheet.changed.empty()) document.blocks.emplace_back(Paragraph{sheet.changed, Meaning::attention});
    Entries entries;
    document.data.columns = {{"from"}, {"to"}, {"activity"}, {"skill"}, {"student"}, {"group"}};
    for (const auto& station : sheet.stations) {
        const auto from = std::to_string(station.starts), to = std::to_string(station.starts + station.minutes);
        Entries::Entry entry{
            .lead = {{fmt::format("{}–{}'", from, to), Meaning::muted}, {fmt::format("{}×", station.students.size())}},
            .title = station.title,
            .note = (station.group > 0 ? fmt::format("group {}, ", station.group) : "") + station.skill_title,
            .choices = {}};
        for (const auto& name : station.students) entry.choices.push_back({name});
        entries.lines.push_back(std::move(entry));
        for (const auto& name : station.students) {
            document.data.rows.push_back({{from},
                                          {to},
                                          {station.title},
                                          {station.skill_title},
                                          {name},
                                          {station.group > 0 ? std::to_string(station.group) : ""}});
        }
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
                            {"minutes", station.minutes},
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
                   {"stations", stations},
                   {"conferences", sheet.conferences},
                   {"absent", sheet.absent},
                   {"unplanned", sheet.unplanned}});
}

}  // namespace waymark::app::render
