#include "yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace waymark::classroom {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostNodes = 200000;

/// Ends reading a file after a complaint.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::string_view text, const Source& source, Complaints& complaints)
        : text_(text), source_(source), complaints_(complaints) {}

    [[nodiscard]] Node& root() { return root_; }
    [[nodiscard]] const std::vector<Spot>& open_brackets() const { return brackets_; }

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
        place(std::move(node));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        complaints_.error("alias", spot_of(mark, 1), "class files have no aliases (*name)", "write the value out");
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
        place(std::move(node));
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

    [[nodiscard]] Spot spot_of(const YAML::Mark& mark, int length) const {
        Spot spot{.source = &source_, .line = std::max(mark.line, 0) + 1, .column = 1, .length = length};
        const auto at = static_cast<std::size_t>(spot.line) - 1;
        if (at >= source_.lines.size()) {
            // Behind the end: the last line that is there.
            spot.line = static_cast<int>(source_.lines.size());
            return spot;
        }
        const auto& line = source_.lines[at];
        const auto bytes = std::min(line.size(), static_cast<std::size_t>(std::max(mark.column, 0)));
        spot.column += code_points(std::string_view(line).substr(0, bytes));
        return spot;
    }

private:
    struct Open {
        Node node;
        bool flow = false;
        std::optional<Word> key;  ///< of a map: the key that waits for its value
    };

    static int code_points(std::string_view utf8) {
        return static_cast<int>(
            std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    }

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
    /// stands on the first line.
    int check_ends_on_its_line(const YAML::Mark& mark, const std::string& value) {
        const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
        if (at >= text_.size()) return 1;
        const char first = text_[at];
        if (first == '"' || first == '\'') {
            std::size_t end = at + 1;
            while (end < text_.size() && text_[end] != first) {
                if (text_[end] == '\n' || text_[end] == '\r') break;
                if (first == '"' && text_[end] == '\\') ++end;
                ++end;
                // A doubled single quote stands for one.
                if (first == '\'' && end + 1 < text_.size() && text_[end] == '\'' && text_[end + 1] == '\'') end += 2;
            }
            if (end >= text_.size() || text_[end] != first) {
                complaints_.error("unclosed-quote", spot_of(mark, 1), "this quote is not closed on its line",
                                  fmt::format("add the closing {}", first));
                throw Stop();
            }
            return code_points(text_.substr(at, end + 1 - at));
        }
        if (first == '|' || first == '>') return 1;
        if (text_.substr(at, value.size()) != value) {
            complaints_.error("text-over-lines", spot_of(mark, 1), "this text runs on into the next line",
                              "put it on one line; is the next line indented too far?");
            return 1;
        }
        return std::max(1, code_points(value));
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style,
              Node::Kind kind) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (stack_.size() >= kDeepest) {
            complaints_.error("too-deep", spot_of(mark, 1), "more than 64 levels inside each other");
            throw Stop();
        }
        Open level;
        level.node.kind = kind;
        level.node.spot = spot_of(mark, 1);
        level.flow = style == YAML::EmitterStyle::Flow;
        if (level.flow) brackets_.push_back(level.node.spot);
        stack_.push_back(std::move(level));
    }

    void close() {
        auto level = std::move(stack_.back());
        stack_.pop_back();
        if (level.flow) brackets_.pop_back();
        place(std::move(level.node));
    }

    void place(Node node) {
        if (++nodes_ > kMostNodes) {
            complaints_.error("too-large", node.spot, "more than 200,000 values in one file");
            throw Stop();
        }
        if (stack_.empty()) {
            root_ = std::move(node);
            return;
        }
        auto& level = stack_.back();
        if (level.node.kind == Node::Kind::list) {
            level.node.items.push_back(std::move(node));
            return;
        }
        if (!level.key) {
            take_key(level, node);
            return;
        }
        level.node.entries.emplace_back(std::move(*level.key), std::move(node));
        level.key.reset();
    }

    void take_key(Open& level, const Node& node) {
        if (node.kind != Node::Kind::scalar) {
            complaints_.error("bad-key", node.spot, "a key must be a word", "is there a \":\" too many?");
            throw Stop();
        }
        const auto same =
            std::ranges::find(level.node.entries, node.text, [](const auto& entry) { return entry.first.text; });
        if (same != level.node.entries.end()) {
            complaints_.error("duplicate-key", node.spot, fmt::format("the key \"{}\" is here twice", node.text),
                              fmt::format("the first is on line {}", same->first.spot.line));
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
    int documents_ = 0;
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
        Saying{"end of map not found", "this line does not fit the indentation of the lines above"},
        Saying{"end of sequence not found", "this line does not fit the indentation of the list above"},
        Saying{"map keys must be on a single line", "a key and its \":\" must be on one line"},
        Saying{"unknown escape character", "\"\\\" begins an escape in double quotes; use single quotes"},
        Saying{"illegal character when scanning", "a character that cannot stand here; put the text in quotes"},
    };
    for (const auto& [theirs, ours] : kSayings) {
        if (library_says.find(theirs) != std::string_view::npos) return std::string(ours);
    }
    return "this line cannot be read";
}

void explain(const YAML::ParserException& failure, const TreeBuilder& builder, const Source& source,
             Complaints& complaints) {
    auto spot = builder.spot_of(failure.mark, 1);
    if (!builder.open_brackets().empty()) {
        complaints.error("unclosed-bracket", builder.open_brackets().back(), "this bracket is not closed",
                         "add the closing ] or }");
        return;
    }
    const auto at = static_cast<std::size_t>(std::max(spot.line, 1)) - 1;
    if (at < source.lines.size()) {
        const auto& line = source.lines[at];
        if (line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string::npos) {
            complaints.error("tab", spot, "a tab cannot indent a line", "use spaces");
            return;
        }
    }
    complaints.error("syntax", spot, plain(failure.msg),
                     "lines of one level begin in one column; a list item begins with \"- \"");
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto found =
        std::ranges::find(entries, key, [](const auto& entry) -> const std::string& { return entry.first.text; });
    return found == entries.end() || found->second.kind == Kind::nothing ? nullptr : &found->second;
}

std::optional<Node> parse_yaml(std::string_view text, const Source& source, Complaints& complaints) {
    TreeBuilder builder(text, source, complaints);
    const auto nul = text.find('\0');
    if (nul != std::string_view::npos) {
        const auto line = static_cast<int>(std::ranges::count(text.substr(0, nul), '\n')) + 1;
        complaints.error("nul", {.source = &source, .line = line}, "the file holds a NUL character",
                         "is it really a text file?");
        return std::nullopt;
    }
    std::istringstream stream{std::string(text)};
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
        return std::move(builder.root());
    } catch (const YAML::ParserException& failure) {
        explain(failure, builder, source, complaints);
    } catch (const YAML::Exception&) {
        complaints.error("syntax", {.source = &source}, "this file cannot be read as YAML");
    } catch (const Stop&) {
        // The complaint was made where it was found.
    }
    return std::nullopt;
}

}  // namespace waymark::classroom
