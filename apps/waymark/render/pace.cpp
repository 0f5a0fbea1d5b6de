#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
namespace {

using classroom::PaceLine;
using classroom::TargetForecast;

std::string share_of(double part, double whole) {
    return whole > 0 ? fmt::format("{:.0f}%", 100 * part / whole) : "–";
}

std::string day_or_after(const std::optional<Date>& day) {
    return day ? text::short_date(*day) : "after term";
}

std::string interval(const TargetForecast& target) {
    if (target.reached) return "done";
    if (!target.known) return "too little known";
    if (!target.earliest) return "after the term";
    return day_or_after(target.earliest) + " – " + day_or_after(target.latest);
}

/// The date: as often before it as after it.
std::string expected(const TargetForecast& target) {
    return target.reached || !target.known ? "–" : day_or_after(target.middle);
}

std::string chance(const TargetForecast& target) {
    if (target.reached) return "done";
    if (!target.known) return "–";
    return target.chance ? classroom::chance_percent(*target.chance) : "past";
}

/// What each break costs: "Winter break lowers the chance: Food by 12%, My town by 7%".
Items held_up(const std::vector<TargetForecast>& targets) {
    std::vector<std::pair<std::string, std::string>> breaks;
    for (const auto& target : targets) {
        if (target.held_up_by.empty()) continue;
        const auto what = fmt::format("{} by {:.0f}%", target.title, 100 * target.held_up);
        const auto known = std::ranges::find(breaks, target.held_up_by, &std::pair<std::string, std::string>::first);
        if (known == breaks.end()) {
            breaks.emplace_back(target.held_up_by, what);
        } else {
            known->second += ", " + what;
        }
    }
    Items items;
    for (const auto& [name, what] : breaks) items.lines.push_back(fmt::format("{} lowers the chance: {}", name, what));
    return items;
}

/// "13 Nov 60%", and with what would be otherwise "13 Nov 60% → 72%".
std::string next_due(const PaceLine& line, const PaceLine* before) {
    if (!line.next || !line.next->due) return "–";
    const auto now = chance(*line.next);
    const auto then = before != nullptr && before->next ? chance(*before->next) : now;
    const auto day = text::short_date(*line.next->due);
    return then == now ? fmt::format("{} {}", day, now) : fmt::format("{} {} → {}", day, then, now);
}

Meaning meaning_of(PaceState state) {
    return state == PaceState::behind || state == PaceState::no_recent_evidence ? Meaning::attention : Meaning::plain;
}

std::string iso(const std::optional<Date>& day) {
    return day ? text::iso_date(*day) : "";
}

std::string four_digits(const std::optional<double>& value) {
    return value ? fmt::format("{:.4f}", *value) : "";
}

Json target_json(const TargetForecast& target) {
    return {{"title", target.title},           {"due", day(target.due)},       {"left_minutes", target.left_minutes},
            {"reached", target.reached},       {"known", target.known},        {"earliest", day(target.earliest)},
            {"middle", day(target.middle)},    {"latest", day(target.latest)}, {"chance", or_null(target.chance)},
            {"held_up_by", target.held_up_by}, {"held_up", target.held_up}};
}

Json line_json(const PaceLine& line) {
    const auto ahead = sessions_ahead(line.pace);
    return {{"student", line.slug},
            {"name", line.name},
            {"state", pace_id(line.pace.state)},
            {"sessions_ahead", ahead ? Json(*ahead) : Json(nullptr)},
            {"planned_minutes", line.pace.planned_minutes},
            {"done_minutes", line.pace.done_minutes},
            {"total_minutes", line.pace.total_minutes},
            {"sessions_had", line.pace.sessions_had},
            {"sessions_total", line.pace.sessions_total},
            {"causes", line.causes},
            {"agreed", line.agreed},
            {"next", line.next ? target_json(*line.next) : Json(nullptr)},
            {"all", target_json(line.all)}};
}

std::string assumed(const std::vector<std::string>& what_if) {
    return "If " + joined(what_if, ", and ") + " (nothing was written):";
}

/// "2 Apr, likely 17 Feb – 26 May; by the end of the term: 94%".
std::string all_done(const TargetForecast& all) {
    if (all.reached || !all.known) return interval(all);
    const auto days = all.earliest ? fmt::format("{}, likely {}", expected(all), interval(all)) : interval(all);
    return all.chance ? fmt::format("{}; by the end of the term: {}", days, chance(all)) : days;
}

/// The names of months, each at the first column whose week holds the first of the month or comes after it. Where two
/// would run together one is left out: the first, of whose month the term has only a part, else the later.
std::string month_labels(const std::vector<const classroom::PaceWeek*>& weeks) {
    constexpr std::size_t kLetters = 3;
    std::string line(weeks.size() + kLetters, ' ');
    std::string month;
    std::size_t months = 0, first = 0, free = 0;
    for (std::size_t at = 0; at < weeks.size(); ++at) {
        const auto day = text::short_date(weeks[at]->monday + std::chrono::days(6));
        const auto name = day.substr(day.find(' ') + 1, kLetters);
        if (name == month) continue;
        month = name;
        if (at < free && months > 1) continue;
        if (at < free) line.replace(first, kLetters, kLetters, ' ');
        line.replace(at, kLetters, name);
        if (++months == 1) first = at;
        free = at + kLetters + 1;
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

/// A chart of shares over weeks. It is drawn with characters that --ascii has others for.
std::string chart(const classroom::StudentPaceReport& report) {
    constexpr std::size_t kRows = 12, kWidest = 70;
    const auto every = std::max<std::size_t>(1, (report.weeks.size() + kWidest - 1) / kWidest);
    std::vector<const classroom::PaceWeek*> weeks;
    for (std::size_t at = 0; at < report.weeks.size(); at += every) weeks.push_back(&report.weeks[at]);
    const auto row_of = [](double share) {
        return static_cast<std::size_t>(std::lround((1.0 - std::clamp(share, 0.0, 1.0)) * kRows));
    };
    std::vector<std::vector<std::string>> grid(kRows + 1, std::vector<std::string>(weeks.size(), " "));
    for (std::size_t at = 0; at < weeks.size(); ++at) {
        const auto& week = *weeks[at];
        const auto low = week.low, high = week.high;
        if (low && high) {
            for (auto row = row_of(*high); row <= row_of(*low); ++row) grid[row][at] = "░";
        }
        grid[row_of(week.planned)][at] = "·";
        if (week.middle) grid[row_of(*week.middle)][at] = "○";
        if (week.done) grid[row_of(*week.done)][at] = "●";
    }
    std::string text;
    for (std::size_t row = 0; row <= kRows; ++row) {
        const auto label = row % 3 == 0 ? fmt::format("{:>4}%", 100 - 100 * row / kRows) : std::string(5, ' ');
        std::string line = label + " │";
        for (const auto& cell : grid[row]) line += cell;
        while (line.ends_with(' ')) line.pop_back();
        text += line + "\n";
    }
    std::string axis = "      └";
    for (std::size_t at = 0; at < weeks.size(); ++at) axis += "─";
    return text + axis + "\n       " + month_labels(weeks) +
           "\n       ● done   · planned   ○ half of the time by then   ░ 8 times in 10\n";
}

}  // namespace

Document pace_document(const classroom::PaceReport& report) {
    Document document;
    document.blocks.emplace_back(
        Heading{report.title, text::iso_week(report.today) + ", " + text::long_date(report.today)});
    if (!report.what_if.empty()) document.blocks.emplace_back(Paragraph{assumed(report.what_if), Meaning::strong});
    document.blocks.emplace_back(Paragraph{report.lead});
    Table table{{{"student"},
                 {"name", false, 1},
                 {"pace", false, 0, 0},
                 {"done", true},
                 {"plan", true, 1},
                 {"due, chance", false, 0, 0},
                 {"all done, likely", false, 0, 0},
                 {"why", false, 2, 10}},
                {}};
    document.data.columns = {
        {"student"},       {"name"},       {"state"},    {"sessions_ahead"}, {"done_minutes"}, {"planned_minutes"},
        {"total_minutes"}, {"next"},       {"next_due"}, {"chance"},         {"all_earliest"}, {"all_middle"},
        {"all_latest"},    {"all_chance"}, {"why"},      {"what_if"},        {"chance_before"}};
    for (std::size_t at = 0; at < report.lines.size(); ++at) {
        const auto& line = report.lines[at];
        const auto* before = at < report.before.size() ? &report.before[at] : nullptr;
        const auto ahead = sessions_ahead(line.pace);
        const auto next = next_due(line, before);
        table.rows.push_back({{line.slug},
                              {line.name},
                              {classroom::pace_words(line.pace), meaning_of(line.pace.state)},
                              {share_of(line.pace.done_minutes, line.pace.total_minutes)},
                              {share_of(line.pace.planned_minutes, line.pace.total_minutes)},
                              {next},
                              {interval(line.all)},
                              {!line.causes.empty()   ? line.causes.front()
                               : !line.agreed.empty() ? line.agreed.front()
                                                      : ""}});
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {pace_id(line.pace.state)},
                                      {ahead ? fmt::format("{:.2f}", *ahead) : ""},
                                      {fmt::format("{:.0f}", line.pace.done_minutes)},
                                      {fmt::format("{:.0f}", line.pace.planned_minutes)},
                                      {fmt::format("{:.0f}", line.pace.total_minutes)},
                                      {line.next ? line.next->title : ""},
                                      {line.next ? iso(line.next->due) : ""},
                                      {line.next ? four_digits(line.next->chance) : ""},
                                      {iso(line.all.earliest)},
                                      {iso(line.all.middle)},
                                      {iso(line.all.latest)},
                                      {four_digits(line.all.chance)},
                                      {joined(line.causes, "; ")},
                                      {joined(report.what_if, "; ")},
                                      {before != nullptr && before->next ? four_digits(before->next->chance) : ""}});
    }
    document.blocks.emplace_back(std::move(table));
    if (!report.lines.empty()) {
        const auto& first = report.lines.front();
        document.blocks.emplace_back(
            Commands{{first.pace.state == PaceState::behind ? "waymark assign catch-up " + first.slug
                                                            : "waymark report pace " + first.slug}});
    }
    return document;
}

