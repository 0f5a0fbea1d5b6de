#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/together.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

/// The plan of a week.
namespace waymark::app::render {
namespace {

using classroom::PlanChange;
using classroom::WeekReport;

/// Reasons come by weight; people read two, programs get all of them.
std::string weightiest(const std::vector<std::string>& reasons) {
    constexpr std::size_t kRead = 2;
    return joined({reasons.begin(), reasons.begin() + static_cast<std::ptrdiff_t>(std::min(kRead, reasons.size()))},
                  "; ");
}

/// What will show that it worked; a check shows itself.
std::string shown_by(const classroom::StoredSlot& slot) {
    if (slot.shown_by.empty() || slot.purpose == "check") return {};
    return "; shown by " + slot.shown_by_title;
}

/// "Conferences: Mon Ana López, Ben Ito", a line for each session.
std::vector<std::string> conference_lines(const std::vector<WeekReport::Conference>& conferences) {
    std::map<Date, std::vector<std::string>> names;
    for (const auto& one : conferences) names[one.on].push_back(one.name);
    std::vector<std::string> lines;
    for (const auto& [on, list] : names) {
        lines.push_back(fmt::format("Conferences on {}: {}", text::weekday_name(on), joined(list, ", ")));
    }
    return lines;
}

Json conferences_json(const std::vector<WeekReport::Conference>& conferences) {
    Json all = Json::array();
    for (const auto& one : conferences) {
        all.push_back({{"student", one.slug},
                       {"name", one.name},
                       {"day", text::iso_date(one.on)},
                       {"last", day(one.last)},
                       {"sessions_waited", one.sessions_waited}});
    }
    return all;
}

std::string day_word(const std::optional<Date>& on) {
    return on ? text::weekday_name(*on) : "home";
}

const char* kind_word(PlanChange::Kind kind) {
    switch (kind) {
        case PlanChange::Kind::added:
            return "added";
        case PlanChange::Kind::removed:
            return "removed";
        case PlanChange::Kind::moved:
            return "moved";
    }
    return "";
}

Json changes_json(const std::vector<PlanChange>& changes) {
    Json all = Json::array();
    for (const auto& one : changes) {
        all.push_back({{"student", one.slug},
                       {"change", kind_word(one.kind)},
                       {"from", day(one.from)},
                       {"day", day(one.on)},
                       {"skill_title", one.skill_title},
                       {"options", one.what}});
    }
    return all;
}

}  // namespace

std::string change_sentence(const PlanChange& change) {
    const auto& skill = change.skill_title;
    switch (change.kind) {
        case PlanChange::Kind::added:
            return fmt::format("{}: + {} · {}", day_word(change.on), skill, change.what);
        case PlanChange::Kind::removed:
            return fmt::format("{}: − {} · {}", day_word(change.on), skill, change.what);
        case PlanChange::Kind::moved:
            return fmt::format("{} → {}: {} · {}", day_word(change.from), day_word(change.on), skill, change.what);
    }
    return {};
}

Document week_document(const WeekReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.title, text::iso_week(report.week) + ", " +
                                                           text::week_span(report.week) +
                                                           (report.published ? " · published" : " · draft")});
    document.data.columns = {{"student"},     {"name"},    {"slot"},    {"day"},      {"purpose"}, {"skill"},
                             {"skill_title"}, {"minutes"}, {"option"},  {"activity"}, {"title"},   {"option_minutes"},
                             {"chosen"},      {"done"},    {"reasons"}, {"shown_by"}};
    if (!report.changes.empty()) {
        constexpr std::size_t kMost = 20;
        Items changed;
        for (std::size_t at = 0; at < std::min(report.changes.size(), kMost); ++at) {
            changed.lines.push_back(report.changes[at].name + ", " + change_sentence(report.changes[at]));
        }
        if (report.changes.size() > kMost) {
            changed.lines.push_back(fmt::format("and {} more", report.changes.size() - kMost));
        }
        document.blocks.emplace_back(Paragraph{"Changed:"});
        document.blocks.emplace_back(std::move(changed));
    }
    for (const auto& line : report.lines) {
        document.blocks.emplace_back(Paragraph{line.name + "  (" + line.slug + ")", Meaning::strong});
        Entries entries;
        for (const auto& slot : line.plan.slots) {
            const std::string mark = slot.done ? (*slot.done ? "done" : "not done") : "";
            Entries::Entry entry{.lead = {{std::to_string(slot.number), Meaning::muted},
                                          {slot.on ? text::weekday_name(*slot.on) : "home", Meaning::muted},
                                          {slot.purpose}},
                                 .title = slot.skill_title,
                                 .note = weightiest(slot.reasons) + (report.of_one ? shown_by(slot) : std::string()),
                                 .choices = {}};
            if (slot.done) entry.lead.push_back({mark, *slot.done ? Meaning::good : Meaning::attention});
            for (const auto& option : slot.options) {
                const bool chosen = option.letter == slot.chosen;
                entry.choices.push_back(
                    {fmt::format("{} {} {}'{}", option.letter, option.title, option.minutes, chosen ? " (chosen)" : ""),
                     chosen ? Meaning::good : Meaning::plain});
                document.data.rows.push_back({{line.slug},
                                              {line.name},
                                              {std::to_string(slot.number)},
                                              {slot.on ? text::iso_date(*slot.on) : "home"},
                                              {slot.purpose},
                                              {slot.skill},
                                              {slot.skill_title},
                                              {std::to_string(slot.minutes)},
                                              {option.letter},
                                              {option.activity.empty() ? option.check : option.activity},
                                              {option.title},
                                              {std::to_string(option.minutes)},
                                              {chosen ? "yes" : ""},
                                              {slot.done ? (*slot.done ? "yes" : "no") : ""},
                                              {joined(slot.reasons, "; ")},
                                              {slot.shown_by}});
            }
            entries.lines.push_back(std::move(entry));
        }
        if (entries.lines.empty()) {
            document.blocks.emplace_back(Paragraph{
                fmt::format("  Nothing ready: everything is {} or waits for a check.", report.names.is_mastered()),
                Meaning::muted});
        } else {
            document.blocks.emplace_back(std::move(entries));
        }
    }
    if (report.lines.empty()) document.blocks.emplace_back(Paragraph{"Nobody is on the roster yet."});
    if (!report.of_one) {
        const bool some_chose = std::ranges::any_of(report.lines, [](const auto& line) {
            return std::ranges::any_of(line.plan.slots, [](const auto& slot) { return !slot.chosen.empty(); });
        });
        document.blocks.emplace_back(Paragraph{
            fmt::format("At most {} at once; {} min of marking if {} option a, {} min of preparation.",
                        count_of(report.distinct_activities, "activity", "activities"), report.marking_minutes,
                        some_chose ? "whoever has not chosen takes" : "everyone takes", report.preparation_minutes),
            Meaning::muted});
    }
    for (const auto& line : conference_lines(report.conferences)) document.blocks.emplace_back(Paragraph{line});
    constexpr std::size_t kBlocksShown = 3;
    Commands together;
    for (std::size_t at = 0; at < report.together.size() && at < kBlocksShown; ++at) {
        const auto& one = report.together[at];
        if (report.published && one.saves()) continue;
        document.blocks.emplace_back(Paragraph{together_text(one)});
        if (!report.published) together.lines.push_back(together_command(one));
    }
    if (!together.lines.empty()) document.blocks.emplace_back(std::move(together));
    if (report.requests.asked > 0) document.blocks.emplace_back(Paragraph{share_sentence(report.requests)});
    Items refused;
    for (const auto& line : report.lines) {
        for (const auto& one : line.plan.requests) {
            if (one.honoured) continue;
            refused.lines.push_back(fmt::format("{} asked for {}: {}", line.name, one.title, one.because));
        }
    }
    if (!refused.lines.empty()) document.blocks.emplace_back(std::move(refused));
    for (const auto& note : report.notes) document.blocks.emplace_back(Paragraph{note});
    return document;
}

