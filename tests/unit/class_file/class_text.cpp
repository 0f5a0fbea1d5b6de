#include "class_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace waymark::test {

std::vector<std::string> Loaded::codes() const {
    std::vector<std::string> all;
    for (const auto& one : diagnostics) all.push_back(one.code);
    return all;
}

const text::Diagnostic& Loaded::first(const std::string& code) const {
    const auto found = std::ranges::find(diagnostics, code, &text::Diagnostic::code);
    REQUIRE_MESSAGE(found != diagnostics.end(), code);
    return *found;
}

Loaded load(const Texts& texts) {
    text::Diagnostics diagnostics;
    Loaded loaded;
    loaded.file = classroom::load_class_file(
        [&](const std::string& path) {
            const auto found = texts.find(path);
            return found == texts.end() ? std::nullopt : std::optional(found->second);
        },
        diagnostics);
    loaded.diagnostics = diagnostics.sorted();
    return loaded;
}

std::string class_text(const std::string& more) {
    return "title: Spanish 1\n"
           "term: {starts: 2026-08-31, ends: 2026-09-21}\n"
           "meets: [{days: [monday], minutes: 50}]\n" +
           more;
}

Loaded load_class(const std::string& more) {
    return load({{"class.yaml", class_text(more)}});
}

Loaded load_sheet(const std::string& sheet, const std::string& more) {
    return load({{"class.yaml", class_text("skills: skills.csv\n" + more)}, {"skills.csv", sheet}});
}

}  // namespace waymark::test
