#include "render/taught.hpp"

#include <fmt/format.h>

#include "render/json.hpp"
#include "render/words.hpp"

namespace waymark::app::render {
namespace {

/// "4", "2.5".
std::string points(double maximum) {
    return fmt::format("{:g}", maximum);
}

void show_lines(Document& document, Table table, const char* none) {
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{none});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
}

}  // namespace

Document checks_document(const CheckList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, count_of(list.checks.size(), "check", "checks")});
    Table table{{{"check, item"}, {"title"}, {"out of", true}, {"skills", false, 1}}, {}};
    document.data.columns = {{"check"},   {"check_title"}, {"item"},      {"title"},
                             {"maximum"}, {"skills"},      {"new_score"}, {"minutes"}};
    for (const auto& check : list.checks) {
        double sum = 0;
        for (const auto& item : check.items) sum += item.maximum;
        // A check of one part that has its name is that part.
        const bool whole = check.items.size() == 1 && check.items.front().id == check.id;
        table.rows.push_back({{check.id, Meaning::strong},
                              {check.title},
                              {points(sum)},
                              {whole ? joined(check.items.front().skills) : ""}});
        for (const auto& item : check.items) {
            if (!whole)
                table.rows.push_back({{"  " + item.id}, {item.title}, {points(item.maximum)}, {joined(item.skills)}});
            document.data.rows.push_back({{check.id},
                                          {check.title},
                                          {item.id},
                                          {item.title},
                                          {points(item.maximum)},
                                          {joined(item.skills)},
                                          {check.retakes ? "retake" : "correction"},
                                          {std::to_string(check.minutes)}});
        }
    }
    show_lines(document, std::move(table), "The class file has no checks.");
    return document;
}

std::string checks_json(const CheckList& list) {
    Json all = Json::array();
    for (const auto& check : list.checks) {
        Json items = Json::array();
        for (const auto& item : check.items) {
            items.push_back(
                {{"item", item.id}, {"title", item.title}, {"maximum", item.maximum}, {"skills", item.skills}});
        }
        all.push_back({{"check", check.id},
                       {"title", check.title},
                       {"kind", check.kind},
                       {"minutes", check.minutes},
                       {"new_score", check.retakes ? "retake" : "correction"},
                       {"items", items}});
    }
    return dumped({{"schema", "checks/1"}, {"class", list.title}, {"checks", all}});
}

Document skills_document(const SkillList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, count_of(list.skills.size(), "skill", "skills")});
    Table table{{{"skill"}, {"title"}, {"unit", false, 1}, {"checks", false, 2}}, {}};
    document.data.columns = {{"skill"}, {"title"}, {"unit"}, {"can_do"}, {"checks"}, {"activities"}};
    for (const auto& skill : list.skills) {
        table.rows.push_back({{skill.id, Meaning::strong}, {skill.title}, {skill.unit}, {joined(skill.checks)}});
        document.data.rows.push_back({{skill.id},
                                      {skill.title},
                                      {skill.unit},
                                      {skill.can_do},
                                      {joined(skill.checks)},
                                      {joined(skill.activities)}});
    }
    show_lines(document, std::move(table), "The class file has no skills.");
    return document;
}

std::string skills_json(const SkillList& list) {
    Json all = Json::array();
    for (const auto& skill : list.skills) {
        all.push_back({{"skill", skill.id},
                       {"title", skill.title},
                       {"unit", skill.unit},
                       {"can_do", skill.can_do},
                       {"checks", skill.checks},
                       {"activities", skill.activities}});
    }
    return dumped({{"schema", "skills/1"}, {"class", list.title}, {"skills", all}});
}

Document activities_document(const ActivityList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, count_of(list.activities.size(), "activity", "activities")});
    Table table{{{"activity"}, {"title"}, {"minutes", true, 2}, {"skills", false, 1}}, {}};
    document.data.columns = {{"activity"}, {"title"}, {"kind"}, {"minutes"}, {"sessions"}, {"skills"}};
    for (const auto& one : list.activities) {
        table.rows.push_back(
            {{one.id, Meaning::strong},
             {one.title},
             {one.sessions > 1 ? fmt::format("{} × {}", one.sessions, one.minutes) : std::to_string(one.minutes)},
             {joined(one.skills)}});
        document.data.rows.push_back({{one.id},
                                      {one.title},
                                      {one.kind},
                                      {std::to_string(one.minutes)},
                                      {std::to_string(one.sessions)},
                                      {joined(one.skills)}});
    }
    show_lines(document, std::move(table), "The class file has no activities.");
    return document;
}

std::string activities_json(const ActivityList& list) {
    Json all = Json::array();
    for (const auto& one : list.activities) {
        all.push_back({{"activity", one.id},
                       {"title", one.title},
                       {"kind", one.kind},
                       {"minutes", one.minutes},
                       {"sessions", one.sessions},
                       {"skills", one.skills}});
    }
    return dumped({{"schema", "activities/1"}, {"class", list.title}, {"activities", all}});
}

}  // namespace waymark::app::render
