#include "shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, is_digit);
}

/// Without leading zeros: 010 is no number but an id.
bool is_integer(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && std::ranges::all_of(text, is_digit) && (text.size() == 1 || text[0] != '0');
}

bool is_number(std::string_view text) {
    const auto point = text.find('.');
    if (point == std::string_view::npos) return is_integer(text);
    const auto behind = text.substr(point + 1);
    return is_integer(text.substr(0, point)) && !behind.empty() && std::ranges::all_of(behind, is_digit);
}

/// Whether YAML 1.2 takes plain text for a number: then editors do, so that an id 007 needs quotes.
bool is_yaml_number(std::string_view text) {
    const auto all = [](std::string_view part, std::string_view allowed) {
        return !part.empty() && part.find_first_not_of(allowed) == std::string_view::npos;
    };
    if (text.starts_with("0x")) return all(text.substr(2), "0123456789abcdefABCDEF");
    if (text.starts_with("0o")) return all(text.substr(2), "01234567");
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text == ".inf" || text == ".Inf" || text == ".INF" || text == ".nan" || text == ".NaN" || text == ".NAN")
        return true;
    if (const auto power = text.find_first_of("eE"); power != std::string_view::npos) {
        auto tens = text.substr(power + 1);
        if (tens.starts_with('-') || tens.starts_with('+')) tens.remove_prefix(1);
        if (!all(tens, "0123456789")) return false;
        text = text.substr(0, power);
    }
    return all(text, "0123456789.") && std::ranges::count(text, '.') <= 1 && text != ".";
}

bool is_yaml_word(std::string_view text) {
    static constexpr std::array<std::string_view, 10> kOthers{"true",  "True", "TRUE", "false", "False",
                                                              "FALSE", "null", "Null", "NULL",  "~"};
    return std::ranges::find(kOthers, text) == kOthers.end() && !is_yaml_number(text);
}

bool is_date(std::string_view text) {
    return text.size() == 10 && digits(text.substr(0, 4), 4) && text[4] == '-' && digits(text.substr(5, 2), 2) &&
           text[7] == '-' && digits(text.substr(8), 2);
}

bool looks_like_text(const Node& node) {
    if (node.kind != Node::Kind::scalar) return false;
    return node.quoted || is_yaml_word(node.text);
}

std::string found(const Node& node) {
    switch (node.kind) {
        case Node::Kind::nothing:
            return "nothing";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::map:
            return "keys of its own";
        case Node::Kind::scalar:
            break;
    }
    return in_quotes(node.text);
}

class ShapeCheck {
public:
    explicit ShapeCheck(Complaints& complaints) : complaints_(complaints) {}

    void map(Node& node, const Shape& shape) {
        if (node.kind != Node::Kind::map) {
            wrong(node, fmt::format("a {} is written as keys with values, not as {}", shape.name, found(node)));
            return;
        }
        std::vector<std::string> names;
        for (const auto& key : shape.keys) names.emplace_back(key.name);
        for (auto& [word, value] : node.entries) {
            const auto key =
                std::ranges::find(shape.keys, word.text, [](const Key& one) { return std::string(one.name); });
            if (key == shape.keys.end()) {
                const bool merge = word.text == "<<";
                complaints_.error("unknown-key", word.spot,
                                  fmt::format("a {} has no key {}", shape.name, in_quotes(word.text)),
                                  merge ? "class files cannot merge; use include"
                                        : near_hint(word.text, names, "its keys: " + list(names)));
                value = Node{.kind = Node::Kind::nothing, .spot = value.spot};
            } else if (value.kind == Node::Kind::nothing) {
                if (key->required && !value.cut) missing(word.spot, shape, *key);
            } else {
                one(value, *key);
            }
        }
        if (node.cut) return;
        for (const auto& key : shape.keys) {
            const bool there =
                std::ranges::any_of(node.entries, [&](const auto& entry) { return entry.key.text == key.name; });
            if (key.required && !there) missing(node.spot, shape, key);
        }
    }

private:
    static std::string list(const std::vector<std::string>& names) {
        std::string line;
        for (const auto& name : names) line += (line.empty() ? "" : ", ") + name;
        return line;
    }

