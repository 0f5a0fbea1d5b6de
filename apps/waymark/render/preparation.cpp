#include <fmt/format.h>

#include <algorithm>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
namespace {

std::string days_of(const classroom::Preparation& line) {
    std::vector<std::string> names;
    for (const auto day : line.days) names.push_back(text::weekday_name(day));
    if (line.home) names.emplace_back("home");
    return joined(names);
}

}  // namespace

Document preparation_document(const classroom::PreparationList& list) {
    const bool several = list.titles.size() > 1;
    Document document;
    document.blocks.emplace_back(Heading{several ? fmt::format("{} classes", list.titles.size()) : joined(list.titles),
                                         text::iso_week(list.week) + ", " + text::week_span(list.week)});
    Table table{{{"to have ready"}, {"for", true}, {"days"}, {"prepare", true, 2}, {"mark", true, 1}}, {}};
    if (several) {
        // Titles of classes are long and begin alike.
        table.columns.push_back({"class", false, 0, 0});
        Facts classes;
        for (std::size_t at = 0; at < list.titles.size(); ++at) {
            classes.lines.emplace_back(std::to_string(at + 1), Cell{list.titles[at]});
        }
        document.blocks.emplace_back(std::move(classes));
    }
    const auto numbers_of = [&](const std::vector<std::string>& titles) {
        std::vector<std::string> numbers;
        for (std::size_t at = 0; at < list.titles.size(); ++at) {
            if (std::ranges::find(titles, list.titles[at]) != titles.end()) numbers.push_back(std::to_string(at + 1));
        }
        return joined(numbers);
    };
    document.data.columns = {{"id"},   {"title"}, {"most"}, {"days"}, {"preparation_minutes"}, {"marking_minutes"},
                             {"class"}};
    for (const auto& line : list.lines) {
        table.rows.push_back({{line.title},
                              {std::to_string(line.most)},
                              {days_of(line)},
                              {line.preparation_minutes > 0 ? fmt::format("{}'", line.preparation_minutes) : ""},
                              {line.marking_minutes > 0 ? fmt::format("{}'", line.marking_minutes) : ""}});
        if (several) {
            table.rows.back().push_back({line.classes.size() == list.titles.size() ? "all" : numbers_of(line.classes)});
        }
        document.data.rows.push_back({{line.activity},
                                      {line.title},
                                      {std::to_string(line.most)},
                                      {days_of(line)},
                                      {std::to_string(line.preparation_minutes)},
                                      {std::to_string(line.marking_minutes)},
                                      {joined(line.classes)}});
    }
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"Nothing has to be prepared."});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    Facts tools;
    std::string shown;
    for (const auto& need : list.tools) {
        tools.lines.emplace_back(need.tool == shown ? std::string() : need.tool,
                                 Cell{fmt::format("{} on {}{}", need.students, text::weekday_name(need.on),
                                                  several ? ", " + need.class_title : std::string())});
        shown = need.tool;
    }
    if (!tools.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"To book, at most:"});
        document.blocks.emplace_back(std::move(tools));
    }
    document.blocks.emplace_back(Paragraph{
        fmt::format("{} min of preparation, {} min of marking{}.", list.preparation_minutes, list.marking_minutes,
                    list.conferences == 0   ? std::string()
                    : list.conferences == 1 ? std::string(", 1 conference")
                                            : fmt::format(", {} conferences", list.conferences))});
    return document;
}

std::string preparation_json(const classroom::PreparationList& list) {
    Json lines = Json::array(), tools = Json::array();
    for (const auto& line : list.lines) {
        Json days = Json::array();
        for (const auto day : line.days) days.push_back(text::iso_date(day));
        lines.push_back({{"id", line.activity},
                         {"title", line.title},
                         {"kind", line.check ? "check" : "activity"},
                         {"days", days},
                         {"home", line.home},
                         {"most", line.most},
                         {"preparation_minutes", line.preparation_minutes},
                         {"marking_minutes", line.marking_minutes},
                         {"classes", line.classes}});
    }
    for (const auto& need : list.tools) {
        tools.push_back({{"tool", need.tool},
                         {"class", need.class_title},
                         {"day", text::iso_date(need.on)},
                         {"students", need.students}});
    }
    return dumped({{"schema", "preparation/1"},
                   {"class", joined(list.titles)},
                   {"classes", list.titles},
                   {"week", text::iso_week(list.week)},
                   {"conferences", list.conferences},
                   {"preparation_minutes", list.preparation_minutes},
                   {"marking_minutes", list.marking_minutes},
                   {"lines", lines},
                   {"tools", tools}});
}

}  // namespace waymark::app::render
