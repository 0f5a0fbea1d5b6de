#include "render/json.hpp"
#include "render/models.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

Document sunday_document(const Sunday& sunday) {
    Document document;
    document.data.columns = {{"class"}, {"kind"}, {"student"}, {"text"}, {"command"}};
    for (const auto& one : sunday.classes) {
        document.blocks.emplace_back(Heading{one.title, text::long_date(one.today)});
        for (const auto& line : one.lines) {
            document.blocks.emplace_back(Paragraph{line.text, line.kind == "changed"  ? Meaning::good
                                                              : line.kind == "behind" ? Meaning::attention
                                                                                      : Meaning::plain});
            document.blocks.emplace_back(Commands{{line.command}});
            document.data.rows.push_back({{one.title}, {line.kind}, {""}, {line.text}, {line.command}});
        }
        if (one.good_news.empty()) continue;
        document.blocks.emplace_back(Paragraph{"Worth a call home:", Meaning::strong});
        Items news;
        for (const auto& line : one.good_news) {
            news.lines.push_back(line.name + " " + line.text);
            document.data.rows.push_back({{one.title}, {"good news"}, {line.slug}, {line.text}, {""}});
        }
        document.blocks.emplace_back(std::move(news));
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
