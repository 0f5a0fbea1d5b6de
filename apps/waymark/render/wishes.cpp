#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

/// What students asked for, and why a plan is as it is.
namespace waymark::app::render {

using classroom::RequestOutcome;
using classroom::RequestsReport;
using classroom::WhyReport;

std::string share_sentence(const classroom::RequestShare& share) {
    return fmt::format("{} asked for, {} honoured ({} of 100).",
                       count_of(static_cast<std::size_t>(share.asked), "thing", "things"), share.honoured,
                       (200 * share.honoured + share.asked) / (2 * share.asked));
}

Json request_json(const RequestOutcome& one) {
    return {{"kind", word(one.kind)},
            {"request", one.target},
            {"title", one.title},
            {"honoured", one.honoured},
            {"because", one.because.empty() ? Json(nullptr) : Json(one.because)}};
}

namespace {
/// Counts without a decimal point.
Json counted(const std::optional<double>& value) {
    if (!value) return nullptr;
    const auto whole = static_cast<std::int64_t>(*value);
    return static_cast<double>(whole) == *value ? Json(whole) : Json(*value);
}
}  // namespace

Document requests_document(const RequestsReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.title, "asked for"});
    Table table{{{"student"}, {"week", false, 2, 0}, {"asked for"}, {"", false, 0, 0}}, {}};
    Items refused;
    document.data.columns = {{"student"}, {"name"},  {"week"},     {"kind"},
                             {"request"}, {"title"}, {"honoured"}, {"because"}};
    for (const auto& line : report.lines) {
        const auto& one = line.request;
        const char* state = !line.planned ? "not planned yet" : one.honoured ? "honoured" : "not honoured";
        table.rows.push_back({{line.slug},
                              {text::iso_week(line.week)},
                              {one.title},
                              {state, line.planned && !one.honoured ? Meaning::attention : Meaning::plain}});
        if (line.planned && !one.honoured) {
            refused.lines.push_back(fmt::format("{}, {}: {}", line.name, one.title, one.because));
        }
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {text::iso_week(line.week)},
                                      {word(one.kind)},
                                      {one.target},
                                      {one.title},
                                      {!line.planned  ? ""
                                       : one.honoured ? "yes"
                                                      : "no"},
                                      {one.because}});
    }
    if (report.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Nobody has asked for anything."});
        document.blocks.emplace_back(Commands{{"waymark assign request STUDENT WISH"}});
        return document;
    }
    document.blocks.emplace_back(std::move(table));
    if (!refused.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Why not:"});
        document.blocks.emplace_back(std::move(refused));
    }
    if (report.share.asked > 0) document.blocks.emplace_back(Paragraph{share_sentence(report.share)});
    return document;
}

std::string requests_json(const RequestsReport& report) {
    Json requests = Json::array();
    for (const auto& line : report.lines) {
        Json one{{"student", line.slug}, {"name", line.name}, {"week", text::iso_week(line.week)}};
        const auto answer = request_json(line.request);
        for (const auto& [key, value] : answer.items()) one[key] = value;
        if (!line.planned) one["honoured"] = nullptr;
        requests.push_back(std::move(one));
    }
    return dumped({{"schema", "requests/1"},
                   {"class", report.title},
                   {"asked", report.share.asked},
                   {"honoured", report.share.honoured},
                   {"requests", requests}});
}

