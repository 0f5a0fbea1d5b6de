#include <fmt/format.h>

#include "render/json.hpp"
#include "render/levels.hpp"
#include "render/models.hpp"
#include "render/words.hpp"

namespace waymark::app::render {
namespace {

using classroom::SkillReport;

const std::string& level(const classroom::LevelNames& names, Status status) {
    if (status == Status::mastered) return names.mastered;
    return status == Status::not_yet ? names.not_yet : names.not_sure;
}

std::string cause(const SkillReport& report) {
    const auto& decision = report.explanation.decision;
    const auto answers = report.explanation.evidence.size();
    switch (decision.cause) {
        case StatusCause::nothing_observed:
            return "nothing observed yet";
        case StatusCause::too_few_observations:
            return fmt::format("{}; at least {} are needed", count_of(answers, "answer", "answers"),
                               report.mastery.least_observations);
        case StatusCause::teacher_decided:
            if (!report.teacher) return "the teacher's word";
            return fmt::format("the teacher's word of {}{}", text::short_date(report.teacher->decided_on),
                               report.teacher->because.empty() ? "" : ": " + report.teacher->because);
        case StatusCause::probability_high:
        case StatusCause::probability_low:
        case StatusCause::probability_between:
        case StatusCause::rule_met:
        case StatusCause::rule_not_met:
            break;
    }
    return "by its " + count_of(answers, "answer", "answers");
}

std::string cause_id(StatusCause cause) {
    switch (cause) {
        case StatusCause::nothing_observed:
            return "nothing observed";
        case StatusCause::too_few_observations:
            return "too few observations";
        case StatusCause::probability_high:
            return "probability high";
        case StatusCause::probability_low:
            return "probability low";
        case StatusCause::probability_between:
            return "probability between";
        case StatusCause::teacher_decided:
            return "teacher decided";
        case StatusCause::rule_met:
            return "rule met";
        case StatusCause::rule_not_met:
            return "rule not met";
    }
    return {};
}

/// A number of the rule or a probability, as it is read.
std::string value(const SkillReport& report, const std::optional<double>& number) {
    if (!number) return "–";
    return report.grading ? score_percent(*number) : percent(*number);
}

std::string way(const SkillReport& report) {
    const auto now = value(report, report.explanation.value);
    if (report.grading) {
        return fmt::format("{}: {}; {} from {}", report.grading->formula, now, report.names.mastered,
                           score_percent(report.grading->mastered_from));
    }
    const auto& policy = report.mastery;
    return fmt::format("chance that {} of typical tasks succeed: {}; {} from {}, {} up to {}",
                       score_percent(policy.success_rate), now, report.names.mastered,
                       score_percent(policy.mastered_at), report.names.not_yet, score_percent(policy.not_yet_at));
}

std::string review(const ReviewDay& day, Date today) {
    return fmt::format("{} {}{}", day.due <= today ? "review due since" : "review from", text::short_date(day.due),
                       day.cause == ReviewCause::test_ahead ? ", for the test ahead" : "");
}

std::string change_sentence(const SkillReport& report, const StatusChange& change) {
    const auto items = static_cast<std::size_t>(change.items);
    return fmt::format("{}{} → {}",
                       count_of(items, change.right ? "right answer" : "wrong answer",
                                change.right ? "right answers" : "wrong answers"),
                       change.items > 1 ? " in a row" : "", level(report.names, change.to));
}

std::string note_of(const SkillEvidence& evidence) {
    std::string note;
    if (evidence.weight < 1) note = "shared, counts half";
    if (evidence.skills > 1) note += fmt::format("{}on {} skills", note.empty() ? "" : ", ", evidence.skills);
    return note;
}

}  // namespace

Document skill_report_document(const SkillReport& report) {
    Document document;
    const auto& told = report.explanation;
    document.blocks.emplace_back(
        Heading{report.name + " · " + report.skill_title, report.title + " · " + text::long_date(report.today)});
    Facts facts;
    const auto status = told.decision.status;
    facts.lines.push_back({"Status",
                           {level(report.names, status) + ", " + cause(report),
                            status == Status::mastered ? Meaning::good : Meaning::strong}});
    facts.lines.push_back({"How", {way(report)}});
    facts.lines.push_back(
        {"Next task",
         {fmt::format("expected to succeed with {}, by all answers of the class", percent(report.expected))}});
    if (report.recall) {
        facts.lines.push_back({"Recall",
                               {fmt::format("{} today{}", percent(*report.recall),
                                            report.review ? "; " + review(*report.review, report.today) : "")}});
    }
    document.blocks.emplace_back(std::move(facts));
    const std::string number = report.grading ? "number" : "chance";
    Table table{{{"day", false, 0, 0},
                 {"what"},
                 {"score", true},
                 {"before", true, 2},
                 {number, true},
                 {"status then", false, 3},
                 {"note", false, 1}},
                {}};
    document.data.columns = {{"day"}, {"what"}, {"score"}, {"weight"}, {"skills"}, {"before"}, {"after"}, {"status"}};
    const auto exact = [](const std::optional<double>& one) { return one ? fmt::format("{:.4f}", *one) : ""; };
    for (std::size_t at = 0; at < told.evidence.size(); ++at) {
        const auto& [evidence, before, after, decision] = told.evidence[at];
        table.rows.push_back({{text::short_date(evidence.day)},
                              {report.what[at]},
                              {score_percent(evidence.score)},
                              {value(report, before)},
                              {value(report, after)},
                              {level(report.names, decision.status)},
                              {note_of(evidence), Meaning::muted}});
        document.data.rows.push_back({{text::iso_date(evidence.day)},
                                      {report.what[at]},
                                      {fmt::format("{:.4f}", evidence.score)},
                                      {fmt::format("{}", evidence.weight)},
                                      {std::to_string(evidence.skills)},
                                      {exact(before)},
                                      {exact(after)},
                                      {status_id(decision.status)}});
    }
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
    Items changes;
    for (const auto& change : told.changes) changes.lines.push_back(change_sentence(report, change));
    if (!changes.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"What would change it", Meaning::strong});
        document.blocks.emplace_back(std::move(changes));
    }
    return document;
}

