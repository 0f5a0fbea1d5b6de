#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/projects.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// Work of a group over several sessions: who, with what, until when, and the score they share.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::Project;

namespace {

/// "draft=2026-11-20".
Project::Milestone milestone(const Invocation& invocation, const classroom::ClassFile& file, const std::string& typed) {
    const auto sign = typed.rfind('=');
    const auto title = text::trim(typed.substr(0, sign));
    const auto day =
        sign == std::string::npos ? std::nullopt : text::parse_date(typed.substr(sign + 1), invocation.today);
    if (!day || title.empty()) {
        throw Error(Error::Kind::usage, fmt::format("\"{}\" is no milestone", typed), "write it as 'draft=2026-11-20'");
    }
    return {title, day_of_term(invocation, file, "--milestone", typed.substr(sign + 1))};
}

const Project& find_project(const std::vector<Project>& projects, const std::string& typed) {
    const auto found = std::ranges::find_if(
        projects, [&](const Project& one) { return text::match_key(one.name) == text::match_key(typed); });
    if (found != projects.end()) return *found;
    std::vector<std::string> names;
    for (const auto& one : projects) names.push_back(one.name);
    const auto near = text::nearest(typed, names);
    throw Error(Error::Kind::usage, fmt::format("there is no project \"{}\"", typed),
                near.empty() ? "waymark assign project shows them" : "did you mean " + near + "?");
}

/// "Samir Aziz, Tala Begay (left)".
std::string members_text(const std::vector<classroom::Student>& roster, const Project& project) {
    std::string names;
    for (const auto& student : roster) {
        if (!project.has(student.id)) continue;
        names += (names.empty() ? "" : ", ") + student.display_name();
        if (student.status == classroom::EnrolmentStatus::left) names += " (left)";
        if (student.status == classroom::EnrolmentStatus::inactive) names += " (inactive)";
    }
    return names;
}

std::string project_line(const classroom::ClassFile& file, const std::vector<classroom::Student>& roster,
                         const Project& project) {
    const auto activity = file.curriculum.find_activity(project.activity);
    const auto sessions = classroom::project_sessions(file.curriculum, file.calendar, project);
    auto line = fmt::format("{}: {}, from {}", project.name,
                            activity ? file.curriculum.activities()[*activity].title : project.activity + " (gone)",
                            text::short_date(project.starts_on));
    if (!sessions.empty()) {
        line += fmt::format(", {}, until {}", text::count_of(sessions.size(), "session", "sessions"),
                            text::short_date(sessions.back().date));
    }
    line += ", " + members_text(roster, project);
    for (const auto& one : project.milestones)
        line += fmt::format("; {} by {}", one.title, text::short_date(one.due_on));
    return line;
}

}  // namespace

Result assign_project(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const auto state = class_state(invocation);
    const auto& file = state.file;
    if (!arguments.has("NAME")) {
        const auto book = gradebook(invocation, Gradebook::Mode::read);
        const auto projects = book.projects();
        render::Receipt receipt{.schema = "assign-project/1",
                                .done = projects.empty() ? "There is no project yet." : "Projects of groups:",
                                .lines = {},
                                .next = {}};
        for (const auto& one : projects) receipt.lines.push_back(project_line(file, book.students(true), one));
        return shown(std::move(receipt));
    }
    Project project{.name = text::trim(arguments.value("NAME"))};
    if (project.name.empty()) throw Error(Error::Kind::usage, "a project needs a name");
    if (!arguments.has("activity")) {
        throw Error(Error::Kind::usage, "a project needs an activity", "add --activity with an id of the class file");
    }
    const auto& activity = file.curriculum.activities()[classroom::find_activity(file, arguments.value("activity"))];
    project.activity = activity.id;
    project.starts_on = session_or_next(invocation, file.calendar, "from", "name one with --from").date;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    for (const auto& typed : arguments.all("STUDENT")) {
        const auto id = classroom::find_student(roster, typed).id;
        if (!project.has(id)) project.members.push_back(id);
    }
    if (project.members.size() < 2) {
        throw Error(Error::Kind::usage, "a project of a group has at least two members",
                    "one student's own work is waymark assign add");
    }
    for (const auto& typed : arguments.all("milestone"))
        project.milestones.push_back(milestone(invocation, file, typed));
    std::ranges::stable_sort(project.milestones, {}, &Project::Milestone::due_on);
    for (const auto& one : project.milestones) {
        if (one.due_on >= project.starts_on) continue;
        throw Error(Error::Kind::usage, fmt::format("{} is due on {}, before the project begins on {}", one.title,
                                                    text::long_date(one.due_on), text::long_date(project.starts_on)));
    }
    begin(invocation, book, file);
    book.add_project(project);
    render::Receipt receipt{.schema = "assign-project/1",
                            .done = "project " + project_line(file, roster, project),
                            .lines = {},
                            .next = {}};
    const auto sessions = classroom::project_sessions(file.curriculum, file.calendar, project).size();
    if (static_cast<int>(sessions) > activity.sessions) {
        receipt.lines.push_back(fmt::format("{} takes {}; the last milestone makes it {}", activity.title,
                                            text::count_of(activity.sessions, "session", "sessions"), sessions));
    }
    const auto week = monday_of(project.starts_on);
    const bool stored = !book.plans(week).empty();
    receipt.next.push_back("waymark assign week " + text::iso_week(week) + (stored ? " --update" : ""));
    return finished(invocation, book, std::move(receipt));
}

