#include "keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "class_text.hpp"

namespace waymark::test {

TEST_CASE("schema and reference name every key of the table, with its meaning") {
    const auto schema = classroom::class_file_schema();
    const auto reference = classroom::class_file_reference();
    for (const auto* shape : classroom::all_shapes()) {
        CHECK(reference.find("**" + std::string(shape->name) + "**") != std::string::npos);
        std::set<std::string_view> names;
        for (const auto& key : shape->keys) {
            CAPTURE(key.name);
            CHECK(names.insert(key.name).second);
            CHECK(!key.meaning.empty());
            CHECK(schema.find("\"" + std::string(key.name) + "\": {") != std::string::npos);
            CHECK(reference.find("| `" + std::string(key.name) + "`") != std::string::npos);
            CHECK(reference.find(key.meaning) != std::string::npos);
        }
    }
}

TEST_CASE("every shape that a key leads to is listed") {
    const auto& all = classroom::all_shapes();
    for (const auto* shape : all) {
        for (const auto& key : shape->keys) {
            if (key.shape != nullptr) CHECK(std::ranges::find(all, key.shape) != all.end());
        }
    }
}

TEST_CASE("ranges of the table hold at both ends") {
    const auto with = [](const std::string& slots) {
        return load_class("policy: {week: {options_per_slot: " + slots + "}}\n").file.has_value();
    };
    CHECK(!with("1"));
    CHECK(with("2"));
    CHECK(with("4"));
    CHECK(!with("5"));
    const auto maximum = [](const std::string& most) {
        return load_class("skills: [{id: a}]\nchecks: [{id: q, skills: a, maximum: " + most + "}]\n").file.has_value();
    };
    CHECK(maximum("0.01"));
    CHECK(maximum("10000"));
    CHECK(!maximum("0"));
    CHECK(!maximum("10000.5"));
    CHECK(!maximum("0.00000000000000000000000000000000000000000000001"));
}

}  // namespace waymark::test
