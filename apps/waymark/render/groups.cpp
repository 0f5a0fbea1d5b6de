#include <fmt/format.h>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

/// Who works with whom in a session.
namespace waymark::app::render {

using classroom::GroupsReport;

namespace {

std::string member_name(const GroupsReport& report, const GroupsReport::Member& member) {
    if (!member.peer) return member.name;
    const auto& mastered = report.names.mastered;
    return fmt::format("{} ({})", member.name, mastered == "mastered" ? "has mastered it" : mastered);
}

std::string names(const GroupsReport& report, const std::vector<GroupsReport::Member>& members) {
    std::vector<std::string> all;
    for (const auto& one : members) all.push_back(member_name(report, one));
    return joined(all);
}

Json members_json(const std::vector<GroupsReport::Member>& members) {
    Json all = Json::array();
    for (const auto& one : members) all.push_back({{"student", one.slug}, {"name", one.name}, {"peer", one.peer}});
    return all;
}

}  // namespace

Document groups_document(const GroupsReport& report) {
    Document document;
    document.blocks.emplace_back(
        Heading{report.title, fmt::format("session {} · {} · {}", report.session, text::long_date(report.on),
                                          report.fixed ? "fixed" : "proposed")});
    document.data.columns = {{"group"},    {"student"}, {"name"},    {"skill"}, {"skill_title"},
                             {"activity"}, {"title"},   {"minutes"}, {"peer"}};
    Entries entries;
    for (const auto& group : report.groups) {
        Entries::Entry entry{.lead = {{std::to_string(group.number), Meaning::muted},
                                      {fmt::format("{}'", group.minutes), Meaning::muted}},
                             .title = group.skill_title,
                             .note = group.activity.empty() ? "their own way" : group.activity_title,
                             .choices = {}};
        if (group.met_before > 0) {
            entry.note += fmt::format("; {} together before",
                                      count_of(static_cast<std::size_t>(group.met_before), "pair was", "pairs were"));
        }
        for (const auto& one : group.members) {
            entry.choices.push_back({member_name(report, one), one.peer ? Meaning::good : Meaning::plain});
            document.data.rows.push_back({{std::to_string(group.number)},
                                          {one.slug},
                                          {one.name},
                                          {group.skill},
                                          {group.skill_title},
                                          {group.activity},
                                          {group.activity_title},
                                          {std::to_string(group.minutes)},
                                          {one.peer ? "yes" : ""}});
        }
        entries.lines.push_back(std::move(entry));
    }
    if (entries.lines.empty()) {
        document.blocks.emplace_back(Paragraph{
            report.smallest <= 2
                ? std::string("No two students are ready for the same skill.")
                : fmt::format("No {} students who may work together are ready for the same skill.", report.smallest)});
    } else {
        document.blocks.emplace_back(std::move(entries));
    }
    Facts facts;
    if (!report.alone.empty()) facts.lines.emplace_back("Own work", Cell{names(report, report.alone)});
    if (!report.absent.empty()) facts.lines.emplace_back("Absent", Cell{names(report, report.absent)});
    std::vector<std::string> talks;
    for (const auto& one : report.conferences) talks.push_back(one.name);
    if (!talks.empty()) facts.lines.emplace_back("Conferences", Cell{joined(talks)});
    if (!facts.lines.empty()) document.blocks.emplace_back(std::move(facts));
    for (const auto& note : report.notes) document.blocks.emplace_back(Paragraph{note, Meaning::attention});
    if (!report.fixed && !report.groups.empty()) {
        document.blocks.emplace_back(Commands{{"waymark assign groups " + text::iso_date(report.on) + " --save"}});
    }
    return document;
}

std::string groups_json(const GroupsReport& report) {
    Json groups = Json::array(), talks = Json::array();
    for (const auto& group : report.groups) {
        groups.push_back({{"group", group.number},
                          {"skill", group.skill},
                          {"skill_title", group.skill_title},
                          {"activity", group.activity.empty() ? Json(nullptr) : Json(group.activity)},
                          {"title", group.activity.empty() ? Json(nullptr) : Json(group.activity_title)},
                          {"minutes", group.minutes},
                          {"met_before", group.met_before},
                          {"students", members_json(group.members)}});
    }
    for (const auto& one : report.conferences) {
        talks.push_back({{"student", one.slug},
                         {"name", one.name},
                         {"last", day(one.last)},
                         {"sessions_waited", one.sessions_waited}});
    }
    return dumped({{"schema", "groups/1"},
                   {"class", report.title},
                   {"session", report.session},
                   {"day", text::iso_date(report.on)},
                   {"minutes", report.session_minutes},
                   {"fixed", report.fixed},
                   {"groups", groups},
                   {"own_work", members_json(report.alone)},
                   {"absent", members_json(report.absent)},
                   {"conferences", talks},
                   {"notes", report.notes}});
}

}  // namespace waymark::app::render
