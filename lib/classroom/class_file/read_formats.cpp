#include "read_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "built_in_formats.hpp"
#include "shape.hpp"
#include "waymark/classroom/class_file.hpp"

namespace waymark::classroom {
namespace {

using Holds = TableFormat::Holds;

std::vector<std::string> texts(const Node& node, std::string_view key) {
    std::vector<std::string> all;
    for (const auto& one : words(node, key)) all.push_back(one.text);
    return all;
}

std::vector<const Node*> maps(const Node& node, std::string_view key) {
    return each(node.find(key));
}

constexpr std::array<std::pair<std::string_view, Role>, 17> kRoles{{{"student", Role::student},
                                                                    {"given", Role::given},
                                                                    {"family", Role::family},
                                                                    {"preferred", Role::preferred},
                                                                    {"school_id", Role::school_id},
                                                                    {"email", Role::email},
                                                                    {"section", Role::section},
                                                                    {"status", Role::status},
                                                                    {"item", Role::item},
                                                                    {"skill", Role::skill},
                                                                    {"score", Role::score},
                                                                    {"maximum", Role::maximum},
                                                                    {"date", Role::date},
                                                                    {"state", Role::state},
                                                                    {"person_key", Role::person_key},
                                                                    {"section_key", Role::section_key},
                                                                    {"item_key", Role::item_key}}};

constexpr std::array<std::pair<std::string_view, Holds>, 5> kHolds{{{"people", Holds::people},
                                                                    {"sections", Holds::sections},
                                                                    {"enrolments", Holds::enrolments},
                                                                    {"items", Holds::items},
                                                                    {"results", Holds::results}}};

constexpr std::array<std::pair<std::string_view, EnrolmentStatus>, 3> kStatus{
    {{"active", EnrolmentStatus::active}, {"inactive", EnrolmentStatus::inactive}, {"left", EnrolmentStatus::left}}};

constexpr std::array<std::pair<std::string_view, std::optional<EvidenceState>>, 7> kStates{
    {{"scored", EvidenceState::scored},
     {"excused", EvidenceState::excused},
     {"missing", EvidenceState::missing},
     {"pending", EvidenceState::pending},
     {"in_progress", EvidenceState::in_progress},
     {"not_assigned", EvidenceState::not_assigned},
     {"blank", std::nullopt}}};

std::vector<RowTest> row_tests(const Node& node, std::string_view key) {
    std::vector<RowTest> tests;
    for (const auto* one : maps(node, key)) tests.push_back({text_or(*one, "column"), texts(*one, "is")});
    return tests;
}

TableFormat read_table(const Node& node) {
    TableFormat table;
    const auto holds = text_or(node, "holds");
    for (const auto& [word, meant] : kHolds) {
        if (holds == word) table.holds = meant;
    }
    table.files = texts(node, "file");
    table.header = texts(node, "header");
    table.without = texts(node, "without");
    table.calculated = texts(node, "calculated");
    if (const auto* columns = node.find("columns")) {
        for (const auto& [word, role] : kRoles) {
            auto names = texts(*columns, word);
            if (!names.empty()) table.columns[role] = std::move(names);
        }
    }
    for (const auto* one : maps(node, "ids")) {
        table.ids.push_back({text_or(*one, "system"), texts(*one, "column")});
    }
    for (const auto* one : maps(node, "items")) {
        table.items.push_back({.column = text_or(*one, "column"),
                               .title = text_or(*one, "title"),
                               .maximum = number(*one, "maximum"),
                               .percent = text_or(*one, "percent")});
    }
    table.only = row_tests(node, "only");
    table.skip = row_tests(node, "skip");
    table.maximum_row = row_tests(node, "maximum_row");
    table.date_row = row_tests(node, "date_row");
    table.confirmed_by_row = text_or(node, "confirmed_by") == "row";
    if (const auto* status = node.find("status")) {
        for (const auto& [word, meant] : kStatus) {
            for (auto& one : texts(*status, word)) table.status.emplace_back(std::move(one), meant);
        }
    }
    if (const auto* states = node.find("states")) {
        for (const auto& [word, meant] : kStates) {
            for (auto& one : texts(*states, word)) table.state.emplace_back(std::move(one), meant);
        }
    }
    if (text_or(node, "blank") == "missing") table.blank = EvidenceState::missing;
    const auto dates = text_or(node, "dates");
    if (dates == "day_first") table.dates = text::DateOrder::day_first;
    if (dates == "month_first") table.dates = text::DateOrder::month_first;
    table.attempts = text_or(node, "rows_of_a_student") == "attempts";
    return table;
}

/// Whether rows of the table can be told to be somebody's.
bool names_people(const TableFormat& table) {
    const auto has = [&](Role role) { return table.columns.contains(role); };
    return !table.ids.empty() || has(Role::student) || has(Role::given) || has(Role::family) || has(Role::school_id) ||
           has(Role::email) || has(Role::person_key);
}

/// Patterns take time with each part; headers need few.
constexpr std::size_t kMostParts = 8;

void check_patterns(const Node& node, Complaints& complaints) {
    if (node.kind == Node::Kind::scalar && std::ranges::count(node.text, '{') + std::ranges::count(node.text, '*') >
                                               static_cast<std::ptrdiff_t>(kMostParts)) {
        complaints.error("bad-format", node.spot, "a pattern holds too many \"*\" and \"{…}\"",
                         fmt::format("{} at the most", kMostParts));
    }
    for (const auto& item : node.items) check_patterns(item, complaints);
    for (const auto& entry : node.entries) check_patterns(entry.value, complaints);
}

}  // namespace

std::optional<Format> read_format(const Node& node, Complaints& complaints) {
    Format format;
    format.id = text_or(node, "format");
    format.title = text_or(node, "title", format.id);
    format.instead = text_or(node, "instead");
    for (const auto& one : texts(node, "gives")) {
        format.gives_roster = format.gives_roster || one == "roster";
        format.gives_results = format.gives_results || one == "results";
    }
    const auto tables = maps(node, "tables");
    std::vector<const Node*> nodes = tables.empty() ? std::vector{&node} : tables;
    for (const auto* one : nodes) format.tables.push_back(read_table(*one));
    check_patterns(node, complaints);
    if (format.id.empty()) return std::nullopt;
    bool sound = true;
    const auto wrong = [&](const Node& at, const std::string& message, const std::string& hint) {
        complaints.error("bad-format", at.spot, message, hint);
        sound = false;
    };
    if (!tables.empty() && (node.find("header") != nullptr || node.find("columns") != nullptr)) {
        wrong(node, "header and columns stand beside tables", "put them into one of the tables");
    }
    for (std::size_t at = 0; at < format.tables.size(); ++at) {
        const auto& table = format.tables[at];
        if (table.header.empty()) {
            wrong(*nodes[at], "the description has no header", "header: [names of columns that tell the file apart]");
            continue;
        }
        if (!format.instead.empty()) continue;
        const bool rows_are_people = table.holds != Holds::sections && table.holds != Holds::items;
        if (rows_are_people && !names_people(table)) {
            wrong(*nodes[at], "no column says who a row is about", "columns: {student: NAME}, or ids:");
        }
    }
    if (!format.instead.empty()) return sound ? std::optional(std::move(format)) : std::nullopt;
    if (!format.gives_roster && !format.gives_results) {
        wrong(node, "the description does not say what the file gives", "gives: [roster], [results] or both");
    }
    const bool scores = std::ranges::any_of(format.tables, [](const TableFormat& table) {
        return !table.items.empty() || table.columns.contains(Role::score);
    });
    if (format.gives_results && !scores) {
        wrong(node, "no column holds scores", "columns: {score: NAME}, or items: with a pattern of their headers");
    }
    if (!sound) return std::nullopt;
    return format;
}

std::span<const Format> built_in_formats() {
    static const std::vector<Format> formats = [] {
        std::vector<Format> read;
        for (const auto& [name, yaml] : kBuiltInFormats) {
            text::Diagnostics diagnostics;
            auto format = parse_format(std::string(name), yaml, diagnostics);
            // The tests read each; a program that carries a broken one must not guess.
            if (!format) std::abort();
            read.push_back(std::move(*format));
        }
        return read;
    }();
    return formats;
}

std::optional<Format> parse_format(const std::string& path, std::string_view yaml, text::Diagnostics& diagnostics) {
    Complaints complaints(diagnostics);
    const Source source(path, std::string(yaml));
    auto node = parse_yaml(yaml, source, complaints);
    if (node.kind == Node::Kind::nothing) {
        if (!complaints.has_errors()) complaints.error("empty-file", {.source = &source}, "the file is empty");
        return std::nullopt;
    }
    check_shape(node, format_shape(), complaints);
    auto format = read_format(node, complaints);
    return complaints.has_errors() ? std::nullopt : std::move(format);
}

}  // namespace waymark::classroom
