#include "tree_bytes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "class_text.hpp"

namespace waymark::test {
namespace {

using classroom::bytes_of;
using classroom::Node;
using classroom::Source;
using classroom::tree_of;

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool same(const classroom::Spot& a, const classroom::Spot& b) {
    return a.source == b.source && a.line == b.line && a.column == b.column && a.length == b.length;
}

bool same(const Node& a, const Node& b) {
    return a.kind == b.kind && same(a.spot, b.spot) && a.text == b.text && a.quoted == b.quoted &&
           std::ranges::equal(a.items, b.items, [](const Node& x, const Node& y) { return same(x, y); }) &&
           std::ranges::equal(a.entries, b.entries, [](const Node::Entry& x, const Node::Entry& y) {
               return x.key.text == y.key.text && same(x.key.spot, y.key.spot) && same(x.value, y.value);
           });
}

}  // namespace

TEST_CASE("a tree comes back from its bytes as it was, for every class file there is") {
    int seen = 0;
    for (const std::string folder : {CORPUS, EXAMPLES}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".yaml") continue;
            CAPTURE(entry.path().string());
            const auto text = text_of(entry.path());
            const Source source(entry.path().filename().string(), text);
            text::Diagnostics diagnostics;
            classroom::Complaints complaints(diagnostics);
            const auto tree = classroom::parse_yaml(text, source, complaints);
            if (complaints.count() > 0) continue;
            CHECK(!tree.cut);
            const auto back = tree_of(bytes_of(tree), source);
            REQUIRE(back.has_value());
            CHECK(same(tree, *back));
            ++seen;
        }
    }
    CHECK(seen > 20);
}

TEST_CASE("a text that is known is read from its tree, another one from itself") {
    const auto first = load({{"class.yaml", class_text()}});
    REQUIRE(first.file.has_value());
    auto known = first.file->texts;
    const std::string title = "Spanish 1";
    auto& tree = known.front().tree;
    tree.replace(tree.find(title), title.size(), "Spanish 2");
    const auto title_of = [&](const std::string& text) {
        text::Diagnostics diagnostics;
        return classroom::load_class_file([&](const std::string&) { return std::optional(text); }, diagnostics, known)
            ->title;
    };
    CHECK(title_of(class_text()) == "Spanish 2");
    CHECK(title_of(class_text("# changed\n")) == "Spanish 1");
}

TEST_CASE("a mistake is named each time, whatever is known") {
    const auto text = class_text("colour: blue\n");
    const auto load_knowing = [&](std::vector<classroom::ClassText> known) {
        text::Diagnostics diagnostics;
        CHECK(!classroom::load_class_file([&](const std::string&) { return std::optional(text); }, diagnostics,
                                          std::move(known)));
        return diagnostics.sorted();
    };
    const Source source("class.yaml", text);
    text::Diagnostics none;
    classroom::Complaints complaints(none);
    const auto tree = bytes_of(classroom::parse_yaml(text, source, complaints));
    const auto parsed = load_knowing({});
    const auto known = load_knowing({{"class.yaml", text, tree}});
    REQUIRE(parsed.size() == 1);
    REQUIRE(known.size() == 1);
    CHECK(text::draw(parsed.front()) == text::draw(known.front()));
}

TEST_CASE("damaged bytes are no tree, or a tree; never a crash") {
    const auto text = class_text("skills: [{id: a, title: A, needs: []}, {id: b, title: \"B\"}]\n");
    const Source source("class.yaml", text);
    text::Diagnostics diagnostics;
    classroom::Complaints complaints(diagnostics);
    const auto bytes = bytes_of(classroom::parse_yaml(text, source, complaints));
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(!tree_of(bytes.substr(0, size), source));
    CHECK(!tree_of(bytes + "x", source));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const char wrong : {'\0', '\x7F', '\xFF'}) {
            auto changed = bytes;
            changed[at] = wrong;
            if (const auto tree = tree_of(changed, source)) CHECK(tree->entries.size() < bytes.size());
        }
    }
}

}  // namespace waymark::test
