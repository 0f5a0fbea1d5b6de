#include "render/document.hpp"
#include "waymark/text/escape.hpp"

namespace waymark::app::render {

std::string draw_csv(const Document& document) {
    const Table* table = document.data.columns.empty() ? nullptr : &document.data;
    for (const auto& block : document.blocks) {
        if (table == nullptr) table = std::get_if<Table>(&block);
    }
    std::string out;
    if (table == nullptr) return out;
    const auto line = [&](const auto& cells, const auto& text_of) {
        bool first = true;
        for (const auto& cell : cells) {
            out += (first ? "" : ",") + text::csv_cell(text_of(cell));
            first = false;
        }
        out += "\n";
    };
    line(table->columns, [](const Column& column) -> const std::string& { return column.title; });
    for (const auto& row : table->rows) line(row, [](const Cell& cell) -> const std::string& { return cell.text; });
    return out;
}

}  // namespace waymark::app::render