std::string week_json(const WeekReport& report) {
    Json together = Json::array();
    for (const auto& one : report.together) together.push_back(together_json(one));
    Json students = Json::array();
    for (const auto& line : report.lines) {
        Json slots = Json::array();
        for (const auto& slot : line.plan.slots) {
            Json options = Json::array();
            for (const auto& option : slot.options) {
                Json one{{"option", option.letter}};
                one["activity"] = option.activity.empty() ? Json(nullptr) : Json(option.activity);
                one["check"] = option.check.empty() ? Json(nullptr) : Json(option.check);
                one["title"] = option.title;
                one["minutes"] = option.minutes;
                options.push_back(std::move(one));
            }
            Json one{{"slot", slot.number},     {"day", day(slot.on)}, {"place", slot.on ? "class" : "home"},
                     {"purpose", slot.purpose}, {"skill", slot.skill}, {"skill_title", slot.skill_title},
                     {"minutes", slot.minutes}, {"options", options},  {"reasons", slot.reasons}};
            one["chosen"] = slot.chosen.empty() ? Json(nullptr) : Json(slot.chosen);
            one["done"] = slot.done ? Json(*slot.done) : Json(nullptr);
            one["shown_by"] =
                slot.shown_by.empty() ? Json(nullptr) : Json{{"check", slot.shown_by}, {"title", slot.shown_by_title}};
            slots.push_back(std::move(one));
        }
        Json requests = Json::array();
        for (const auto& one : line.plan.requests) requests.push_back(request_json(one));
        students.push_back({{"student", line.slug},
                            {"name", line.name},
                            {"revision", line.plan.revision},
                            {"slots", slots},
                            {"requests", requests}});
    }
    return dumped({{"schema", "week/1"},
                   {"class", report.title},
                   {"week", text::iso_week(report.week)},
                   {"monday", text::iso_date(report.week)},
                   {"published", report.published},
                   {"distinct_activities", report.distinct_activities},
                   {"marking_minutes", report.marking_minutes},
                   {"preparation_minutes", report.preparation_minutes},
                   {"requests", {{"asked", report.requests.asked}, {"honoured", report.requests.honoured}}},
                   {"together", together},
                   {"conferences", conferences_json(report.conferences)},
                   {"changes", changes_json(report.changes)},
                   {"notes", report.notes},
                   {"students", students}});
}

}  // namespace waymark::app::render