    void missing(const Spot& spot, const Shape& shape, const Key& key) {
        complaints_.error("missing-key", spot, fmt::format("the {} lacks \"{}\"", shape.name, key.name),
                          fmt::format("{}: {}", key.name, key.meaning));
    }

    void wrong(Node& node, std::string message, std::string hint = {}, Code code = "wrong-type") {
        // What reading ended in is not what was meant.
        const bool half = node.cut && node.kind != Node::Kind::scalar;
        if (!half) complaints_.error(code, node.spot, std::move(message), std::move(hint));
        node = Node{.kind = Node::Kind::nothing, .spot = node.spot, .cut = node.cut};
    }

    void text_of(Node& node, const Key& key) {
        if (looks_like_text(node)) {
            if (key.required && text::trim(node.text).empty())
                wrong(node, fmt::format("\"{}\" is empty", key.name), {}, "empty-text");
            return;
        }
        const bool scalar = node.kind == Node::Kind::scalar;
        wrong(node, fmt::format("\"{}\" must be text, not {}", key.name, found(node)),
              scalar ? "put it in quotes" : "");
    }

    void in_range(Node& node, const Key& key, double value) {
        if (value >= key.low && value <= key.high) return;
        wrong(node, fmt::format("\"{}\" cannot be {}", key.name, in_quotes(node.text)),
              fmt::format("from {:g} to {:g}", key.low, key.high), "out-of-range");
    }

    void one_choice(Node& node, const Key& key) {
        const auto known = std::ranges::find(key.choices, std::string_view(node.text)) != key.choices.end();
        if (node.kind == Node::Kind::scalar && known) return;
        std::vector<std::string> names;
        for (const auto choice : key.choices) names.emplace_back(choice);
        wrong(node, fmt::format("\"{}\" cannot be {}", key.name, found(node)),
              near_hint(node.text, names, "one of: " + list(names)), "unknown-choice");
    }

    void number_of(Node& node, const Key& key) {
        const bool whole = key.type == Type::integer;
        plain_number(node, key, whole ? is_integer : is_number, whole ? "a whole number" : "a number");
        if (node.kind == Node::Kind::nothing) return;
        double value = std::numeric_limits<double>::infinity();
        const auto* end = node.text.data() + node.text.size();
        if (std::from_chars(node.text.data(), end, value).ec != std::errc())
            value = std::numeric_limits<double>::infinity();
        in_range(node, key, value);
    }

    void plain_number(Node& node, const Key& key, bool (*fits)(std::string_view), const std::string& what) {
        if (node.kind == Node::Kind::scalar && !node.quoted && fits(node.text)) return;
        wrong(node, fmt::format("\"{}\" must be {}, not {}", key.name, what, found(node)),
              node.quoted ? "without quotes" : "");
    }

    void each_of(Node& node, const Key& key, auto check) {
        if (key.required && node.kind == Node::Kind::list && node.items.empty() && !node.cut) {
            wrong(node, fmt::format("\"{}\" names nothing", key.name), {}, "empty-list");
            return;
        }
        if (node.kind != Node::Kind::list) {
            check(node);
            return;
        }
        for (auto& item : node.items) check(item);
        std::erase_if(node.items, [](const Node& item) { return item.kind == Node::Kind::nothing; });
    }

    void maps_of(Node& node, const Key& key) {
        if (node.kind != Node::Kind::list) {
            wrong(node, fmt::format("\"{}\" must be a list, not {}", key.name, found(node)),
                  "begin each entry with \"- \"");
            return;
        }
        for (auto& item : node.items) map(item, *key.shape);
        std::erase_if(node.items, [](const Node& item) { return item.kind == Node::Kind::nothing; });
    }

    void needs_of(Node& node, const Key& key) {
        each_of(node, key, [&](Node& item) {
            if (item.kind != Node::Kind::map) {
                text_of(item, key);
                return;
            }
            static const Shape any_of{"need", {{"any_of", Type::texts, "skills of which one is enough", true}}};
            map(item, any_of);
        });
    }

