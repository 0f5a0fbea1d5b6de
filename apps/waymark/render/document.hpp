#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace waymark::app::render {

/// What text means; a theme gives it a colour, and no meaning is carried by colour alone.
enum class Meaning { plain, strong, muted, good, attention };

struct Cell {
    std::string text;
    Meaning meaning = Meaning::plain;
};

struct Column {
    std::string title;
    bool right = false;      ///< numbers
    int hide_first = 0;      ///< 0 = never hidden; of others the largest goes first when the screen is narrow
    std::size_t least = 12;  ///< columns of text that stay when it is cut; 0 = never cut. Numbers never are
};

struct Heading {
    std::string left;
    std::string right;
};

struct Paragraph {
    std::string text;
    Meaning meaning = Meaning::plain;
};

/// Names and values, a line each; a line without a name goes on with the one above.
struct Facts {
    std::vector<std::pair<std::string, Cell>> lines;
};

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

/// Entries of a plan: a few short words in columns, a title with a note behind it, and lines under it.
struct Entries {
    struct Entry {
        std::vector<Cell> lead;
        std::string title;
        std::string note;
        std::vector<Cell> choices;
    };
    std::vector<Entry> lines;
};

/// What comes from what.
struct Tree {
    struct Node {
        std::string title;
        std::string note;
        Meaning meaning = Meaning::plain;  ///< of the title
        std::vector<std::string> lines;    ///< more about it
        std::vector<Node> children;
    };
    std::vector<Node> roots;
};

/// Lines with an indent.
struct Items {
    std::vector<std::string> lines;
};

/// Commands to type next.
struct Commands {
    std::vector<std::string> lines;
};

/// Text that is shown as it stands.
struct Verbatim {
    std::string text;
};

/// A piece of paper of its own begins: what follows, up to the next, is cut out and handed to somebody.
struct Slip {};

/// A page of its own begins, of several that are printed together.
struct Page {};

using Block = std::variant<Heading, Paragraph, Facts, Table, Entries, Tree, Items, Commands, Verbatim, Slip, Page>;

/// A report before it is drawn. Text in it is raw: each renderer makes it safe for where it goes.
struct Document {
    std::vector<Block> blocks;
    /// What --format csv writes; without columns the first table of `blocks`.
    Table data;
    /// What the whole is called; otherwise its first heading says it.
    std::string title = {};
};

struct TextStyle {
    std::size_t width = 80;
    bool fit = true;  ///< cut and hide to the width; false in a pipe, where nothing is lost
    bool colour = false;
    bool ascii = false;
};

[[nodiscard]] std::string draw_text(const Document& document, const TextStyle& style);
[[nodiscard]] std::string draw_markdown(const Document& document);
/// A whole page, for the screen and print-ready.
[[nodiscard]] std::string draw_html(const Document& document);
[[nodiscard]] std::string draw_csv(const Document& document);

}  // namespace waymark::app::render
