#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

Document missing_document(const classroom::MissingReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.title, text::long_date(report.today)});
    document.data.columns = {{"student"}, {"name"}, {"item"}, {"title"}, {"items"}, {"date"}};
    if (report.lines.empty()) document.blocks.emplace_back(Paragraph{"Nothing is recorded as missing."});
    for (const auto& line : report.lines) {
        document.blocks.emplace_back(Paragraph{
            line.name + " (" + line.slug + "): " + count_of(line.pieces.size(), "piece", "pieces") + " missing",
            Meaning::strong});
        Items items;
        for (const auto& piece : line.pieces) {
            document.data.rows.push_back({{line.slug},
                                          {line.name},
                                          {piece.target},
                                          {piece.title},
                                          {std::to_string(piece.items)},
                                          {text::iso_date(piece.on)}});
            items.lines.push_back(text::short_date(piece.on) + ", " + piece.title);
        }
        document.blocks.emplace_back(std::move(items));
    }
    return document;
}

std::string missing_json(const classroom::MissingReport& report) {
    Json students = Json::array();
    for (const auto& line : report.lines) {
        Json pieces = Json::array();
        for (const auto& piece : line.pieces) {
            pieces.push_back({{"item", piece.target},
                              {"title", piece.title},
                              {"items", piece.items},
                              {"date", text::iso_date(piece.on)}});
        }
        students.push_back({{"student", line.slug}, {"name", line.name}, {"missing", pieces}});
    }
    return dumped({{"schema", "missing-report/1"},
                   {"class", report.title},
                   {"today", text::iso_date(report.today)},
                   {"students", students}});
}

}  // namespace waymark::app::render