    void one(Node& node, const Key& key) {
        switch (key.type) {
            case Type::text:
                text_of(node, key);
                break;
            case Type::id:
                if (!looks_like_text(node)) {
                    text_of(node, key);
                } else if (!is_id(node.text)) {
                    wrong(node, fmt::format("{} is no id", in_quotes(node.text)), kIdHint, "bad-id");
                }
                break;
            case Type::texts:
                each_of(node, key, [&](Node& item) { text_of(item, key); });
                break;
            case Type::integer:
            case Type::number:
                number_of(node, key);
                break;
            case Type::date:
                if (node.kind != Node::Kind::scalar || !is_date(node.text)) {
                    wrong(node, fmt::format("\"{}\" must be a day, not {}", key.name, found(node)),
                          "write it as 2026-08-31", "bad-date");
                }
                break;
            case Type::due:
                if (node.kind != Node::Kind::scalar || !is_due(node.text)) {
                    wrong(node, fmt::format("\"due\" cannot be {}", found(node)), kDueHint, "bad-due");
                }
                break;
            case Type::choice:
                one_choice(node, key);
                break;
            case Type::choices:
                each_of(node, key, [&](Node& item) { one_choice(item, key); });
                break;
            case Type::map:
                map(node, *key.shape);
                break;
            case Type::maps:
                maps_of(node, key);
                break;
            case Type::needs:
                needs_of(node, key);
                break;
            case Type::file_or_map:
                if (node.kind == Node::Kind::scalar) {
                    text_of(node, key);
                } else {
                    map(node, *key.shape);
                }
                break;
            case Type::file_or_maps:
                if (node.kind == Node::Kind::scalar) {
                    text_of(node, key);
                } else {
                    maps_of(node, key);
                }
                break;
        }
    }

    Complaints& complaints_;
};

}  // namespace

bool is_due(std::string_view text) {
    if (text.starts_with("session "))
        return text.size() <= 12 && text.size() > 8 && text[8] != '0' && is_integer(text.substr(8)) && text[8] != '-';
    if (text.starts_with("end of "))
        return text.size() > 7 && text[7] != ' ' && text.find_first_of("\r\n") == std::string_view::npos;
    return is_date(text);
}

bool is_id(std::string_view text) {
    const auto letter = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && text.size() <= 64 && letter(text[0]) &&
           std::ranges::all_of(text, [&](char c) { return letter(c) || c == '-' || c == '_' || c == '.'; });
}

void check_shape(Node& node, const Shape& shape, Complaints& complaints) {
    ShapeCheck(complaints).map(node, shape);
}

std::optional<Word> word(const Node& map, std::string_view key) {
    const auto* node = map.find(key);
    if (node == nullptr || node->kind != Node::Kind::scalar) return std::nullopt;
    return Word{node->text, node->spot};
}

std::vector<const Node*> each(const Node* list_or_one) {
    std::vector<const Node*> nodes;
    if (list_or_one == nullptr || list_or_one->kind == Node::Kind::nothing) return nodes;
    if (list_or_one->kind != Node::Kind::list) return {list_or_one};
    for (const auto& item : list_or_one->items) nodes.push_back(&item);
    return nodes;
}

std::vector<Word> words(const Node& map, std::string_view key) {
    std::vector<Word> all;
    for (const auto* node : each(map.find(key))) {
        if (node->kind == Node::Kind::scalar) all.push_back({node->text, node->spot});
    }
    return all;
}

std::optional<int> integer(const Node& map, std::string_view key) {
    const auto found = number(map, key);
    return found ? std::optional(static_cast<int>(*found)) : std::nullopt;
}

std::optional<double> number(const Node& map, std::string_view key) {
    const auto* node = map.find(key);
    if (node == nullptr || node->kind != Node::Kind::scalar) return std::nullopt;
    double value = 0;
    const auto [end, failed] = std::from_chars(node->text.data(), node->text.data() + node->text.size(), value);
    return failed == std::errc() ? std::optional(value) : std::nullopt;
}

std::string text_or(const Node& map, std::string_view key, std::string fallback) {
    const auto found = word(map, key);
    return found ? text::trim(found->text) : std::move(fallback);
}

std::optional<text::Date> day(const Node& map, std::string_view key, Complaints& complaints) {
    const auto found = word(map, key);
    if (!found) return std::nullopt;
    const auto date = text::parse_iso_date(found->text);
    if (!date) complaints.error("no-such-day", found->spot, fmt::format("there is no day {}", found->text));
    return date;
}

}  // namespace waymark::classroom