Result assess_project(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto projects = book.projects();
    const auto& project = find_project(projects, arguments.value("NAME"));
    const auto score = classroom::read_score(arguments.value("SCORE"));
    if (!score || score->state != classroom::EvidenceState::scored || !score->score) {
        throw Error(Error::Kind::usage, fmt::format("\"{}\" is no score", arguments.value("SCORE")),
                    "write it as 8/10 or 80%");
    }
    const auto activity = file.curriculum.find_activity(project.activity);
    if (!activity) {
        throw Error(Error::Kind::failed, fmt::format("the class file no longer has the activity {}", project.activity),
                    "say the old id with `was`");
    }
    const auto& what = file.curriculum.activities()[*activity];
    std::vector<std::string> targets;
    auto maximum = score->maximum;
    if (what.check) {
        const auto& check = file.curriculum.checks()[*what.check];
        targets = {check.id};
        if (!maximum) {
            maximum = 0;
            for (const auto& item : check.items) *maximum += item.maximum;
        }
    } else {
        for (const auto skill : what.teaches) targets.push_back(file.curriculum.skills()[skill].id);
    }
    if (!maximum) throw Error(Error::Kind::usage, "a score needs its maximum", "write it as 8/10");
    if (*score->score > *maximum) {
        throw Error(Error::Kind::usage, fmt::format("{:g} is over the maximum of {:g}", *score->score, *maximum));
    }
    auto day = invocation.today;
    if (arguments.has("date")) {
        day = typed_past_day(arguments, "--date", arguments.value("date"), invocation.today);
    }
    const auto everybody = book.students(true);
    const auto enrolments = book.enrolments();
    std::vector<classroom::StudentId> scored;
    std::string names;
    render::Receipt receipt{.schema = "assess-project/1", .done = {}, .lines = {}, .next = {}};
    for (const auto& student : everybody) {
        if (!project.has(student.id)) continue;
        if (!classroom::was_in_class(student, enrolments, day)) {
            receipt.lines.push_back(fmt::format("without {}, who was not in the class on {}", student.display_name(),
                                                text::short_date(day)));
            continue;
        }
        scored.push_back(student.id);
        names += (names.empty() ? "" : ", ") + student.display_name();
    }
    if (scored.empty()) {
        throw Error(Error::Kind::failed,
                    fmt::format("nobody of {} was in the class on {}", project.name, text::long_date(day)),
                    "name a day on which they were, with --date");
    }
    begin(invocation, book, file);
    const auto known = book.evidence();
    const auto source = "project " + project.name;
    for (const auto student : scored) {
        for (const auto& target : targets) {
            // A second score of the project corrects the first.
            const auto before = std::ranges::find_if(known, [&](const classroom::Evidence& one) {
                return one.student == student && one.target == target && one.source == source;
            });
            const bool there = before != known.end();
            if (there && before->score == score->score && before->maximum == maximum) continue;
            book.add_evidence({.student = student,
                               .target = target,
                               .state = classroom::EvidenceState::scored,
                               .score = score->score,
                               .maximum = maximum,
                               .raw = arguments.value("SCORE"),
                               .happened_on = day,
                               .source = source,
                               .corrects = there ? std::optional(before->id) : std::nullopt,
                               .shared_by = static_cast<int>(project.members.size())});
        }
    }
    receipt.done = fmt::format("{}: {:g} of {:g} for {}", project.name, *score->score, *maximum, names);
    receipt.lines.emplace_back("a shared score weighs less than a student's own work");
    return finished(invocation, book, std::move(receipt));
}

}  // namespace waymark::app::commands
