#include "yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>

namespace waymark::classroom {
namespace {

constexpr std::size_t kDeepestBlock = 32;
constexpr std::size_t kMostNodes = 200000;

constexpr const char* kUnclosedQuote = "this quote is not closed on its line";
constexpr const char* kCloseQuote = "add the closing quote";
constexpr const char* kNoAliases = "class files have no aliases (*name)";
constexpr const char* kUnclosedBracket = "this bracket is not closed";
constexpr const char* kCloseBracket = "add the closing ] or }";

/// Ends reading a file after a complaint.
struct Stop {};

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/// Where the quote that opens at `open` is closed on its line.
std::optional<std::size_t> closing_quote(std::string_view text, std::size_t open) {
    const char quote = text[open];
    for (auto at = open + 1; at < text.size() && !is_line_end(text[at]); ++at) {
        if (text[at] == '\\' && quote == '"') {
            if (at + 1 < text.size() && is_line_end(text[at + 1])) return std::nullopt;
            ++at;
        } else if (text[at] == quote) {
            // In single quotes a doubled one stands for itself.
            if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return at;
            ++at;
        }
    }
    return std::nullopt;
}

class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::string_view text, const Source& source, Complaints& complaints)
        : text_(text), source_(source), complaints_(complaints) {}

    [[nodiscard]] const std::vector<Spot>& open_brackets() const { return brackets_; }
    /// Whether the newest text ran over its line, so that a mistake right after it was named already.
    [[nodiscard]] bool ran_over() const { return ran_over_; }

