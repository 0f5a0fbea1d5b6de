#include "render/document.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/width.hpp"

namespace waymark::app::render {
namespace {

using text::markdown;

struct MarkdownDrawing {
    std::string out;

    void operator()(const Heading& heading) {
        out += "# " + markdown(heading.left) + "\n";
        if (!heading.right.empty()) out += "\n" + markdown(heading.right) + "\n";
    }
    void operator()(const Paragraph& paragraph) { out += markdown(paragraph.text) + "\n"; }
    void operator()(const Facts& facts) {
        for (const auto& [name, value] : facts.lines) {
            // A line without a name goes on with the one above.
            out += name.empty() ? "  - " + markdown(value.text) + "\n"
                                : "- **" + markdown(name) + "**: " + markdown(value.text) + "\n";
        }
    }
    void operator()(const Table& table) {
        std::string rule;
        for (const auto& column : table.columns) {
            out += "| " + markdown(column.title) + " ";
            rule += column.right ? "|---:" : "|---";
        }
        out += "|\n" + rule + "|\n";
        for (const auto& row : table.rows) {
            for (const auto& cell : row) out += "| " + markdown(cell.text) + " ";
            out += "|\n";
        }
    }
    void operator()(const Entries& entries) {
        for (const auto& entry : entries.lines) {
            out += "- ";
            for (const auto& cell : entry.lead) {
                if (!cell.text.empty()) out += markdown(cell.text) + " ";
            }
            out += "**" + markdown(entry.title) + "**";
            if (!entry.note.empty()) out += " (" + markdown(entry.note) + ")";
            out += "\n";
            for (const auto& choice : entry.choices) out += "  - " + markdown(choice.text) + "\n";
        }
    }
    void operator()(const Tree& tree) {
        for (const auto& root : tree.roots) draw_node(root, 0);
    }
    void draw_node(const Tree::Node& node, std::size_t depth) {
        out += std::string(2 * depth, ' ') + "- " + (node.meaning == Meaning::plain ? "" : "**") +
               markdown(node.title) + (node.meaning == Meaning::plain ? "" : "**");
        if (!node.note.empty()) out += " (" + markdown(node.note) + ")";
        for (const auto& line : node.lines) out += "; " + markdown(line);
        out += "\n";
        for (const auto& child : node.children) draw_node(child, depth + 1);
    }
    void operator()(const Items& items) {
        for (const auto& item : items.lines) out += "- " + markdown(item) + "\n";
    }
    void operator()(const Commands& commands) {
        out += "```\n";
        for (const auto& command : commands.lines) out += text::for_terminal(command) + "\n";
        out += "```\n";
    }
    void operator()(const Slip&) {
        if (!out.empty()) out += "---\n";
    }
    void operator()(const Page&) { (*this)(Slip{}); }
    void operator()(const Verbatim& verbatim) { out += "```\n" + verbatim.text + "```\n"; }
};

}  // namespace

std::string draw_markdown(const Document& document) {
    MarkdownDrawing drawing;
    for (const auto& block : document.blocks) {
        if (!drawing.out.empty()) drawing.out += "\n";
        std::visit(drawing, block);
    }
    return std::move(drawing.out);
}

}  // namespace waymark::app::render
