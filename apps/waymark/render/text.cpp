#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "render/document.hpp"
#include "waymark/text/width.hpp"

namespace waymark::app::render {
namespace {

using text::display_width;
using text::for_terminal;

class TextDrawing {
public:
    explicit TextDrawing(const TextStyle& style) : style_(style) {}

    void operator()(const Heading& heading) {
        const auto left = for_terminal(heading.left), right = for_terminal(heading.right);
        const auto used = display_width(left) + display_width(right);
        out_ += paint(left, Meaning::strong);
        if (!right.empty()) {
            const bool same_line = used + 2 <= style_.width;
            out_ += same_line ? std::string(style_.width - used, ' ') : "\n";
            out_ += paint(right, Meaning::muted);
        }
        out_ += '\n';
        std::string rule;
        for (std::size_t at = 0; at < style_.width; ++at) rule += style_.ascii ? "-" : "─";
        out_ += paint(rule, Meaning::muted) + '\n';
    }
    void operator()(const Paragraph& paragraph) {
        for (const auto& line : wrapped(for_terminal(paragraph.text), style_.width)) {
            out_ += paint(line, paragraph.meaning) + '\n';
        }
    }
    void operator()(const Facts& facts) {
        std::size_t widest = 0;
        for (const auto& [name, value] : facts.lines) widest = std::max(widest, display_width(name));
        for (const auto& [name, value] : facts.lines) {
            auto lines = wrapped(for_terminal(value.text), style_.width > widest + 12 ? style_.width - widest - 2 : 10);
            for (std::size_t at = 0; at < lines.size(); ++at) {
                out_ += paint(text::pad_right(at == 0 ? name : "", widest), Meaning::muted) + "  " +
                        paint(lines[at], value.meaning) + '\n';
            }
        }
    }
    void operator()(const Table& table) { draw(table); }
    void operator()(const Entries& entries) {
        std::vector<std::size_t> widths;
        for (const auto& entry : entries.lines) {
            widths.resize(std::max(widths.size(), entry.lead.size()));
            for (std::size_t at = 0; at < entry.lead.size(); ++at) {
                widths[at] = std::max(widths[at], display_width(for_terminal(entry.lead[at].text)));
            }
        }
        std::size_t indent = 2;
        for (const auto width : widths) indent += width + 2;
        for (const auto& entry : entries.lines) draw_entry(entry, widths, indent);
    }
    void operator()(const Tree& tree) {
        for (const auto& root : tree.roots) draw_node(root, "", "");
    }
    void operator()(const Items& items) {
        for (const auto& item : items.lines) {
            bool first = true;
            for (const auto& line :
                 wrapped(for_terminal(item), style_.width - std::min<std::size_t>(style_.width, 4))) {
                out_ += (first ? (style_.ascii ? "  - " : "  • ") : "    ") + line + '\n';
                first = false;
            }
        }
    }
    void operator()(const Commands& commands) {
        for (const auto& command : commands.lines) out_ += "  " + paint(for_terminal(command), Meaning::strong) + '\n';
    }
    void operator()(const Verbatim& verbatim) { out_ += verbatim.text; }
    void operator()(const Slip&) {}
    /// A printer begins a new page here; a screen, a line.
    void operator()(const Page&) {
        if (!empty()) out_ += '\f';
    }

