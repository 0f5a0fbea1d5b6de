#include <fmt/format.h>

#include "shape.hpp"
#include "taught.hpp"

namespace waymark::classroom {
namespace {

std::vector<std::string> texts_of(const std::vector<Word>& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) texts.push_back(one.text);
    return texts;
}

Priority priority_of(std::string_view word) {
    if (word == "aspire") return Priority::aspire;
    return word == "should" ? Priority::should : Priority::must;
}

SaidSkill skill_of(const Node& node, const Word& id, Complaints& complaints) {
    SaidSkill skill;
    skill.id = id;
    skill.title = text_or(node, "title", id.text);
    skill.can_do = text_or(node, "can_do");
    skill.unit = word(node, "unit");
    for (const auto* need : each(node.find("needs"))) {
        if (need->kind == Node::Kind::scalar) skill.needs.push_back({Word{need->text, need->spot}});
        if (need->kind == Node::Kind::map) {
            auto any = words(*need, "any_of");
            if (!any.empty()) skill.needs.push_back(std::move(any));
        }
    }
    skill.minutes = integer(node, "minutes");
    skill.priority = priority_of(text_or(node, "priority"));
    skill.due = word(node, "due");
    skill.standards = texts_of(words(node, "standards"));
    skill.test = day(node, "test", complaints);
    skill.encompasses = words(node, "encompasses");
    if (const auto* grading = node.find("grading")) skill.grading = *grading;
    skill.was = words(node, "was");
    return skill;
}

SaidActivity activity_of(const Node& node, const Word& id) {
    SaidActivity said;
    said.id = id;
    auto& activity = said.activity;
    activity.id = id.text;
    activity.title = text_or(node, "title", id.text);
    activity.kind = text_or(node, "kind", "activity");
    said.teaches = words(node, "teaches");
    activity.minutes = integer(node, "minutes").value_or(20);
    activity.sessions = integer(node, "sessions").value_or(1);
    activity.tool = text_or(node, "tool");
    activity.interests = texts_of(words(node, "interests"));
    const auto place = text_or(node, "place");
    activity.place = place == "class" ? Place::classroom : place == "home" ? Place::home : Place::anywhere;
    activity.capacity = integer(node, "capacity");
    activity.preparation_minutes = integer(node, "preparation_minutes").value_or(0);
    activity.marking_minutes = integer(node, "marking_minutes").value_or(0);
    said.check = word(node, "check");
    activity.link = text_or(node, "link");
    return said;
}

SaidItem item_of(const Node& node, const Word& id) {
    return {.id = id,
            .title = text_or(node, "title", id.text),
            .skills = words(node, "skills"),
            .maximum = number(node, "maximum"),
            .was = words(node, "was")};
}

SaidCheck check_of(const Node& node, const Word& id, Complaints& complaints) {
    SaidCheck said;
    said.id = id;
    said.was = words(node, "was");
    auto& check = said.check;
    check.id = id.text;
    check.title = text_or(node, "title", id.text);
    check.kind = text_or(node, "kind", "quiz");
    check.minutes = integer(node, "minutes").value_or(10);
    check.marking_minutes = integer(node, "marking_minutes").value_or(0);
    check.retakes = text_or(node, "new_score") == "retake";
    said.on = day(node, "on", complaints);
    if (const auto on = word(node, "on")) said.on_spot = on->spot;
    for (const auto* item : each(node.find("items"))) {
        if (const auto item_id = word(*item, "id")) said.items.push_back(item_of(*item, *item_id));
    }
    const auto skills = words(node, "skills");
    if (node.cut) return said;
    if (!said.items.empty() && !skills.empty()) {
        complaints.error("items-and-skills", skills.front().spot,
                         fmt::format("the check {} has both items and skills", in_quotes(id.text)),
                         "give each item its skills, or the check its skills and one maximum");
    } else if (said.items.empty() && skills.empty()) {
        complaints.error("check-of-nothing", id.spot, fmt::format("the check {} checks no skill", in_quotes(id.text)),
                         "add skills: [ID] and maximum, or items");
    } else if (said.items.empty()) {
        said.items.push_back(
            {.id = id, .title = check.title, .skills = skills, .maximum = number(node, "maximum"), .was = {}});
    }
    return said;
}

/// Calls `use` with every entry of a list that has an id.
void each_with_id(const Node& file, const char* key, Taught& taught, auto use) {
    const auto* list = file.find(key);
    if (list == nullptr || list->kind != Node::Kind::list) return;
    for (const auto& node : list->items) {
        if (const auto id = word(node, "id")) {
            use(node, *id);
        } else {
            taught.incomplete = true;
        }
    }
}

}  // namespace

void read_units(const Node& file, Taught& taught, Complaints& complaints) {
    each_with_id(file, "units", taught, [&](const Node& node, const Word& id) {
        taught.units.push_back({.id = id,
                                .title = text_or(node, "title", id.text),
                                .due = word(node, "due"),
                                .test = day(node, "test", complaints)});
    });
}

void read_taught(const Node& file, Taught& taught, Complaints& complaints) {
    each_with_id(file, "skills", taught,
                 [&](const Node& node, const Word& id) { taught.skills.push_back(skill_of(node, id, complaints)); });
    each_with_id(file, "activities", taught,
                 [&](const Node& node, const Word& id) { taught.activities.push_back(activity_of(node, id)); });
    each_with_id(file, "checks", taught,
                 [&](const Node& node, const Word& id) { taught.checks.push_back(check_of(node, id, complaints)); });
}

}  // namespace waymark::classroom
