#include <fmt/format.h>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"

namespace waymark::app::render {
namespace {

using classroom::EnrolmentStatus;
using classroom::Student;

const char* status_word(EnrolmentStatus status) {
    switch (status) {
        case EnrolmentStatus::active:
            return "active";
        case EnrolmentStatus::inactive:
            return "inactive";
        case EnrolmentStatus::left:
            return "left";
    }
    return "";
}

Json as_json(const Student& one) {
    return {{"student", one.slug},
            {"key", one.key},
            {"name", one.display_name()},
            {"given", one.given},
            {"family", one.family},
            {"preferred", one.preferred},
            {"section", one.section},
            {"school_id", one.school_id},
            {"email", one.email},
            {"status", status_word(one.status)},
            {"joined", text::iso_date(one.joined)},
            {"interests", one.interests},
            {"tools", one.tools}};
}

Json as_json(const std::vector<Student>& students) {
    Json all = Json::array();
    for (const auto& one : students) all.push_back(as_json(one));
    return all;
}

std::string names_of(const std::vector<StudentDetails::Other>& others) {
    std::string list;
    for (const auto& one : others) {
        list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", one.name, one.slug);
    }
    return list;
}

Json slugs_of(const std::vector<StudentDetails::Other>& others) {
    Json all = Json::array();
    for (const auto& one : others) all.push_back(one.slug);
    return all;
}

}  // namespace

Document roster_document(const Roster& roster) {
    Document document;
    document.blocks.emplace_back(Heading{
        roster.title, fmt::format("{} student{}", roster.students.size(), roster.students.size() == 1 ? "" : "s")});
    Table table{{{"student"},
                 {"name"},
                 {"section", false, 1},
                 {"school id", false, 2},
                 {"e-mail", false, 4},
                 {"status", false, 3}},
                {}};
    for (const auto& one : roster.students) {
        table.rows.push_back({{one.slug, Meaning::strong},
                              {one.display_name()},
                              {one.section},
                              {one.school_id},
                              {one.email},
                              {status_word(one.status)}});
    }
    document.data = table;
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"Nobody yet."});
        document.blocks.emplace_back(Commands{{"waymark roster import FILE"}});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    return document;
}

std::string roster_json(const Roster& roster) {
    return dumped({{"schema", "roster/1"}, {"class", roster.title}, {"students", as_json(roster.students)}});
}

std::string adjustment_text(const classroom::Adjustment& one) {
    std::string line;
    const auto add = [&](const std::string& part) { line += (line.empty() ? "" : "; ") + part; };
    if (one.time_factor > 1) add(fmt::format("time ×{:g}", one.time_factor));
    if (!one.format.empty()) add("format: " + one.format);
    if (!one.place.empty()) add("place: " + one.place);
    if (!one.device_at_home) add("no device at home");
    if (!one.without.empty()) {
        std::string list;
        for (const auto& skill : one.without) list += (list.empty() ? "" : ", ") + skill;
        add("without " + list);
    }
    if (!one.note.empty()) add(one.note);
    return line.empty() ? "none" : line;
}

Document student_document(const StudentDetails& details) {
    const auto& one = details.student;
    Document document;
    document.blocks.emplace_back(Heading{one.display_name(), details.title});
    Facts facts;
    document.data.columns = {{"field"}, {"value"}};
    const auto line = [&](const char* name, const std::string& value) {
        document.data.rows.push_back({{name}, {value}});
        if (!value.empty()) facts.lines.emplace_back(name, Cell{value});
    };
    line("student", one.slug);
    line("given", one.given);
    line("family", one.family);
    line("preferred", one.preferred);
    line("section", one.section);
    line("school id", one.school_id);
    line("e-mail", one.email);
    line("status", status_word(one.status));
    line("joined", text::iso_date(one.joined));
    line("interests", joined(one.interests));
    line("tools", joined(one.tools));
    const auto adjusted = adjustment_text(details.adjustment);
    line("adjusted", adjusted == "none" ? "" : adjusted);
    line("apart from", names_of(details.apart));
    line("together with", names_of(details.together));
    document.blocks.emplace_back(std::move(facts));
    return document;
}

std::string student_json(const StudentDetails& details) {
    Json json{{"schema", "roster-student/1"}, {"class", details.title}};
    json.update(as_json(details.student));
    const auto& adjusted = details.adjustment;
    json["adjustment"] = {
        {"time_factor", adjusted.time_factor},       {"format", adjusted.format},   {"place", adjusted.place},
        {"device_at_home", adjusted.device_at_home}, {"without", adjusted.without}, {"note", adjusted.note}};
    json["apart"] = slugs_of(details.apart);
    json["together"] = slugs_of(details.together);
    return dumped(json);
}

Document roster_export_document(const RosterExport& exported) {
    Document document;
    Table table{{{"student"}, {"family"}, {"given"}, {"preferred"}, {"student id"}, {"email"}, {"section"}, {"status"}},
                {}};
    for (const auto& one : exported.students) {
        table.rows.push_back({{one.slug},
                              {one.family},
                              {one.given},
                              {one.preferred},
                              {one.school_id},
                              {one.email},
                              {one.section},
                              {status_word(one.status)}});
    }
    document.data = std::move(table);
    document.blocks.emplace_back(Verbatim{draw_csv(document)});
    return document;
}

std::string roster_export_json(const RosterExport& exported) {
    return dumped({{"schema", "roster/1"}, {"class", exported.title}, {"students", as_json(exported.students)}});
}

}  // namespace waymark::app::render
