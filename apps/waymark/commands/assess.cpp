#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "commands/assess_import.hpp"
#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/results.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/target_skills.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::ClassFile;
using classroom::Error;
using classroom::Evidence;
using classroom::EvidenceState;
using classroom::Gradebook;
using classroom::ResultsChange;
using classroom::Student;

namespace {

/// The newest evidence of one student on one target, as a cell that `assess import` reads back unchanged.
std::string known_cell(const std::vector<Evidence>& evidence, classroom::StudentId student, const std::string& target) {
    const Evidence* newest = nullptr;
    for (const auto& one : evidence) {
        if (one.student == student && one.target == target) newest = &one;
    }
    if (newest == nullptr) return {};
    switch (newest->state) {
        case EvidenceState::scored:
            return newest->score ? fmt::format("{:g}", *newest->score) : std::string();
        case EvidenceState::excused:
            return "x";
        case EvidenceState::missing:
            return "missing";
        case EvidenceState::pending:
            return "pending";
        case EvidenceState::in_progress:
            return "in progress";
        case EvidenceState::not_assigned:
            return "n/a";
    }
    return {};
}

/// The total of a check that has parts would count beside them.
void refuse_total(const ClassFile& file, const classroom::KnownTarget& target) {
    constexpr std::size_t kNamed = 8;
    for (const auto& check : file.curriculum.checks()) {
        if (check.id != target.id || check.items.size() == 1) continue;
        std::string parts;
        for (std::size_t at = 0; at < std::min(kNamed, check.items.size()); ++at) {
            parts += (at == 0 ? "" : ", ") + check.items[at].id;
        }
        if (check.items.size() > kNamed) parts += " …";
        throw Error(Error::Kind::usage, fmt::format("{} has parts: its total would count beside them", check.id),
                    "record its parts: " + parts);
    }
}

}  // namespace

Result assess_sheet(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& check = file.curriculum.checks()[classroom::find_check(file, invocation.arguments.value("CHECK"))];
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto evidence = book.evidence();
    render::CheckSheet sheet{.check = check.id, .title = check.title, .columns = {"student", "name"}, .rows = {}};
    for (const auto& item : check.items) sheet.columns.push_back(fmt::format("{} /{:g}", item.id, item.maximum));
    for (const auto& student : book.students()) {
        if (student.status != classroom::EnrolmentStatus::active) continue;
        std::vector<std::string> row{student.slug, student.display_name()};
        for (const auto& item : check.items) row.push_back(known_cell(evidence, student.id, item.id));
        sheet.rows.push_back(std::move(row));
    }
    Result result;
    result.view = view_of(std::move(sheet), render::sheet_document, render::sheet_json);
    return result;
}

Result assess_enter(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& check = file.curriculum.checks()[classroom::find_check(file, invocation.arguments.value("CHECK"))];
    std::vector<Student> students;
    for (auto& student : gradebook(invocation, Gradebook::Mode::read).students()) {
        if (student.status == classroom::EnrolmentStatus::active) students.push_back(std::move(student));
    }
    auto& terminal = invocation.terminal;
    terminal.err(
        fmt::format("{}: a score, x = excused, m = missing, Enter = nothing, q = stop and keep\n", check.title));
    const auto day = results_options(invocation, file).date;
    std::vector<TypedResult> typed;
    bool stopped = false;
    for (const auto& student : students) {
        for (const auto& item : check.items) {
            while (!stopped) {
                const auto what = check.items.size() == 1 ? std::string() : ", " + item.title;
                terminal.err(text::trim(fmt::format("{}{} (of {:g}):", student.name_on_paper(), what, item.maximum)) +
                             " ");
                const auto line = terminal.read_line();
                const auto answer = line ? text::trim(*line) : std::string("q");
                stopped = answer == "q";
                if (stopped || answer.empty()) break;
                const auto score = classroom::read_score(answer == "m" ? "missing" : answer);
                if (score && (!score->score || *score->score <= score->maximum.value_or(item.maximum))) {
                    typed.push_back({student.slug, item.id, answer == "m" ? "missing" : answer, "", day});
                    break;
                }
                terminal.err(score ? fmt::format("that is over the maximum of {:g}\n", item.maximum)
                                   : "a number, x, m, or Enter\n");
            }
        }
    }
    if (!terminal.in_is_screen) terminal.err("\n");
    if (typed.empty()) {
        Result result;
        result.messages.emplace_back("nothing was entered");
        return result;
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    return apply_results(invocation, file, book,
                         {.files = {as_file(typed)},
                          .mappings = {},
                          .read_options = [](auto aliases) { return classroom::ReadOptions{.aliases = aliases}; }},
                         "assess-enter/1");
}

Result assess_record(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students(true);
    const auto& student = classroom::find_present(roster, book.enrolments(), arguments.value("STUDENT"));
    const auto typed_target = arguments.value("ITEM");
    const auto targets = known_targets(file);
    const auto* target = find_target(targets, typed_target);
    if (target == nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : targets) ids.push_back(one.id);
        const auto near = text::nearest(typed_target, ids);
        throw Error(
            Error::Kind::usage, fmt::format("there is no item, check or skill \"{}\"", typed_target),
            near.empty() ? "waymark assess checks and waymark assess skills list them" : "did you mean " + near + "?");
    }
    refuse_total(file, *target);
    auto options = results_options(invocation, file);
    options.retakes = retakes_allowed(file, book);
    const std::vector<TypedResult> typed{
        {student.slug, target->kept_as(), arguments.value("SCORE"), arguments.value("maximum"), options.date}};
    const auto plan = classroom::plan_results_import(as_file(typed), roster, book.evidence(), targets, options);
    if (!plan.refused.empty()) {
        const auto& refused = plan.refused.front();
        throw Error(Error::Kind::usage, refused.reason, refused.hint.empty() ? "nothing was recorded" : refused.hint);
    }
    if (plan.changes.empty())
        throw Error(Error::Kind::usage, "a blank score records nothing", "x = excused, missing = missing");
    const auto change = plan.changes[0];
    const bool known = change.kind == ResultsChange::Kind::unchanged;
    const auto what = fmt::format("{}, {}: {} on {}", student.name_on_paper(), target->kept_as(),
                                  arguments.value("SCORE"), text::long_date(change.evidence.happened_on));
    begin(invocation, book, file);
    if (!known) book.add_evidence(change.evidence);
    render::Receipt receipt{.schema = "assess-record/1",
                            .done = (known                                           ? "known already: "
                                     : change.kind == ResultsChange::Kind::corrected ? "corrected "
                                                                                     : "recorded ") +
                                    what,
                            .lines = {},
                            .next = {}};
    return finished(invocation, book, std::move(receipt));
}

