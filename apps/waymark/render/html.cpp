#include <algorithm>

#include "render/document.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/width.hpp"

namespace waymark::app::render {
namespace {

using text::html;

/// One page for the screen and for paper: black on white, no line of a table or slip torn by the end of a page, colour
/// never the only sign. It asks the network for nothing.
constexpr const char* kStyle =
    "body{font:15px/1.45 system-ui,'Noto Sans',sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem "
    "auto;"
    "padding:0 1rem}"
    "header{display:flex;justify-content:space-between;gap:1rem;border-bottom:2px solid #1a1a1a;margin-bottom:.8rem}"
    "h1{font-size:1.35rem;margin:0}header span{color:#555}"
    "table{border-collapse:collapse;width:100%;margin:.6rem 0;font-variant-numeric:tabular-nums}"
    "th{text-align:left;border-bottom:1px solid #1a1a1a;font-weight:600}td{border-bottom:1px solid #ddd}"
    "th,td{padding:.25rem .8rem .25rem 0;vertical-align:top}.right{text-align:right;padding-right:1.4rem}"
    ".short{white-space:nowrap}"
    // Programs that print pages may know no grid.
    "dl{margin:.6rem 0}dt{color:#555;float:left;clear:left}dd{margin:0 0 .15rem 8rem}"
    "@supports (display:grid){dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dd{margin:0}}"
    ".entry{margin:.45rem 0}.lead{color:#555;display:inline-block;margin-right:.6rem}"
    ".note{color:#555;font-size:.87em;display:block;margin-left:3rem}.choices{margin-left:3rem}"
    ".choices span{margin-right:1.2rem;white-space:nowrap;display:inline-block}"
    "ul.tree,ul.tree ul{list-style:none;border-left:1px solid #bbb;padding-left:.9rem;margin:.1rem 0}"
    "ul.tree li{break-inside:avoid}"
    ".strong{font-weight:600}.muted{color:#555}.good{color:#155f32}.attention{color:#8a3200;font-weight:600}"
    "pre{white-space:pre-wrap;background:#f5f5f5;padding:.5rem}"
    "section.page+section.page{border-top:2px solid #bbb;margin-top:3rem;padding-top:1rem}"
    // Two slips side by side, so that a sheet is cut once and a full week fits its half.
    "section.slip{border:1px dashed #888;padding:.8rem;margin:0 0 .8rem;display:inline-block;width:49%;"
    "box-sizing:border-box;vertical-align:top;font-size:.87em}"
    "section.slip .choices{margin-left:1rem}section.slip .choices span{white-space:normal}"
    "section.slip h1{font-size:1.2em}section.slip .entry{margin:.3rem 0}"
    "@page{margin:14mm}@media print{body{margin:0;max-width:none;padding:0;font-size:11pt}"
    "section.page+section.page{break-before:page;border:0;margin:0;padding:0}"
    "section.slip{break-inside:avoid;page-break-inside:avoid;font-size:8.5pt;line-height:1.3;padding:4mm}tr,.entry{"
    "break-inside:avoid}thead{display:table-header-group}}";

const char* name_of(Meaning meaning) {
    switch (meaning) {
        case Meaning::plain:
            return "";
        case Meaning::strong:
            return "strong";
        case Meaning::muted:
            return "muted";
        case Meaning::good:
            return "good";
        case Meaning::attention:
            return "attention";
    }
    return "";
}

std::string classes(const std::string& first, const std::string& second = {}) {
    if (first.empty() && second.empty()) return {};
    return " class=\"" + first + (first.empty() || second.empty() ? "" : " ") + second + "\"";
}

class HtmlDrawing {
public:
    explicit HtmlDrawing(const std::string& title) : title_(html(title)) {}

    [[nodiscard]] std::string finish() {
        end_section();
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
               "'unsafe-inline'\">\n"
               "<title>" +
               title_ + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n" + out_ + "</body>\n</html>\n";
    }