std::string pace_report_json(const classroom::PaceReport& report) {
    Json lines = Json::array(), before = Json::array();
    for (const auto& line : report.lines) lines.push_back(line_json(line));
    for (const auto& line : report.before) before.push_back(line_json(line));
    return dumped({{"schema", "pace-report/1"},
                   {"class", report.title},
                   {"today", text::iso_date(report.today)},
                   {"what_if", report.what_if},
                   {"students", lines},
                   {"before", before}});
}

Document student_pace_document(const classroom::StudentPaceReport& report) {
    const auto& line = report.line;
    Document document;
    document.blocks.emplace_back(Heading{line.name, report.title + " · " + text::long_date(report.today)});
    if (!report.what_if.empty()) document.blocks.emplace_back(Paragraph{assumed(report.what_if), Meaning::strong});
    Facts facts;
    facts.lines.emplace_back("Pace", Cell{classroom::pace_words(line.pace), meaning_of(line.pace.state)});
    facts.lines.emplace_back("Done", Cell{fmt::format("{} of all work; planned by now {}",
                                                      share_of(line.pace.done_minutes, line.pace.total_minutes),
                                                      share_of(line.pace.planned_minutes, line.pace.total_minutes))});
    facts.lines.emplace_back("Sessions",
                             Cell{fmt::format("{} of {} had", line.pace.sessions_had, line.pace.sessions_total)});
    if (!line.causes.empty()) facts.lines.emplace_back("Why", Cell{joined(line.causes, "; ")});
    if (!line.agreed.empty()) facts.lines.emplace_back("Agreed", Cell{joined(line.agreed, "; ")});
    facts.lines.emplace_back("All done", Cell{all_done(line.all)});
    if (report.before) facts.lines.emplace_back("Changes", Cell{classroom::pace_effect(*report.before, line)});
    document.blocks.emplace_back(std::move(facts));
    if (!report.weeks.empty()) document.blocks.emplace_back(Verbatim{"\n" + chart(report)});
    Table table{
        {{"target"}, {"due", false, 0, 0}, {"chance", true}, {"expected", false, 0, 0}, {"likely", false, 0, 0}}, {}};
    for (const auto& target : report.targets) {
        table.rows.push_back({{target.title},
                              {target.due ? text::short_date(*target.due) : "–"},
                              {chance(target)},
                              {expected(target)},
                              {interval(target)}});
    }
    document.blocks.emplace_back(std::move(table));
    if (auto items = held_up(report.targets); !items.lines.empty()) document.blocks.emplace_back(std::move(items));
    if (line.pace.state == PaceState::behind) {
        document.blocks.emplace_back(Commands{{"waymark assign catch-up " + line.slug}});
    }
    document.data.columns = {{"week"}, {"planned"}, {"done"}, {"low"}, {"middle"}, {"high"}};
    for (const auto& week : report.weeks) {
        document.data.rows.push_back({{text::iso_week(week.monday)},
                                      {four_digits(week.planned)},
                                      {four_digits(week.done)},
                                      {four_digits(week.low)},
                                      {four_digits(week.middle)},
                                      {four_digits(week.high)}});
    }
    return document;
}

std::string student_pace_json(const classroom::StudentPaceReport& report) {
    Json targets = Json::array(), weeks = Json::array();
    for (const auto& target : report.targets) targets.push_back(target_json(target));
    for (const auto& week : report.weeks) {
        weeks.push_back({{"week", text::iso_week(week.monday)},
                         {"planned", week.planned},
                         {"done", or_null(week.done)},
                         {"low", or_null(week.low)},
                         {"middle", or_null(week.middle)},
                         {"high", or_null(week.high)}});
    }
    auto json = line_json(report.line);
    Json whole{{"schema", "student-pace-report/1"},
               {"class", report.title},
               {"today", text::iso_date(report.today)},
               {"what_if", report.what_if}};
    for (const auto& [key, value] : json.items()) whole[key] = value;
    whole["before"] = report.before ? line_json(*report.before) : Json(nullptr);
    whole["targets"] = targets;
    whole["weeks"] = weeks;
    return dumped(whole);
}

}  // namespace waymark::app::render