    /// The tree, or what there is of it.
    [[nodiscard]] Node take() {
        while (!stack_.empty()) {
            auto level = std::move(stack_.back());
            stack_.pop_back();
            if (stack_.empty()) {
                root_ = std::move(level.node);
            } else {
                put(stack_.back(), std::move(level.node));
            }
        }
        return std::move(root_);
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) {
            complaints_.error("second-document", spot_of(mark, 1), "a second document starts here",
                              "one file holds one document; is this line indented as the ones above?");
            throw Stop();
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        Node node;
        node.spot = spot_of(mark, 1);
        place(std::move(node), mark);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        complaints_.error("alias", spot_of(mark, 1), kNoAliases, "write the value out");
        throw Stop();
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = value;
        node.quoted = tag == "!";
        node.spot = spot_of(mark, check_ends_on_its_line(mark, value));
        place(std::move(node), mark);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        open(mark, tag, anchor, style, Node::Kind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        open(mark, tag, anchor, style, Node::Kind::map);
    }
    void OnMapEnd() override { close(); }

    /// The first quote behind everything that was read, for a file that ends before it is closed.
    [[nodiscard]] Spot next_quote() const {
        auto at = std::min(scalar_end_, text_.size());
        while (at < text_.size() && text_[at] != '"' && text_[at] != '\'') {
            const bool comment = text_[at] == '#' && (at == 0 || text_[at - 1] == ' ' || is_line_end(text_[at - 1]));
            at = comment ? std::min(text_.find('\n', at), text_.size()) : at + 1;
        }
        const auto before = text_.substr(0, at);
        const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        return {.source = &source_,
                .line = static_cast<int>(std::ranges::count(before, '\n')) + 1,
                .column = code_points(before.substr(line_start)) + 1};
    }

    [[nodiscard]] Spot spot_of(const YAML::Mark& mark, int length) const {
        Spot spot{.source = &source_, .line = std::max(mark.line, 0) + 1, .column = 1, .length = length};
        const auto at = static_cast<std::size_t>(spot.line) - 1;
        if (at >= source_.lines().size()) {
            // Behind the end: the last line that is there.
            spot.line = static_cast<int>(source_.lines().size());
            return spot;
        }
        const auto& line = source_.lines()[at];
        const auto bytes = std::min(line.size(), static_cast<std::size_t>(std::max(mark.column, 0)));
        spot.column += code_points(std::string_view(line).substr(0, bytes));
        return spot;
    }

private:
    struct Open {
        Node node;
        YAML::Mark mark;
        bool flow = false;
        std::optional<Word> key;          ///< of a map: the key that waits for its value
        std::map<std::string, int> keys;  ///< of a map: the lines on which keys were met
    };

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor == 0) return;
        complaints_.error("anchor", spot_of(mark, 1), "class files have no anchors (&name)",
                          "write the value out where it is needed");
        throw Stop();
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        if (tag.empty() || tag == "?" || tag == "!") return;
        complaints_.error("tag", spot_of(mark, 1), "class files have no tags (!name)", "write the plain value");
        throw Stop();
    }

    /// The library takes everything up to the next quote, or the end of the file, as one text. Gives the length of what
    /// stands on the first line, and remembers where it ends.
    int check_ends_on_its_line(const YAML::Mark& mark, const std::string& value) {
        const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
        ran_over_ = false;
        scalar_end_ = text_.size();
        if (at >= text_.size()) return 1;
        const char first = text_[at];
        if (first == '"' || first == '\'') {
            const auto end = closing_quote(text_, at);
            if (!end) {
                complaints_.error("unclosed-quote", spot_of(mark, 1), kUnclosedQuote, kCloseQuote);
                throw Stop();
            }
            scalar_end_ = *end + 1;
            return code_points(text_.substr(at, scalar_end_ - at));
        }
        if (first == '|' || first == '>') return 1;
        if (text_.substr(at, value.size()) != value) {
            refuse_open_bracket(mark.line + 1);
            complaints_.error("text-over-lines", spot_of(mark, 1), "this text runs on into the next line",
                              "put it on one line; is the next line indented too far?");
            ran_over_ = true;
            return 1;
        }
        scalar_end_ = at + value.size();
        return std::max(1, code_points(value));
    }

    /// A text inside a bracket that does not end on its line is the sign of a bracket that is not closed.
    void refuse_open_bracket(int line) {
        if (brackets_.empty() || brackets_.back().line != line) return;
        complaints_.error("unclosed-bracket", brackets_.back(), kUnclosedBracket, kCloseBracket);
        throw Stop();
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style,
              Node::Kind kind) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (stack_.size() >= kDeepestBlock) {
            complaints_.error("too-deep", spot_of(mark, 1),
                              fmt::format("more than {} levels inside each other", kDeepestBlock));
            throw Stop();
        }
        Open level;
        level.node.kind = kind;
        level.node.spot = spot_of(mark, 1);
        level.mark = mark;
        level.flow = style == YAML::EmitterStyle::Flow;
        if (level.flow) brackets_.push_back(level.node.spot);
        stack_.push_back(std::move(level));
    }

    void close() {
        auto level = std::move(stack_.back());
        stack_.pop_back();
        if (level.flow) brackets_.pop_back();
        place(std::move(level.node), level.mark);
    }

    void place(Node node, const YAML::Mark& mark) {
        if (++nodes_ > kMostNodes) {
            complaints_.error("too-large", node.spot, fmt::format("more than {} values in one file", kMostNodes));
            throw Stop();
        }
        if (stack_.empty()) {
            root_ = std::move(node);
        } else if (stack_.back().node.kind == Node::Kind::map && !stack_.back().key) {
            take_key(stack_.back(), node, mark);
        } else {
            put(stack_.back(), std::move(node));
        }
    }

    static void put(Open& level, Node node) {
        if (level.node.kind == Node::Kind::list) {
            level.node.items.push_back(std::move(node));
        } else if (level.key) {
            level.node.entries.push_back({std::move(*level.key), std::move(node)});
            level.key.reset();
        }
    }

    void take_key(Open& level, const Node& node, const YAML::Mark& mark) {
        if (node.kind != Node::Kind::scalar) {
            complaints_.error("bad-key", spot_of(mark, 1), "a key must be a word", "is there a \":\" too many?");
            throw Stop();
        }
        // The library takes a word without ":" as a key without value.
        const auto next = text_.find_first_not_of(" \t", scalar_end_);
        if (!ran_over_ && (next == std::string_view::npos || text_[next] != ':')) {
            if (next == std::string_view::npos || is_line_end(text_[next])) refuse_open_bracket(node.spot.line);
            complaints_.error("bad-key", node.spot,
                              fmt::format("{} stands alone, without a value", in_quotes(node.text)),
                              "a key is followed by \": \"");
            throw Stop();
        }
        const auto [first, fresh] = level.keys.try_emplace(node.text, node.spot.line);
        if (!fresh) {
            complaints_.error("duplicate-key", node.spot, fmt::format("the key {} is here twice", in_quotes(node.text)),
                              fmt::format("the first is on line {}", first->second));
        }
        level.key = Word{node.text, node.spot};
    }

    std::string_view text_;
    const Source& source_;
    Complaints& complaints_;
    Node root_;
    std::vector<Open> stack_;
    std::vector<Spot> brackets_;
    std::size_t nodes_ = 0;
    std::size_t scalar_end_ = 0;
    int documents_ = 0;
    bool ran_over_ = false;
};

/// The library's word for a mistake as a sentence for a teacher.
std::string plain(std::string_view library_says) {
    struct Saying {
        std::string_view theirs;
        std::string_view ours;
    };
    static constexpr std::array kSayings{
        Saying{"illegal map value", "a second \":\" in one value; put the text in quotes"},
        Saying{"illegal block entry", "a list cannot begin here; is it indented as its neighbours?"},
        Saying{"illegal flow end", "a closing bracket that nothing opened, or not of this kind"},
        Saying{"end of map flow not found", "inside { } every value is followed by \",\" or \"}\""},
        Saying{"end of sequence flow not found", "inside [ ] every value is followed by \",\" or \"]\""},
        Saying{"end of map not found", "this does not fit what stands before it"},
        Saying{"end of sequence not found", "this does not fit the list before it"},
        Saying{"map keys must be on a single line", "a key and its \":\" must be on one line"},
        Saying{"unknown escape character", "\"\\\" begins an escape in double quotes; use single quotes"},
        Saying{"unknown token", "no text begins with this character; put it in quotes"},
        Saying{"illegal character when scanning", "a character that cannot stand here; put the text in quotes"},
    };
    for (const auto& [theirs, ours] : kSayings) {
        if (library_says.find(theirs) != std::string_view::npos) return std::string(ours);
    }
    return "this line cannot be read";
}