Result assess_decide(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students(true);
    const auto& student = classroom::find_present(roster, book.enrolments(), arguments.value("STUDENT"));
    const auto& skill = file.curriculum.skills()[classroom::find_skill(file, arguments.value("SKILL"))];
    const auto typed = text::match_key(arguments.value("STATUS"));
    const auto& names = file.policy.level_names;
    const auto is = [&](std::string_view word, const std::string& name) {
        auto dashed = std::string(word);
        std::ranges::replace(dashed, ' ', '-');
        return typed == word || typed == dashed || typed == text::match_key(name);
    };
    classroom::TeacherDecision decision{.student = student.id,
                                        .skill = skill.id,
                                        .because = arguments.value("because"),
                                        .decided_on = invocation.today};
    if (is("mastered", names.mastered)) {
        decision.status = Status::mastered;
    } else if (is("not yet", names.not_yet)) {
        decision.status = Status::not_yet;
    } else if (is("not sure", names.not_sure)) {
        decision.status = Status::not_sure;
    } else {
        const std::vector<std::string> known{"mastered",     "not-yet",     "not-sure",
                                             names.mastered, names.not_yet, names.not_sure};
        const auto near = text::nearest(typed, known);
        throw Error(Error::Kind::usage, fmt::format("\"{}\" is no status", arguments.value("STATUS")),
                    near.empty() ? "one of: mastered, not-yet, not-sure" : "did you mean " + near + "?");
    }
    if (text::trim(decision.because).empty()) {
        throw Error(Error::Kind::usage, "a decision needs its reason", "add --because \"showed me in conversation\"");
    }
    begin(invocation, book, file);
    book.add_decision(decision);
    const auto level = decision.status == Status::mastered  ? names.mastered
                       : decision.status == Status::not_yet ? names.not_yet
                                                            : names.not_sure;
    render::Receipt receipt{.schema = "assess-decide/1",
                            .done = fmt::format("decided: {}, {}: {}", student.name_on_paper(), skill.title, level),
                            .lines = {"because " + decision.because},
                            .next = {"waymark report student " + student.slug}};
    return finished(invocation, book, std::move(receipt));
}

Result assess_list(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto students = book.students(true);
    render::EvidenceList list{.title = file.title, .lines = {}};
    std::optional<classroom::StudentId> only;
    if (invocation.arguments.has("STUDENT")) {
        only = classroom::find_student(students, invocation.arguments.value("STUDENT")).id;
    }
    std::map<classroom::StudentId, const Student*> by_id;
    for (const auto& student : students) by_id[student.id] = &student;
    classroom::TargetSkills targets(file, book.mappings());
    auto evidence = book.evidence(invocation.arguments.has("corrected"));
    std::set<classroom::EvidenceId> corrected;
    for (const auto& one : evidence) {
        if (one.corrects) corrected.insert(*one.corrects);
    }
    for (auto& one : evidence) {
        if (only && one.student != *only) continue;
        const auto found = by_id.find(one.student);
        if (found == by_id.end()) continue;
        std::vector<std::string> skills;
        for (const auto skill : targets.about(one.target).skills) {
            skills.push_back(file.curriculum.skills()[skill].id);
        }
        const bool superseded = corrected.contains(one.id);
        list.lines.push_back(
            {found->second->slug, found->second->display_name(), std::move(one), std::move(skills), superseded});
    }
    Result result;
    result.view = view_of(std::move(list), render::evidence_document, render::evidence_json);
    return result;
}

}  // namespace waymark::app::commands
