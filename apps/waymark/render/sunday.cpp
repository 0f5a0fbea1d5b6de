#include <cctype>

#include "render/json.hpp"
#include "render/models.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

namespace {

std::string label(const std::string& kind) {
    if (kind == "behind") return "Pace";
    if (kind == "unplanned" || kind == "marking") return "Plan";
    auto word = kind;
    if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
}

}  // namespace

Document sunday_document(const Sunday& sunday) {
    Document document;
    document.data.columns = {{"class"}, {"kind"}, {"student"}, {"text"}, {"command"}};
    for (const auto& one : sunday.classes) {
        document.blocks.emplace_back(Heading{one.title, text::long_date(one.today)});
        Facts facts;
        for (const auto& line : one.lines) {
            facts.lines.emplace_back(label(line.kind), Cell{line.text, line.kind == "changed"  ? Meaning::good
                                                                       : line.kind == "behind" ? Meaning::attention
                                                                                               : Meaning::plain});
            facts.lines.emplace_back("", Cell{line.command, Meaning::muted});
            document.data.rows.push_back({{one.title}, {line.kind}, {""}, {line.text}, {line.command}});
        }
        for (const auto& line : one.good_news) {
            const bool first = &line == &one.good_news.front();
            facts.lines.emplace_back(first ? "Call home" : "", Cell{line.name + " " + line.text});
            document.data.rows.push_back({{one.title}, {"good news"}, {line.slug}, {line.text}, {""}});
        }
        document.blocks.emplace_back(std::move(facts));
    }
    return document;
}

std::string sunday_json(const Sunday& sunday) {
    Json classes = Json::array();
    for (const auto& one : sunday.classes) {
        Json lines = Json::array(), news = Json::array();
        for (const auto& line : one.lines) {
            lines.push_back({{"kind", line.kind}, {"text", line.text}, {"command", line.command}});
        }
        for (const auto& line : one.good_news) {
            news.push_back({{"student", line.slug}, {"name", line.name}, {"text", line.text}});
        }
        classes.push_back({{"class", one.title},
                           {"today", text::iso_date(one.today)},
                           {"folder", one.folder},
                           {"lines", lines},
                           {"good_news", news}});
    }
    return dumped({{"schema", "sunday/1"}, {"classes", classes}});
}

}  // namespace waymark::app::render