void explain(const YAML::ParserException& failure, const TreeBuilder& builder, const Source& source,
             Complaints& complaints) {
    if (builder.ran_over()) return;
    const auto spot = builder.spot_of(failure.mark, 1);
    if (failure.msg.find("EOF in scalar") != std::string::npos) {
        complaints.error("unclosed-quote", builder.next_quote(), kUnclosedQuote, kCloseQuote);
        return;
    }
    // Anchors are refused, so that no alias ever has one.
    if (failure.msg.find("anchor") != std::string::npos || failure.msg.find("alias") != std::string::npos) {
        complaints.error("alias", spot, kNoAliases, "write the value out");
        return;
    }
    if (!builder.open_brackets().empty()) {
        // The library blames the first line of the file, or whatever line its reading ends on.
        const auto& bracket = builder.open_brackets().back();
        const auto at = static_cast<std::size_t>(std::max(bracket.line, 1)) - 1;
        const bool closed = at < source.lines().size() && source.lines()[at].find_first_of("]}") != std::string::npos;
        if (spot.line != bracket.line || !closed) {
            complaints.error("unclosed-bracket", bracket, kUnclosedBracket, kCloseBracket);
            return;
        }
    }
    complaints.error("syntax", spot, plain(failure.msg),
                     "lines of one level begin in one column; a list item begins with \"- \"");
}

/// Everything on the way to the last value may go on behind the place where reading ended.
void mark_cut(Node& node) {
    node.cut = true;
    if (!node.items.empty()) mark_cut(node.items.back());
    if (!node.entries.empty()) mark_cut(node.entries.back().value);
}

/// Complains about the first line that the library would take for something else, and gives where it begins; the size
/// of `text` when there is none.
std::size_t readable_length(std::string_view text, const Source& source, Complaints& complaints) {
    bool begun = false;
    std::size_t start = 0;
    for (int line = 1; start < text.size(); ++line) {
        const auto end = std::min(text.find('\n', start), text.size());
        const auto whole = text.substr(start, end - start);
        const auto control = std::ranges::find_if(
            whole, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r'; });
        if (control != whole.end()) {
            const auto column = code_points(whole.substr(0, static_cast<std::size_t>(control - whole.begin()))) + 1;
            complaints.error("control-character", {.source = &source, .line = line, .column = column},
                             "this line holds a control character", "is it really a text file?");
            return start;
        }
        const auto first = whole.find_first_not_of(" \t\r");
        if (first != std::string_view::npos && whole[first] != '#') {
            const auto tab = whole.substr(0, first).find('\t');
            if (tab != std::string_view::npos) {
                complaints.error("tab", {.source = &source, .line = line, .column = static_cast<int>(tab) + 1},
                                 "a tab cannot indent a line", "use spaces");
                return start;
            }
            if (!begun && whole[first] == '%') {
                complaints.error("syntax", {.source = &source, .line = line, .column = 1},
                                 "class files have no directives (%NAME)", "remove this line");
                return start;
            }
            begun = true;
        }
        start = end + 1;
    }
    return text.size();
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto found =
        std::ranges::find(entries, key, [](const auto& entry) -> const std::string& { return entry.key.text; });
    return found == entries.end() || found->value.kind == Kind::nothing ? nullptr : &found->value;
}

Node parse_yaml(std::string_view text, const Source& source, Complaints& complaints) {
    std::string readable(text);
    // A lone carriage return ends a line for people and editors, but not for the library.
    for (std::size_t at = 0; at < readable.size(); ++at) {
        if (readable[at] == '\r' && (at + 1 == readable.size() || readable[at + 1] != '\n')) readable[at] = '\n';
    }
    readable.resize(readable_length(readable, source, complaints));
    bool cut = readable.size() < text.size();
    TreeBuilder builder(readable, source, complaints);
    std::istringstream stream(readable);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::ParserException& failure) {
        // Where the text was cut off, what is left open was named already.
        if (!cut) explain(failure, builder, source, complaints);
        cut = true;
    } catch (const YAML::Exception&) {
        complaints.error("syntax", {.source = &source}, "this file cannot be read as YAML");
        cut = true;
    } catch (const Stop&) {
        // The complaint was made where it was found.
        cut = true;
    }
    auto root = builder.take();
    if (cut) mark_cut(root);
    return root;
}

}  // namespace waymark::classroom
