#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/table_columns.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/keyed_table.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// What students aim at, and the way there.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::StudentGoal;

namespace {

const std::vector<classroom::KeyedColumn> kGoalColumns{
    {"goal", {"goals", "skill", "objective", "target"}, true},
    {"by", {"due", "date", "until"}},
    {"set_by", {"set by", "who", "of"}},
};

render::GoalList::Line line_of(const classroom::ClassState& state, const classroom::StudentState& student,
                               const StudentGoal& goal) {
    render::GoalList::Line line{.slug = student.student.slug, .name = student.student.display_name(), .goal = {}};
    line.known = !classroom::goal_skills(state.file, goal.target).empty();
    if (line.known) {
        line.goal = classroom::path_report(state, student, std::span(&goal, 1)).goals.front();
    } else {
        line.goal = {.target = goal.target,
                     .title = goal.target,
                     .by = goal.by,
                     .set = true,
                     .of_the_teacher = goal.of_the_teacher};
    }
    return line;
}

Result list_goals(const Invocation& invocation) {
    const auto state = class_state(invocation);
    render::GoalList goals{.title = state.file.title, .lines = {}};
    const classroom::StudentState* only = nullptr;
    if (invocation.arguments.has("STUDENT")) {
        only = &classroom::find_student(state, invocation.arguments.value("STUDENT"));
    }
    for (const auto& student : state.students) {
        if (only != nullptr && only != &student) continue;
        for (const auto& goal : student.goals) goals.lines.push_back(line_of(state, student, goal));
    }
    Result result;
    result.view = view_of(std::move(goals), render::goals_document, render::goals_json);
    return result;
}

/// What is wrong with a goal whatever is done for it.
void refuse_unreachable(const classroom::ClassState& state, const classroom::StudentState& student,
                        const StudentGoal& goal) {
    const auto missing = classroom::out_of_reach(state, student, classroom::goal_skills(state.file, goal.target));
    if (missing.empty()) return;
    std::string all;
    for (const auto& one : missing) all += (all.empty() ? "" : "; ") + one;
    throw Error(Error::Kind::failed,
                fmt::format("{} cannot reach {}: {}", student.student.display_name(),
                            classroom::goal_title(state.file, goal.target), all),
                "waymark roster adjust shows what is left out");
}

/// `order`: what the other days of a file say of how it writes them; nothing for a day that was typed.
std::optional<Date> by_day(const Invocation& invocation, Date term_ends, const std::string& typed,
                           std::optional<text::DateOrder> order = std::nullopt) {
    if (typed.empty()) return std::nullopt;
    const auto in_order = order && typed_date_order(invocation.arguments) == text::DateOrder::ambiguous
                              ? text::parse_date(typed, invocation.today, *order)
                              : std::nullopt;
    const auto day =
        in_order ? *in_order : typed_day(invocation.arguments, "--by", typed, invocation.today, order.has_value());
    if (day > term_ends) {
        throw Error(Error::Kind::usage,
                    fmt::format("--by: {} lies beyond the term, which ends on {}", text::long_date(day),
                                text::long_date(term_ends)),
                    "without a day a goal is for the term");
    }
    if (day < invocation.today) {
        throw Error(Error::Kind::usage, fmt::format("--by: {} is over", text::long_date(day)),
                    "a goal is reached by a day to come");
    }
    return day;
}

/// The goals of a file, one row for each student and goal, or several goals in a cell with ; between them.
std::vector<StudentGoal> from_file(const Invocation& invocation, const Gradebook& book,
                                   const classroom::ClassState& state, bool held,
                                   std::vector<classroom::RefusedRow>& refused, std::vector<std::string>& ignored) {
    const auto table = read_rows(invocation, kGoalColumns);
    refused = table.refused;
    ignored = table.ignored_columns;
    std::vector<StudentGoal> all;
    std::vector<std::string> days;
    for (const auto& row : table.rows) days.push_back(row.cell("by"));
    const auto order = text::date_order(days);
    const auto students = row_students(book);
    for (const auto& row : table.rows) {
        try {
            const auto& student = classroom::find_student(state, students.of(row).slug);
            const auto who = text::match_key(row.cell("set_by"));
            if (!who.empty() && who != "student" && who != "teacher") {
                throw Error(Error::Kind::usage,
                            fmt::format("\"{}\" sets no goals: student or teacher", row.cell("set_by")));
            }
            if (!row.has("goal")) continue;
            std::vector<StudentGoal> of_row;
            for (const auto& word : text::split_list(row.cell("goal"), ";")) {
                of_row.push_back({.student = student.student.id,
                                  .target = classroom::find_goal(state.file, word),
                                  .by = by_day(invocation, state.file.calendar.term_ends(), row.cell("by"), order),
                                  .of_the_teacher = who == "teacher" || invocation.arguments.has("teacher"),
                                  .held = held});
                if (held) refuse_unreachable(state, student, of_row.back());
            }
            all.insert(all.end(), of_row.begin(), of_row.end());
        } catch (const Error& error) {
            refused.push_back(row.refused(error));
        }
    }
    return all;
}

}  // namespace