    [[nodiscard]] bool empty() const { return out_.empty(); }
    void gap() { out_ += '\n'; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    [[nodiscard]] std::string paint(const std::string& text, Meaning meaning) const {
        if (!style_.colour || text.empty() || meaning == Meaning::plain) return text;
        const char* code = "";
        switch (meaning) {
            case Meaning::strong:
                code = "1";
                break;
            case Meaning::muted:
                code = "2";
                break;
            case Meaning::good:
                code = "34";
                break;
            case Meaning::attention:
                code = "33";
                break;
            case Meaning::plain:
                break;
        }
        return "\x1b[" + std::string(code) + "m" + text + "\x1b[0m";
    }

    [[nodiscard]] std::vector<std::string> wrapped(const std::string& line, std::size_t width) const {
        return text::wrapped(line, style_.fit ? width : std::string::npos);
    }

    void draw(const Table& table);

    void draw_entry(const Entries::Entry& entry, const std::vector<std::size_t>& widths, std::size_t indent) {
        out_ += "  ";
        for (std::size_t at = 0; at < widths.size(); ++at) {
            const Cell cell = at < entry.lead.size() ? entry.lead[at] : Cell{};
            out_ += paint(text::pad_right(for_terminal(cell.text), widths[at]), cell.meaning) + "  ";
        }
        const auto room = style_.width > indent + 20 ? style_.width - indent : 20;
        const auto title = for_terminal(entry.title), note = for_terminal(entry.note);
        const std::string margin(indent, ' ');
        const auto together = display_width(title) + 3 + display_width(note);
        out_ += paint(title, Meaning::strong);
        if (!note.empty() && (together <= room || !style_.fit)) out_ += paint(" · " + note, Meaning::muted);
        out_ += '\n';
        if (!note.empty() && style_.fit && together > room) {
            for (const auto& line : wrapped(note, room)) out_ += margin + paint(line, Meaning::muted) + '\n';
        }
        // Choices stand in one line as long as they fit, and none is ever broken apart.
        std::string line;
        const auto flush = [&] {
            if (!line.empty()) out_ += margin + line + '\n';
            line.clear();
        };
        std::size_t used = 0;
        for (const auto& choice : entry.choices) {
            const auto shown = for_terminal(choice.text);
            const auto width = display_width(shown);
            if (used > 0 && used + 3 + width > room) {
                flush();
                used = 0;
            }
            line += (used > 0 ? "   " : "") + paint(shown, choice.meaning);
            used += (used > 0 ? 3 : 0) + width;
        }
        flush();
    }

    /// `first` stands before its first line, `rest` before all others and what grows from it.
    void draw_node(const Tree::Node& node, const std::string& first, const std::string& rest) {
        constexpr std::size_t kNarrowest = 16;
        const auto used = display_width(first);
        const auto room = style_.width > used + kNarrowest ? style_.width - used : kNarrowest;
        const std::string inside = rest + (node.children.empty() ? "  " : "│ ");
        const auto title = for_terminal(node.title), note = for_terminal(node.note);
        const auto lead = [&](const std::string& line) { out_ += paint(line, Meaning::muted); };
        const bool one_line = note.empty() || !style_.fit || display_width(title) + 3 + display_width(note) <= room;
        bool begun = false;
        for (const auto& line : wrapped(title, room)) {
            lead(begun ? inside : first);
            out_ += paint(line, node.meaning);
            if (!begun && one_line && !note.empty()) out_ += paint(" · " + note, Meaning::muted);
            out_ += '\n';
            begun = true;
        }
        std::vector<std::string> more = node.lines;
        if (!one_line) more.insert(more.begin(), note);
        for (const auto& text : more) {
            for (const auto& line : wrapped(for_terminal(text), room > 2 ? room - 2 : room)) {
                lead(inside);
                out_ += paint(line, Meaning::muted) + '\n';
            }
        }
        for (std::size_t at = 0; at < node.children.size(); ++at) {
            const bool last = at + 1 == node.children.size();
            draw_node(node.children[at], rest + (last ? "└ " : "├ "), rest + (last ? "  " : "│ "));
        }
    }

    TextStyle style_;
    std::string out_;
};

struct Layout {
    std::vector<std::size_t> shown;
    std::vector<std::size_t> widths;
    std::vector<std::string> hidden;
};

Layout lay_out(const Table& table, const TextStyle& style) {
    Layout layout;
    layout.widths.resize(table.columns.size());
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        layout.shown.push_back(at);
        layout.widths[at] = display_width(table.columns[at].title);
        for (const auto& row : table.rows) {
            if (at < row.size())
                layout.widths[at] = std::max(layout.widths[at], display_width(for_terminal(row[at].text)));
        }
    }
    if (!style.fit) return layout;
    // The first column is what one types next, and half a number is wrong: only other text may be cut.
    const auto least = [&](std::size_t at) {
        const auto& column = table.columns[at];
        const bool may_be_cut = at > 0 && !column.right && column.least > 0;
        return may_be_cut ? std::min(layout.widths[at], column.least) : layout.widths[at];
    };
    const auto total = [&](bool cut) {
        std::size_t sum = 0;
        for (const auto at : layout.shown) sum += 2 + (cut ? least(at) : layout.widths[at]);
        return sum < 2 ? 0 : sum - 2;
    };
    while (total(true) > style.width) {
        const auto victim =
            std::ranges::max_element(layout.shown, {}, [&](std::size_t at) { return table.columns[at].hide_first; });
        if (victim == layout.shown.end() || table.columns[*victim].hide_first == 0) break;
        layout.hidden.push_back(table.columns[*victim].title);
        layout.shown.erase(victim);
    }
    while (total(false) > style.width) {
        const auto widest = std::ranges::max_element(
            layout.shown, {}, [&](std::size_t at) { return layout.widths[at] > least(at) ? layout.widths[at] : 0; });
        if (widest == layout.shown.end() || layout.widths[*widest] <= least(*widest)) break;
        --layout.widths[*widest];
    }
    return layout;
}

void TextDrawing::draw(const Table& table) {
    const auto layout = lay_out(table, style_);
    const auto line = [&](const std::vector<Cell>& row) {
        std::string drawn;
        for (const auto at : layout.shown) {
            const Cell cell = at < row.size() ? row[at] : Cell{};
            auto content = for_terminal(cell.text);
            if (style_.fit) content = text::truncate(content, layout.widths[at], style_.ascii ? "~" : "…");
            const auto padded = table.columns[at].right ? text::pad_left(content, layout.widths[at])
                                                        : text::pad_right(content, layout.widths[at]);
            if (!drawn.empty()) drawn += "  ";
            drawn += paint(padded, cell.meaning);
        }
        if (!style_.colour) drawn.erase(drawn.find_last_not_of(' ') + 1);
        out_ += drawn + '\n';
    };
    std::vector<Cell> titles;
    for (const auto& column : table.columns) titles.push_back({column.title, Meaning::muted});
    line(titles);
    for (const auto& row : table.rows) line(row);
    if (!layout.hidden.empty()) {
        std::string names;
        for (const auto& name : layout.hidden) names += (names.empty() ? "" : ", ") + name;
        for (const auto& shown : wrapped("(hidden for width: " + names + ")", style_.width)) {
            out_ += paint(shown, Meaning::muted) + '\n';
        }
    }
}

}  // namespace

std::string draw_text(const Document& document, const TextStyle& style) {
    TextDrawing drawing(style);
    bool first = true;
    for (const auto& block : document.blocks) {
        if (!first && !drawing.empty() && !std::holds_alternative<Verbatim>(block)) drawing.gap();
        std::visit(drawing, block);
        first = std::holds_alternative<Heading>(block) || std::holds_alternative<Page>(block);
    }
    auto text = drawing.take();
    if (!style.ascii) return text;
    using Sign = std::pair<std::string_view, std::string_view>;
    static constexpr std::array kSigns{Sign{"…", "..."}, Sign{"–", "-"},  Sign{"—", "-"},  Sign{"·", "."},
                                       Sign{"×", "x"},   Sign{"→", "->"}, Sign{"’", "'"},  Sign{"“", "\""},
                                       Sign{"”", "\""},  Sign{"≥", ">="}, Sign{"≤", "<="}, Sign{"−", "-"},
                                       Sign{"●", "*"},   Sign{"○", "o"},  Sign{"░", ":"},  Sign{"│", "|"},
                                       Sign{"└", "+"},   Sign{"├", "+"},  Sign{"✓", "*"},  Sign{"─", "-"}};
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = std::string_view(text).substr(at);
        const auto sign = std::ranges::find_if(kSigns, [&](const Sign& one) { return rest.starts_with(one.first); });
        if (sign != kSigns.end()) {
            plain += sign->second;
            at += sign->first.size();
        } else {
            plain += text[at++];
        }
    }
    return plain;
}

}  // namespace waymark::app::render
