#include <fmt/format.h>

#include <algorithm>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

/// The way to a goal.
namespace waymark::app::render {
namespace {

using classroom::PathReport;

std::string numbers(const std::vector<int>& list) {
    std::string line;
    for (std::size_t at = 0; at < list.size(); ++at) {
        line += (at == 0 ? "" : at + 1 == list.size() ? " and " : ", ") + std::to_string(list[at]);
    }
    return line;
}

std::string titles(const std::vector<PathReport::Known>& list) {
    std::vector<std::string> words;
    for (const auto& one : list) words.push_back(one.title);
    return joined(words);
}

std::string goal_line(const PathReport::Goal& goal) {
    std::string line = goal.title;
    if (goal.set) line += goal.of_the_teacher ? ", set by the teacher" : ", the student's own goal";
    if (goal.by) line += ", by " + text::long_date(*goal.by);
    if (goal.reached) return line + ": reached";
    return fmt::format("{}: {} minutes of work; {} with {} minutes {}", line, goal.minutes,
                       count_of(static_cast<std::size_t>(goal.sessions), "session", "sessions"), goal.class_minutes,
                       goal.by ? "until then" : "until the end of the term");
}

Tree::Node node_of(const PathReport& report, const PathReport::Step& step) {
    Tree::Node node{.title = fmt::format("{} {}", step.number, step.title), .note = {}, .lines = {}, .children = {}};
    std::vector<std::string> notes;
    if (step.goal) notes.emplace_back("goal");
    notes.push_back(fmt::format("{} min", step.minutes));
    if (step.readiness != Readiness::blocked) {
        notes.emplace_back("ready");
        node.meaning = Meaning::good;
    } else if (step.after.size() > 1 || step.after.empty()) {
        notes.push_back(step.after.empty() ? "blocked" : "waits for " + numbers(step.after));
    }
    if (step.due) notes.push_back("due " + text::short_date(*step.due));
    if (step.left_out) notes.emplace_back("not this student's");
    if (!step.taught) notes.emplace_back("no activity for it");
    node.note = joined(notes, " · ");
    if (step.goal) node.meaning = Meaning::strong;
    for (const auto& branch : step.branches) {
        const auto chosen = std::ranges::find(report.steps, branch.chosen, &PathReport::Step::skill);
        for (const auto& other : branch.others) {
            node.lines.push_back(fmt::format("or {} instead of {}: {:+} min", other.title,
                                             chosen == report.steps.end() ? 0 : chosen->number,
                                             other.minutes - report.minutes));
        }
    }
    return node;
}

/// Each step grows from the last of those it comes after, so that it stands below all that it needs.
std::vector<Tree::Node> grown_from(const PathReport& report, int number) {
    std::vector<Tree::Node> nodes;
    for (const auto& step : report.steps) {
        if ((step.after.empty() ? 0 : step.after.back()) != number) continue;
        nodes.push_back(node_of(report, step));
        nodes.back().children = grown_from(report, step.number);
    }
    return nodes;
}

Json known_json(const std::vector<PathReport::Known>& list) {
    Json all = Json::array();
    for (const auto& one : list) {
        all.push_back({{"skill", one.skill}, {"title", one.title}, {"to_refresh", one.to_refresh}});
    }
    return all;
}

}  // namespace

Document path_document(const PathReport& report) {
    Document document;
    document.blocks.emplace_back(Heading{report.name, report.title + " · " + text::long_date(report.today)});
    Items goals;
    for (const auto& goal : report.goals) goals.lines.push_back(goal_line(goal));
    document.blocks.emplace_back(Paragraph{report.goals.size() == 1 ? "Goal:" : "Goals:", Meaning::strong});
    document.blocks.emplace_back(std::move(goals));
    for (const auto& goal : report.goals) {
        for (const auto& one : goal.missing) {
            document.blocks.emplace_back(
                Paragraph{fmt::format("{} cannot be reached: {}.", goal.title, one), Meaning::attention});
        }
    }
    Tree::Node here{
        .title = "you are here",
        .note = fmt::format("{} of {} skills {}", report.mastered_skills, report.skills, report.names.is_mastered()),
        .meaning = Meaning::strong,
        .lines = {},
        .children = grown_from(report, 0)};
    document.blocks.emplace_back(Tree{{std::move(here)}});
    if (!report.steps.empty()) {
        document.blocks.emplace_back(Paragraph{fmt::format(
            "{} to go, {} minutes, in this order{}.", count_of(report.steps.size(), "skill", "skills"), report.minutes,
            report.shortest ? "" : "; a shorter way is possible, there are too many to try all")});
    }
    Facts facts;
    std::vector<PathReport::Known> refresh;
    for (const auto& one : report.known) {
        if (one.to_refresh) refresh.push_back(one);
    }
    if (!report.known.empty()) facts.lines.emplace_back("Known already", Cell{titles(report.known)});
    if (!refresh.empty()) facts.lines.emplace_back("To refresh", Cell{titles(refresh), Meaning::attention});
    if (!report.skippable.empty()) facts.lines.emplace_back("Can be skipped", Cell{titles(report.skippable)});
    if (!facts.lines.empty()) document.blocks.emplace_back(std::move(facts));
    document.data.columns = {{"step"},  {"skill"},      {"title"}, {"minutes"}, {"readiness"},
                             {"after"}, {"instead_of"}, {"goal"},  {"due"},     {"taught"}};
    for (const auto& step : report.steps) {
        std::vector<std::string> after, others;
        for (const auto number : step.after) {
            after.push_back(report.steps[static_cast<std::size_t>(number) - 1].skill);
        }
        for (const auto& branch : step.branches) {
            for (const auto& other : branch.others) others.push_back(other.skill + " for " + branch.chosen);
        }
        document.data.rows.push_back({{std::to_string(step.number)},
                                      {step.skill},
                                      {step.title},
                                      {std::to_string(step.minutes)},
                                      {readiness_id(step.readiness)},
                                      {joined(after, "; ")},
                                      {joined(others, "; ")},
                                      {step.goal ? "yes" : ""},
                                      {step.due ? text::iso_date(*step.due) : ""},
                                      {step.taught ? "yes" : "no"}});
    }
    return document;
}

std::string path_json(const PathReport& report) {
    Json goals = Json::array(), steps = Json::array();
    for (const auto& goal : report.goals) {
        goals.push_back({{"goal", goal.target},
                         {"title", goal.title},
                         {"by", day(goal.by)},
                         {"set_by", goal.set ? Json(goal.of_the_teacher ? "teacher" : "student") : Json(nullptr)},
                         {"reached", goal.reached},
                         {"minutes", goal.minutes},
                         {"sessions", goal.sessions},
                         {"class_minutes", goal.class_minutes},
                         {"missing", goal.missing}});
    }
    for (const auto& step : report.steps) {
        Json after = Json::array(), branches = Json::array();
        for (const auto number : step.after) {
            after.push_back(report.steps[static_cast<std::size_t>(number) - 1].skill);
        }
        for (const auto& branch : step.branches) {
            Json others = Json::array();
            for (const auto& other : branch.others) {
                others.push_back({{"skill", other.skill}, {"title", other.title}, {"path_minutes", other.minutes}});
            }
            branches.push_back({{"chosen", branch.chosen}, {"others", others}});
        }
        steps.push_back({{"step", step.number},
                         {"skill", step.skill},
                         {"title", step.title},
                         {"minutes", step.minutes},
                         {"readiness", readiness_id(step.readiness)},
                         {"after", after},
                         {"alternatives", branches},
                         {"goal", step.goal},
                         {"due", day(step.due)},
                         {"taught", step.taught},
                         {"left_out", step.left_out}});
    }
    return dumped({{"schema", "path/1"},
                   {"class", report.title},
                   {"today", text::iso_date(report.today)},
                   {"student", report.slug},
                   {"name", report.name},
                   {"mastered_skills", report.mastered_skills},
                   {"skills", report.skills},
                   {"minutes", report.minutes},
                   {"shortest", report.shortest},
                   {"goals", goals},
                   {"steps", steps},
                   {"known", known_json(report.known)},
                   {"skippable", known_json(report.skippable)}});
}

Document goals_document(const GoalList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, "goals"});
    Table table{
        {{"student"}, {"name", false, 2}, {"goal"}, {"by", false, 0, 0}, {"set by", false, 1, 0}, {"to go", true}}, {}};
    document.data.columns = {{"student"}, {"name"}, {"goal"}, {"title"}, {"by"}, {"set_by"}, {"reached"}, {"minutes"}};
    for (const auto& line : list.lines) {
        const std::string set_by = line.goal.of_the_teacher ? "teacher" : "student";
        table.rows.push_back({{line.slug},
                              {line.name},
                              {line.known ? line.goal.title : line.goal.target + " (gone)"},
                              {line.goal.by ? text::short_date(*line.goal.by) : "–"},
                              {set_by},
                              {!line.known         ? "–"
                               : line.goal.reached ? "reached"
                                                   : fmt::format("{} min", line.goal.minutes)}});
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {line.goal.target},
                                      {line.goal.title},
                                      {line.goal.by ? text::iso_date(*line.goal.by) : ""},
                                      {set_by},
                                      {line.goal.reached ? "yes" : "no"},
                                      {std::to_string(line.goal.minutes)}});
    }
    if (list.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Nobody has a goal yet."});
        document.blocks.emplace_back(Commands{{"waymark assign goal STUDENT SKILL --by DAY"}});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    return document;
}

std::string goals_json(const GoalList& list) {
    Json goals = Json::array();
    for (const auto& line : list.lines) {
        goals.push_back({{"student", line.slug},
                         {"name", line.name},
                         {"goal", line.goal.target},
                         {"title", line.goal.title},
                         {"by", day(line.goal.by)},
                         {"set_by", line.goal.of_the_teacher ? "teacher" : "student"},
                         {"known", line.known},
                         {"reached", line.goal.reached},
                         {"minutes", line.goal.minutes}});
    }
    return dumped({{"schema", "goals/1"}, {"class", list.title}, {"goals", goals}});
}

}  // namespace waymark::app::render