Document why_document(const WhyReport& report) {
    const auto& slot = report.slot;
    Document document;
    document.blocks.emplace_back(
        Heading{fmt::format("{}, slot {}", report.name, slot.number),
                text::iso_week(report.week) + " · " + (slot.on ? text::short_date(*slot.on) : std::string("home"))});
    std::vector<std::string> options;
    for (const auto& one : slot.options)
        options.push_back(fmt::format("{} {} {}'", one.letter, one.title, one.minutes));
    Facts facts;
    facts.lines.emplace_back("Slot", Cell{fmt::format("{}: {}", slot.purpose, slot.skill_title), Meaning::strong});
    facts.lines.emplace_back("Offers", Cell{joined(options, ", ")});
    if (!slot.shown_by.empty() && slot.purpose != "check")
        facts.lines.emplace_back("Shown by", Cell{slot.shown_by_title});
    if (!report.rule_text.empty()) facts.lines.emplace_back("Rule", Cell{report.rule_text});
    bool first = true;
    for (const auto& fact : report.facts) {
        facts.lines.emplace_back(first ? "Because" : "", Cell{fact.text});
        first = false;
    }
    if (report.change) {
        facts.lines.emplace_back("Otherwise",
                                 Cell{report.change->text + (report.change->instead.empty()
                                                                 ? ", it would go, and nothing would come in its place"
                                                                 : ", there would be " + report.change->instead)});
    } else if (report.found) {
        facts.lines.emplace_back("Otherwise", Cell{"no single change was found that would alter it"});
    }
    first = true;
    for (const auto& one : report.others) {
        facts.lines.emplace_back(first ? "Not offered" : "", Cell{one.title + ": " + one.because});
        first = false;
    }
    first = true;
    for (const auto& one : report.refused) {
        facts.lines.emplace_back(first ? "Asked for" : "", Cell{one.title + ", and not planned: " + one.because});
        first = false;
    }
    document.blocks.emplace_back(std::move(facts));
    document.blocks.emplace_back(Paragraph{
        report.found ? "As known on " + text::long_date(report.known_on) + ", when the plan was made."
                     : "The plan made again from what was known on " + text::long_date(report.known_on) +
                           " does not have this slot: it stays from an earlier plan, or more was found out that day.",
        Meaning::muted});
    document.data.columns = {{"what"}, {"id"}, {"value"}, {"text"}};
    const auto row = [&](const std::string& what, const std::string& id, const std::string& value,
                         const std::string& text) {
        document.data.rows.push_back({{what}, {id}, {value}, {text}});
    };
    if (report.found) row("rule", report.rule, "", report.rule_text);
    for (const auto& one : report.facts) {
        row("fact", one.fact, one.value ? fmt::format("{:g}", *one.value) : one.word, one.text);
    }
    if (report.change) row("change", report.change->kind, report.change->what, report.change->text);
    for (const auto& one : report.others) row("not_offered", one.activity, "", one.because);
    for (const auto& one : report.refused) row("refused", one.target, "", one.because);
    return document;
}

std::string why_json(const WhyReport& report) {
    const auto& slot = report.slot;
    Json options = Json::array(), facts = Json::array(), others = Json::array(), refused = Json::array();
    for (const auto& one : slot.options) {
        options.push_back({{"option", one.letter},
                           {"activity", one.activity.empty() ? Json(nullptr) : Json(one.activity)},
                           {"check", one.check.empty() ? Json(nullptr) : Json(one.check)},
                           {"title", one.title},
                           {"minutes", one.minutes}});
    }
    for (const auto& one : report.facts) {
        facts.push_back({{"fact", one.fact},
                         {"value", counted(one.value)},
                         {"word", one.word.empty() ? Json(nullptr) : Json(one.word)},
                         {"text", one.text}});
    }
    for (const auto& one : report.others) {
        others.push_back({{"activity", one.activity}, {"title", one.title}, {"because", one.because}});
    }
    for (const auto& one : report.refused) refused.push_back(request_json(one));
    Json change = nullptr;
    if (report.change) {
        change = {{"kind", report.change->kind},
                  {"what", report.change->what.empty() ? Json(nullptr) : Json(report.change->what)},
                  {"text", report.change->text},
                  {"instead", report.change->instead.empty() ? Json(nullptr) : Json(report.change->instead)}};
    }
    return dumped({{"schema", "why/1"},
                   {"class", report.title},
                   {"week", text::iso_week(report.week)},
                   {"student", report.slug},
                   {"name", report.name},
                   {"slot", slot.number},
                   {"day", day(slot.on)},
                   {"purpose", slot.purpose},
                   {"skill", slot.skill},
                   {"skill_title", slot.skill_title},
                   {"options", options},
                   {"shown_by", slot.shown_by.empty() ? Json(nullptr) : Json(slot.shown_by)},
                   {"known_on", text::iso_date(report.known_on)},
                   {"found", report.found},
                   {"rule", report.rule.empty() ? Json(nullptr) : Json(report.rule)},
                   {"rule_text", report.rule_text.empty() ? Json(nullptr) : Json(report.rule_text)},
                   {"facts", facts},
                   {"change", change},
                   {"not_offered", others},
                   {"not_honoured", refused}});
}

}  // namespace waymark::app::render
