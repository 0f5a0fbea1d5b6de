#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "class_text.hpp"
#include "codes.hpp"

namespace waymark::test {
namespace {

struct Case {
    std::string name;
    std::string kind;  ///< yaml, shape, meaning, advice, valid
    std::set<std::string> codes;
    Texts texts;
};

std::string text_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Case case_at(const std::filesystem::path& path) {
    Case one{.name = path.stem().string(), .kind = {}, .codes = {}, .texts = {}};
    if (std::filesystem::is_directory(path)) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(path)) {
            if (file.is_regular_file())
                one.texts[file.path().lexically_relative(path).generic_string()] = text_of(file.path());
        }
    } else {
        one.texts["class.yaml"] = text_of(path);
    }
    std::istringstream words(one.texts.at("class.yaml"));
    std::string word;
    words >> word >> one.kind;
    std::erase(one.kind, ':');
    std::getline(words, word);
    std::istringstream codes(word);
    while (codes >> word) one.codes.insert(word);
    return one;
}

std::vector<Case> corpus() {
    std::vector<Case> cases;
    for (const auto& entry : std::filesystem::directory_iterator(CORPUS)) cases.push_back(case_at(entry.path()));
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
}

}  // namespace

TEST_CASE("every file of the corpus gives the codes it is tagged with, and no other error") {
    for (const auto& one : corpus()) {
        const auto loaded = load(one.texts);
        std::set<std::string> errors, advice;
        for (const auto& diagnostic : loaded.diagnostics)
            (diagnostic.severity == text::Severity::error ? errors : advice).insert(diagnostic.code);
        CAPTURE(one.name);
        std::string all;
        for (const auto& diagnostic : loaded.diagnostics) all += text::draw(diagnostic);
        CAPTURE(all);
        if (one.kind == "valid") {
            CHECK(errors.empty());
        } else if (one.kind == "advice") {
            CHECK(errors.empty());
            CHECK(std::ranges::includes(advice, one.codes));
            CHECK(!one.codes.empty());
        } else {
            REQUIRE((one.kind == "yaml" || one.kind == "shape" || one.kind == "meaning"));
            CHECK(errors == one.codes);
        }
        CHECK(loaded.file.has_value() == errors.empty());
    }
}

TEST_CASE("every diagnostic says where, what and what to do, in plain words") {
    for (const auto& one : corpus()) {
        for (const auto& diagnostic : load(one.texts).diagnostics) {
            CAPTURE(one.name);
            CAPTURE(diagnostic.message);
            CHECK(one.texts.contains(diagnostic.place.file));
            REQUIRE(!diagnostic.message.empty());
            CHECK(!diagnostic.message.ends_with('.'));
            CHECK(!(diagnostic.message.front() >= 'A' && diagnostic.message.front() <= 'Z'));
            CHECK(diagnostic.message.find("yaml-cpp") == std::string::npos);
            CHECK(diagnostic.message.find("not found") == std::string::npos);
            if (diagnostic.place.line == 0) continue;
            CHECK(diagnostic.place.length >= 1);
            std::istringstream lines(one.texts.at(diagnostic.place.file));
            std::string line;
            for (int at = 0; at < diagnostic.place.line; ++at) std::getline(lines, line);
            CHECK(diagnostic.excerpt == line);
        }
    }
}

TEST_CASE("every code has a file in the corpus that gives it, or a test of its own") {
    std::set<std::string> given;
    for (const auto& one : corpus()) {
        for (const auto& code : load(one.texts).codes()) given.insert(code);
    }
    // Files that are huge, or no text at all, are made in limits_test.cpp and sheet_test.cpp.
    const std::set<std::string> elsewhere{"bad-format",  "control-character", "not-utf8",
                                          "too-large",   "encoded-twice",     "no-class-file",
                                          "not-a-sheet", "too-many-mistakes", "too-many-skills"};
    for (const auto& code : classroom::kCodes) {
        CAPTURE(code.name);
        CHECK(given.contains(std::string(code.name)) != elsewhere.contains(std::string(code.name)));
    }
}

TEST_CASE("codes are listed once") {
    std::set<std::string_view> names;
    for (const auto& code : classroom::kCodes) CHECK(names.insert(code.name).second);
}

}  // namespace waymark::test