std::string skill_report_json(const SkillReport& report) {
    const auto& told = report.explanation;
    Json evidence = Json::array();
    for (std::size_t at = 0; at < told.evidence.size(); ++at) {
        const auto& [one, before, after, decision] = told.evidence[at];
        evidence.push_back({{"day", text::iso_date(one.day)},
                            {"what", report.what[at]},
                            {"score", one.score},
                            {"weight", one.weight},
                            {"skills", one.skills},
                            {"before", or_null(before)},
                            {"after", or_null(after)},
                            {"status", status_id(decision.status)}});
    }
    Json changes = Json::array();
    for (const auto& one : told.changes) {
        changes.push_back({{"to", status_id(one.to)}, {"answers", one.items}, {"right", one.right}});
    }
    Json json{{"schema", "skill-report/1"},
              {"class", report.title},
              {"today", text::iso_date(report.today)},
              {"student", report.slug},
              {"name", report.name},
              {"skill", report.skill},
              {"title", report.skill_title},
              {"status", status_id(told.decision.status)},
              {"level", level(report.names, told.decision.status)},
              {"cause", cause_id(told.decision.cause)},
              {"method", report.grading ? "rule" : "estimate"},
              {"formula", report.grading ? Json(report.grading->formula) : Json(nullptr)},
              {"value", or_null(told.value)},
              {"mastered_from", report.grading ? report.grading->mastered_from : report.mastery.mastered_at},
              {"least_observations", report.mastery.least_observations},
              {"expected", report.expected},
              {"recall", or_null(report.recall)}};
    json["review_on"] = report.review ? Json(text::iso_date(report.review->due)) : Json(nullptr);
    json["teacher_because"] = report.teacher ? Json(report.teacher->because) : Json(nullptr);
    json["evidence"] = std::move(evidence);
    json["changes"] = std::move(changes);
    return dumped(json);
}

Document knowledge_document(const classroom::KnowledgeReport& report) {
    Document document;
    const auto& knowledge = report.knowledge;
    document.blocks.emplace_back(Heading{report.title, count_of(knowledge.answers, "answer", "answers") + " of " +
                                                           count_of(knowledge.classes.size(), "class", "classes")});
    Table table{{{"", false, 1}, {"what"}, {"id", false, 2}, {"succeeds", true}, {"19 of 20 times", true, 3}}, {}};
    document.data.columns = {{"kind"}, {"id"}, {"title"}, {"success"}, {"least"}, {"most"}};
    for (const auto& line : report.lines) {
        table.rows.push_back({{line.item ? "item" : "skill"},
                              {line.title},
                              {line.id},
                              {percent(line.success)},
                              {percent(line.least) + "–" + percent(line.most)}});
        document.data.rows.push_back({{line.item ? "item" : "skill"},
                                      {line.id},
                                      {line.title},
                                      {fmt::format("{:.3f}", line.success)},
                                      {fmt::format("{:.3f}", line.least)},
                                      {fmt::format("{:.3f}", line.most)}});
    }
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"Nothing has been answered yet."});
        return document;
    }
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(
        Paragraph{"Succeeds: what an average student of the class is expected to get right, the hardest first. The "
                  "next class starts from it with knowledge: FILE in its class file. It holds no student data.",
                  Meaning::muted});
    document.blocks.emplace_back(Commands{{"waymark report knowledge --format json > knowledge.json"}});
    return document;
}

std::string knowledge_json(const classroom::KnowledgeReport& report) {
    return classroom::knowledge_text(report.knowledge);
}

}  // namespace waymark::app::render
