#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "keys.hpp"
#include "waymark/classroom/class_file.hpp"

namespace waymark::classroom {
namespace {

using Json = nlohmann::ordered_json;

Json reference_to(const Shape& shape) {
    return {{"$ref", "#/$defs/" + std::string(shape.name)}};
}

/// A list, or one thing that stands for a list of one.
Json one_or_more(const Json& one, bool required) {
    Json list{{"type", "array"}, {"items", one}};
    if (required) list["minItems"] = 1;
    return {{"anyOf", {one, list}}};
}

Json text_schema(bool required) {
    Json text{{"type", "string"}};
    if (required) text["pattern"] = "\\S";
    return text;
}

Json list_of(const Shape& shape) {
    return {{"type", "array"}, {"items", reference_to(shape)}};
}

Json string_like(const char* pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}

Json schema_of_type(const Key& key) {
    switch (key.type) {
        case Type::text:
            return text_schema(key.required);
        case Type::id:
            return string_like("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
        case Type::texts:
            return one_or_more(text_schema(key.required), key.required);
        case Type::integer:
        case Type::number: {
            Json number{{"type", key.type == Type::integer ? "integer" : "number"}};
            if (std::isfinite(key.low)) number["minimum"] = key.low;
            if (std::isfinite(key.high)) number["maximum"] = key.high;
            return number;
        }
        case Type::date:
            return string_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        case Type::due:
            return string_like("^([0-9]{4}-[0-9]{2}-[0-9]{2}|session [1-9][0-9]{0,3}|end of [^ ].*)$");
        case Type::choice:
            return {{"enum", key.choices}};
        case Type::choices:
            return one_or_more({{"enum", key.choices}}, key.required);
        case Type::map:
            return reference_to(*key.shape);
        case Type::maps:
            return list_of(*key.shape);
        case Type::needs: {
            Json any{{"type", "object"},
                     {"properties", {{"any_of", one_or_more(text_schema(true), true)}}},
                     {"required", {"any_of"}},
                     {"additionalProperties", false}};
            return one_or_more({{"anyOf", {text_schema(false), any}}}, key.required);
        }
        case Type::file_or_map:
            return {{"anyOf", {{{"type", "string"}}, reference_to(*key.shape)}}};
        case Type::file_or_maps:
            return {{"anyOf", {{{"type", "string"}}, list_of(*key.shape)}}};
    }
    return {};
}

Json schema_of(const Shape& shape) {
    Json properties = Json::object(), required = Json::array();
    for (const auto& key : shape.keys) {
        Json value = schema_of_type(key);
        // A key whose value is not filled in yet counts as left out.
        if (key.required) {
            required.push_back(key.name);
        } else {
            value = {{"anyOf", {value, {{"type", "null"}}}}};
        }
        value["description"] = key.meaning;
        properties[std::string(key.name)] = std::move(value);
    }
    Json json{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) json["required"] = required;
    return json;
}

std::string with_article(std::string_view noun) {
    return (std::string_view("aeiou").find(noun.front()) == std::string_view::npos ? "a " : "an ") + std::string(noun);
}

std::string type_word(const Key& key) {
    const auto range = [&](const std::string& word) {
        return std::isfinite(key.low) ? fmt::format("{} {:g}–{:g}", word, key.low, key.high) : word;
    };
    const auto listed = [&] {
        std::string line;
        // Weekdays have a short form each; the long ones say it all.
        for (const auto choice : key.choices) {
            if (key.name == "days" && choice.size() == 3) continue;
            line += (line.empty() ? "" : ", ") + std::string(choice);
        }
        return line;
    };
    switch (key.type) {
        case Type::text:
            return "text";
        case Type::id:
            return "id";
        case Type::texts:
            return "texts";
        case Type::integer:
            return range("whole number");
        case Type::number:
            return range("number");
        case Type::date:
            return "day";
        case Type::due:
            return "day, `session N` or `end of UNIT`";
        case Type::choice:
            return "one of " + listed();
        case Type::choices:
            return "some of " + listed();
        case Type::map:
            return with_article(key.shape->name);
        case Type::maps:
            return "list, each " + with_article(key.shape->name);
        case Type::needs:
            return "skills and `any_of: [skills]`";
        case Type::file_or_map:
            return "file, or " + with_article(key.shape->name);
        case Type::file_or_maps:
            return "file, or a list, each " + with_article(key.shape->name);
    }
    return {};
}

}  // namespace

std::string class_file_schema() {
    Json definitions = Json::object();
    for (const auto* shape : all_shapes()) definitions[std::string(shape->name)] = schema_of(*shape);
    const Json json{{"$schema", "http://json-schema.org/draft-07/schema#"},
                    {"title", "waymark class file"},
                    {"allOf", {reference_to(class_shape())}},
                    {"$defs", definitions}};
    return json.dump(2) + "\n";
}

std::string class_file_reference() {
    std::string out;
    for (const auto* shape : all_shapes()) {
        out +=
            fmt::format("{}**{}**\n\n| key | what | meaning |\n|---|---|---|\n", out.empty() ? "" : "\n", shape->name);
        for (const auto& key : shape->keys) {
            out += fmt::format("| `{}`{} | {} | {} |\n", key.name, key.required ? " (required)" : "", type_word(key),
                               key.meaning);
        }
    }
    return out;
}

}  // namespace waymark::classroom
