#include <fmt/format.h>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {
namespace {

std::string day_or(const std::optional<Date>& date, const char* otherwise) {
    return date ? text::short_date(*date) : otherwise;
}

}  // namespace

Document comments_document(const classroom::CommentsReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.title, text::long_date(report.today)});
    document.blocks.emplace_back(Paragraph{"Who has waited longest for a word from you:", Meaning::strong});
    Table waiting{{{"student"}, {"name"}, {"last comment"}, {"last work", false, 1}}, {}};
    document.data.columns = {{"student"}, {"name"}, {"last_comment"}, {"last_evidence"}};
    for (const auto& one : report.waiting) {
        waiting.rows.push_back(
            {{one.slug},
             {one.name},
             {day_or(one.last_comment, "none yet"), one.last_comment ? Meaning::plain : Meaning::attention},
             {day_or(one.last_evidence, "–")}});
        document.data.rows.push_back({{one.slug},
                                      {one.name},
                                      {one.last_comment ? text::iso_date(*one.last_comment) : ""},
                                      {one.last_evidence ? text::iso_date(*one.last_evidence) : ""}});
    }
    document.blocks.emplace_back(std::move(waiting));
    if (!report.open.empty()) {
        document.blocks.emplace_back(Paragraph{"Said, and not yet answered by work:", Meaning::strong});
        Table open{{{"said", false, 0, 0}, {"name"}, {"about", false, 1}, {"comment"}}, {}};
        for (const auto& one : report.open) {
            open.rows.push_back(
                {{text::short_date(one.said_on)}, {one.name}, {one.skill_title}, {on_one_line(one.text)}});
        }
        document.blocks.emplace_back(std::move(open));
    }
    if (!report.waiting.empty()) {
        document.blocks.emplace_back(Commands{{"waymark assess comment " + report.waiting.front().slug + " \"…\""}});
    }
    return document;
}

std::string comments_json(const classroom::CommentsReport& report) {
    Json waiting = Json::array();
    for (const auto& one : report.waiting) {
        waiting.push_back({{"student", one.slug},
                           {"name", one.name},
                           {"last_comment", day(one.last_comment)},
                           {"last_evidence", day(one.last_evidence)}});
    }
    Json open = Json::array();
    for (const auto& one : report.open) open.push_back(comment_json(one));
    return dumped({{"schema", "comments-report/1"},
                   {"class", report.title},
                   {"today", text::iso_date(report.today)},
                   {"waiting", waiting},
                   {"open", open}});
}

Json comment_json(const classroom::CommentLine& line) {
    Json one{{"student", line.slug}};
    one["skill"] = line.skill.empty() ? Json(nullptr) : Json(line.skill);
    one["text"] = line.text;
    one["said_on"] = text::iso_date(line.said_on);
    one["open"] = line.open;
    return one;
}

}  // namespace waymark::app::render
