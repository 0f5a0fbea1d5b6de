#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "render/json.hpp"
#include "render/models.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

using classroom::CatchUpReport;

namespace {

std::string sentence(const CatchUpReport& report) {
    const auto until = text::short_date(report.by);
    const bool behind = !report.pace.keeps_up();
    if (report.missing_minutes <= 0) {
        return fmt::format("{} is on pace by {} without anything more ({})", report.name, until,
                           classroom::pace_words(report.pace));
    }
    if (report.restores) {
        return fmt::format("{} {} on pace by {} with {:.0f} min of work in the {:.0f} there are", report.name,
                           behind ? "is back" : "is still", until, report.needed_minutes, report.minutes);
    }
    if (report.enough_work) {
        return fmt::format("nothing {} {} on pace by {} as planned: it takes {:.0f} min, and there are {:.0f}",
                           behind ? "brings" : "keeps", report.name + (behind ? " back" : ""), until,
                           report.needed_minutes, report.minutes);
    }
    return fmt::format(
        "must work alone does not {} on pace by {}: {:.0f} min are missing, and {:.0f} min of must work are left",
        behind ? "bring " + report.name + " back" : "keep " + report.name, until, report.missing_minutes,
        report.left_minutes);
}

std::string titled(const CatchUpReport::Work& work) {
    return fmt::format("{} {}'", work.title, work.minutes);
}

/// Which of minutes, date or load would have to give.
void add_ways_out(const CatchUpReport& report, Items& items, Commands& next) {
    if (report.missing_minutes <= 0 || report.restores) return;
    if (report.more_minutes) {
        items.lines.push_back(fmt::format("minutes: {:.0f} more until then would do", std::ceil(*report.more_minutes)));
    }
    if (report.later) items.lines.push_back("date: by " + text::long_date(*report.later) + " it can be done");
    if (report.lighter_minutes) {
        items.lines.push_back(fmt::format("load: if only must work were planned, {:.0f} min of it would be enough",
                                          *report.lighter_minutes));
        next.lines.push_back("waymark assign pace " + report.slug + " --load must --dry-run");
    }
    if (!report.later && !report.lighter_minutes && !report.enough_work) {
        items.lines.emplace_back("neither a later day nor a lighter load does it: a slower pace or an extension");
        next.lines.push_back("waymark assign pace " + report.slug + " 0.8 --dry-run");
    }
}

Json work_json(const std::vector<CatchUpReport::Work>& all) {
    Json list = Json::array();
    for (const auto& one : all) list.push_back({{"skill", one.skill}, {"title", one.title}, {"minutes", one.minutes}});
    return list;
}

}  // namespace

Document catch_up_document(const CatchUpReport& report) {
    Document document;
    document.blocks.emplace_back(Paragraph{sentence(report)});
    Items items;
    Commands next;
    for (const auto& one : report.work) items.lines.push_back("do " + titled(one));
    constexpr std::size_t kMost = 8;
    for (std::size_t at = 0; at < std::min(kMost, report.postponed.size()); ++at) {
        items.lines.push_back("later: " + titled(report.postponed[at]) + ", not needed for the pace by then");
    }
    if (report.postponed.size() > kMost) {
        items.lines.push_back(fmt::format("later: {} more", report.postponed.size() - kMost));
    }
    if (!report.exact) items.lines.emplace_back("a smaller set may exist: there are too many to try them all");
    add_ways_out(report, items, next);
    if (!items.lines.empty()) document.blocks.emplace_back(std::move(items));
    if (!next.lines.empty()) document.blocks.emplace_back(std::move(next));
    document.data.columns = {{"what"}, {"skill"}, {"title"}, {"minutes"}};
    const auto add = [&](const char* what, const std::vector<CatchUpReport::Work>& all) {
        for (const auto& one : all) {
            document.data.rows.push_back({{what}, {one.skill}, {one.title}, {std::to_string(one.minutes)}});
        }
    };
    add("do", report.work);
    add("later", report.postponed);
    return document;
}

std::string catch_up_json(const CatchUpReport& report) {
    return dumped({{"schema", "catch-up/1"},
                   {"class", report.title},
                   {"student", report.slug},
                   {"name", report.name},
                   {"by", text::iso_date(report.by)},
                   {"summary", sentence(report)},
                   {"missing_minutes", std::max(0.0, report.missing_minutes)},
                   {"minutes", report.minutes},
                   {"restores", report.missing_minutes <= 0 || report.restores},
                   {"exact", report.exact},
                   {"needed_minutes", report.needed_minutes},
                   {"left_minutes", report.left_minutes},
                   {"work", work_json(report.work)},
                   {"postponed", work_json(report.postponed)},
                   {"more_minutes", report.more_minutes ? Json(*report.more_minutes) : Json(nullptr)},
                   {"later", report.later ? Json(text::iso_date(*report.later)) : Json(nullptr)},
                   {"lighter_minutes", report.lighter_minutes ? Json(*report.lighter_minutes) : Json(nullptr)}});
}

}  // namespace waymark::app::render