    void operator()(const Slip&) { begin_section("slip"); }
    void operator()(const Page&) { begin_section("page"); }
    void operator()(const Heading& heading) {
        if (title_.empty()) title_ = html(heading.left);
        out_ += "<header><h1>" + html(heading.left) + "</h1><span>" + html(heading.right) + "</span></header>\n";
    }
    void operator()(const Paragraph& paragraph) {
        out_ += "<p" + classes(name_of(paragraph.meaning)) + ">" + html(paragraph.text) + "</p>\n";
    }
    void operator()(const Facts& facts) {
        out_ += "<dl>\n";
        for (const auto& [name, value] : facts.lines) {
            out_ +=
                "<dt>" + html(name) + "</dt><dd" + classes(name_of(value.meaning)) + ">" + html(value.text) + "</dd>\n";
        }
        out_ += "</dl>\n";
    }
    void operator()(const Table& table) {
        // A word or two, and what somebody types, is not broken.
        constexpr std::size_t kShort = 24;
        std::vector<std::string> kinds;
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const bool all_short = std::ranges::all_of(table.rows, [&](const auto& row) {
                return at >= row.size() || text::display_width(row[at].text) <= kShort;
            });
            kinds.push_back(table.columns[at].right ? "right short" : all_short ? "short" : "");
        }
        out_ += "<table>\n<thead><tr>";
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            out_ += "<th scope=\"col\"" + classes(table.columns[at].right ? "right" : "") + ">" +
                    html(table.columns[at].title) + "</th>";
        }
        out_ += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            out_ += "<tr>";
            for (std::size_t at = 0; at < row.size(); ++at) {
                out_ += "<td" + classes(at < kinds.size() ? kinds[at] : "", name_of(row[at].meaning)) + ">" +
                        html(row[at].text) + "</td>";
            }
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n";
    }
    void operator()(const Entries& entries) {
        std::vector<std::size_t> widths;
        for (const auto& entry : entries.lines) {
            widths.resize(std::max(widths.size(), entry.lead.size()));
            for (std::size_t at = 0; at < entry.lead.size(); ++at) {
                widths[at] = std::max(widths[at], text::display_width(entry.lead[at].text));
            }
        }
        for (const auto& entry : entries.lines) {
            out_ += "<div class=\"entry\">";
            for (std::size_t at = 0; at < entry.lead.size(); ++at) {
                if (widths[at] == 0) continue;
                out_ += "<span class=\"lead\" style=\"min-width:" + std::to_string(widths[at]) + "ch\">" +
                        html(entry.lead[at].text) + "</span>";
            }
            out_ += "<strong>" + html(entry.title) + "</strong>";
            if (!entry.note.empty()) out_ += "<span class=\"note\">" + html(entry.note) + "</span>";
            if (!entry.choices.empty()) {
                out_ += "<div class=\"choices\">";
                for (const auto& choice : entry.choices) {
                    out_ += "<span" + classes(name_of(choice.meaning)) + ">" + html(choice.text) + "</span> ";
                }
                out_ += "</div>";
            }
            out_ += "</div>\n";
        }
    }
    void operator()(const Tree& tree) {
        out_ += "<ul class=\"tree\">\n";
        for (const auto& root : tree.roots) draw_node(root);
        out_ += "</ul>\n";
    }
    void operator()(const Items& items) {
        out_ += "<ul>\n";
        for (const auto& item : items.lines) out_ += "<li>" + html(item) + "</li>\n";
        out_ += "</ul>\n";
    }
    /// What to type next is for the one at the terminal, not for paper.
    void operator()(const Commands&) {}
    void operator()(const Verbatim& verbatim) { out_ += "<pre>" + html(verbatim.text) + "</pre>\n"; }

private:
    void draw_node(const Tree::Node& node) {
        out_ += "<li><span" + classes(name_of(node.meaning)) + ">" + html(node.title) + "</span>";
        if (!node.note.empty()) out_ += " <span class=\"muted\">" + html(node.note) + "</span>";
        for (const auto& line : node.lines) out_ += "<span class=\"note\">" + html(line) + "</span>";
        if (!node.children.empty()) {
            out_ += "\n<ul>\n";
            for (const auto& child : node.children) draw_node(child);
            out_ += "</ul>\n";
        }
        out_ += "</li>\n";
    }
    void begin_section(const std::string& kind) {
        end_section();
        out_ += "<section class=\"" + kind + "\">\n";
        in_section_ = true;
    }
    void end_section() {
        if (in_section_) out_ += "</section>\n";
        in_section_ = false;
    }

    std::string out_;
    std::string title_;
    bool in_section_ = false;
};

}  // namespace

std::string draw_html(const Document& document) {
    HtmlDrawing drawing(document.title);
    for (const auto& block : document.blocks) std::visit(drawing, block);
    return drawing.finish();
}

}  // namespace waymark::app::render