Result assign_goal(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const bool from = arguments.has("from");
    if (from && arguments.has("STUDENT")) {
        throw Error(Error::Kind::usage, "a student and --from say two different things",
                    "the file has a column for the student");
    }
    if (!from && !arguments.has("GOAL")) {
        if (!arguments.has("drop") && !arguments.has("by")) return list_goals(invocation);
        throw Error(Error::Kind::usage, "which goal?", "waymark assign goal STUDENT SKILL --by DAY");
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto state = class_state(invocation, book);
    const bool held = !arguments.has("drop");
    std::vector<StudentGoal> wanted;
    std::vector<classroom::RefusedRow> refused;
    std::vector<std::string> ignored;
    if (from) {
        wanted = from_file(invocation, book, state, held, refused, ignored);
    } else {
        const auto& student = classroom::find_student(state, arguments.value("STUDENT"));
        for (const auto& typed : arguments.all("GOAL")) {
            // What the class file no longer has can still be taken back.
            const auto known = std::ranges::find(student.goals, typed, &StudentGoal::target);
            wanted.push_back(
                {.student = student.student.id,
                 .target = !held && known != student.goals.end() ? typed : classroom::find_goal(state.file, typed),
                 .by = by_day(invocation, state.file.calendar.term_ends(), arguments.value("by")),
                 .of_the_teacher = arguments.has("teacher"),
                 .held = held});
            if (held) refuse_unreachable(state, student, wanted.back());
        }
    }
    const bool nothing = !refused.empty() && arguments.has("strict");
    begin(invocation, book, state.file);
    render::Receipt receipt{.schema = "assign-goal/1", .done = {}, .lines = {}, .next = {}};
    std::size_t changed = 0;
    for (auto& goal : wanted) {
        const auto& student =
            *std::ranges::find(state.students, goal.student, [](const auto& one) { return one.student.id; });
        const auto known = std::ranges::find(student.goals, goal.target, &StudentGoal::target);
        const auto title = classroom::goal_title(state.file, goal.target);
        if (!held && known == student.goals.end()) {
            receipt.lines.push_back(fmt::format("{}: {} is no goal", student.student.display_name(), title));
            continue;
        }
        // Without a date the one that was set stays.
        if (held && !goal.by && known != student.goals.end()) goal.by = known->by;
        if (held && known != student.goals.end() && *known == goal) {
            receipt.lines.push_back(fmt::format("{}: {} is a goal already", student.student.display_name(), title));
            continue;
        }
        if (nothing) continue;
        ++changed;
        book.add_goal(goal);
        if (!held) {
            receipt.lines.push_back(fmt::format("{}: {} is no longer a goal", student.student.display_name(), title));
            continue;
        }
        const auto path = classroom::path_report(state, student, std::span(&goal, 1));
        const auto& line = path.goals.front();
        receipt.lines.push_back(fmt::format(
            "{}: {}{}, {}", student.student.display_name(), title, goal.by ? " by " + text::short_date(*goal.by) : "",
            line.reached ? std::string("reached already")
                         : fmt::format("{} skill{} and {} minutes to go", path.steps.size(),
                                       path.steps.size() == 1 ? "" : "s", line.minutes)));
        for (const auto& one : line.missing) receipt.lines.push_back("that cannot be reached: " + one);
        if (wanted.size() == 1) {
            receipt.next.push_back(fmt::format("waymark assign path {}", student.student.slug));
            receipt.next.emplace_back("waymark assign week --update");
        }
    }
    add_ignored(receipt, ignored);
    add_refused(receipt, refused);
    receipt.done = fmt::format("{} goal{} {}{}{}", changed, changed == 1 ? "" : "s", held ? "set" : "taken back",
                               refused.empty() ? "" : fmt::format(", {} refused", refused.size()),
                               nothing ? ": nothing was applied" : "");
    auto result = finished(invocation, book, std::move(receipt));
    if (!refused.empty()) result.exit = ExitCode::failed;
    return result;
}

Result assign_path(Invocation& invocation) {
    const auto state = class_state(invocation);
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    std::vector<StudentGoal> goals;
    for (const auto& typed : invocation.arguments.all("GOAL")) {
        const auto target = classroom::find_goal(state.file, typed);
        const auto known = std::ranges::find(student.goals, target, &StudentGoal::target);
        goals.push_back(known != student.goals.end() ? *known
                                                     : StudentGoal{.student = student.student.id, .target = target});
    }
    if (goals.empty()) goals = student.goals;
    if (goals.empty()) {
        throw Error(
            Error::Kind::failed, student.student.display_name() + " has no goal yet",
            fmt::format("name a skill or unit, or set one: waymark assign goal {} SKILL", student.student.slug));
    }
    Result result;
    result.view = view_of(classroom::path_report(state, student, goals), render::path_document, render::path_json);
    return result;
}

}  // namespace waymark::app::commands
