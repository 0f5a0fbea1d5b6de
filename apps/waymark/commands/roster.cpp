#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "commands/commands.hpp"
#include "commands/imports.hpp"
#include "commands/receipt.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::EnrolmentStatus;
using classroom::Error;
using classroom::Gradebook;
using classroom::RosterChange;
using classroom::Student;

namespace {

void take(render::ImportReceipt& receipt, const classroom::RosterPlan& plan) {
    receipt.formats.push_back(plan.format + " (" + plan.encoding + ")");
    receipt.refused.insert(receipt.refused.end(), plan.refused.begin(), plan.refused.end());
    receipt.skipped.insert(receipt.skipped.end(), plan.skipped.begin(), plan.skipped.end());
    receipt.ignored_columns.insert(receipt.ignored_columns.end(), plan.ignored_columns.begin(),
                                   plan.ignored_columns.end());
    for (const auto& change : plan.changes) {
        const char* kind = "";
        switch (change.kind) {
            case RosterChange::Kind::added:
                ++receipt.added;
                kind = "new";
                break;
            case RosterChange::Kind::changed:
                ++receipt.changed;
                kind = "changed";
                break;
            case RosterChange::Kind::moved:
                ++receipt.moved;
                kind = "moved";
                break;
            case RosterChange::Kind::absent:
                ++receipt.absent;
                kind = "absent";
                break;
            case RosterChange::Kind::unchanged:
                ++receipt.unchanged;
                continue;
        }
        std::string details;
        for (const auto& detail : change.details) details += (details.empty() ? "" : "; ") + detail;
        receipt.changes.push_back({kind, change.student.slug, change.student.display_name(), details});
    }
}

/// "music, football" as words, each once.
std::vector<std::string> words_of_list(const std::vector<std::string>& given) {
    std::vector<std::string> words;
    for (const auto& list : given) {
        for (auto& word : text::split_list(list)) {
            if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
        }
    }
    return words;
}

/// The options that `roster add` and `roster edit` share.
void apply_options(const Invocation& invocation, Student& student) {
    const auto& arguments = invocation.arguments;
    const auto set = [&](const char* option, std::string& field) {
        if (arguments.has(option)) field = text::trim(arguments.value(option));
    };
    set("given", student.given);
    set("family", student.family);
    set("preferred", student.preferred);
    set("section", student.section);
    set("email", student.email);
    set("school-id", student.school_id);
    if (arguments.has("joined")) {
        student.joined = typed_day(arguments, "--joined", arguments.value("joined"), invocation.today);
        if (student.joined > invocation.today && student.joined > class_file(invocation).calendar.term_ends()) {
            throw Error(Error::Kind::usage,
                        fmt::format("--joined: {} lies beyond the term", text::long_date(student.joined)),
                        "is it the right year?");
        }
    }
    if (arguments.has("status")) {
        const auto status = arguments.value("status");
        student.status = status == "active"     ? EnrolmentStatus::active
                         : status == "inactive" ? EnrolmentStatus::inactive
                                                : EnrolmentStatus::left;
    }
    if (student.given.empty() && student.family.empty()) {
        throw Error(Error::Kind::usage, "a student needs a name");
    }
    for (const auto* name : {&student.given, &student.family, &student.preferred}) {
        if (text::is_too_long_for_a_name(*name)) {
            throw Error(Error::Kind::usage, "the name is longer than 200 characters");
        }
    }
}

/// As the gradebook has them: a short name that somebody undone holds is not given twice.
Student student_with_id(const Gradebook& book, classroom::StudentId id) {
    const auto roster = book.students(true);
    return *std::ranges::find(roster, id, &Student::id);
}

void check_identity_is_free(const std::vector<Student>& roster, const Student& student) {
    for (const auto& other : roster) {
        if (other.slug == student.slug) continue;
        const auto clash = [&](const std::string& a, const std::string& b) {
            return !a.empty() && text::match_key(a) == text::match_key(b);
        };
        if (clash(student.school_id, other.school_id) || clash(student.email, other.email)) {
            throw Error(Error::Kind::failed,
                        fmt::format("{} has this school id or e-mail already", other.display_name()),
                        "waymark roster show " + other.slug);
        }
    }
}

Result show(const Gradebook& book, Student student, const std::string& title) {
    render::StudentDetails details{.title = title, .student = std::move(student)};
    const auto id = details.student.id;
    const auto adjustments = book.adjustments();
    const auto adjusted = std::ranges::find(adjustments, id, &classroom::Adjustment::student);
    if (adjusted != adjustments.end()) details.adjustment = *adjusted;
    const auto roster = book.students(true);
    for (const auto& one : book.pairings()) {
        if (one.rule == classroom::Pairing::Rule::none || (one.first != id && one.second != id)) continue;
        const auto other = std::ranges::find(roster, one.first == id ? one.second : one.first, &Student::id);
        if (other == roster.end()) continue;
        auto& list = one.rule == classroom::Pairing::Rule::apart ? details.apart : details.together;
        list.push_back({other->slug, other->display_name()});
    }
    Result result;
    result.view = view_of(std::move(details), render::student_document, render::student_json);
    return result;
}

/// Finds the student, lets `change` act on them, and stores what differs.
template <class Change>
Result change_student(Invocation& invocation, const std::string& verb, Change change) {
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students(true);
    const auto before = classroom::find_student(roster, invocation.arguments.value("STUDENT"));
    auto student = before;
    change(student);
    check_identity_is_free(roster, student);
    begin(invocation, book, file);
    if (student != before) book.change_student(student);
    const auto message =
        finish(invocation, book,
               student == before ? student.display_name() + " is as before; nothing changed"
                                 : fmt::format("{} {} ({})", verb, student.display_name(), student.slug));
    auto result = show(book, std::move(student), file.title);
    result.messages.push_back(message);
    return result;
}

}  // namespace

Result roster_import(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    Import import(invocation, file);
    auto inputs = import.take_inputs();
    if (arguments.has("complete") && inputs.size() > 1) {
        throw Error(Error::Kind::usage, "--complete speaks of one list, and these are several",
                    "import the whole list by itself");
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    begin(invocation, book, file);
    render::ImportReceipt receipt{.schema = "roster-import/1"};
    classroom::RosterOptions options{.section = std::nullopt, .today = invocation.today};
    if (arguments.has("section")) options.section = arguments.value("section");
    options.complete = arguments.has("complete");
    options.even_if_many = arguments.has("even-if-many");
    // The first roster of a term that is under way is the class as it began; who comes later joins on the day.
    if (book.students(true).empty()) options.today = std::min(options.today, file.calendar.term_starts());
    for (auto& input : inputs) {
        const auto aliases = book.aliases();
        options.read = import.read_options(aliases);
        auto plan = classroom::plan_roster_import(std::move(input), book.students(true), options);
        for (auto& change : plan.changes) {
            if (change.kind == RosterChange::Kind::added) change.student.id = book.add_student(change.student);
            if (change.kind == RosterChange::Kind::changed || change.kind == RosterChange::Kind::moved) {
                book.change_student(change.student);
            }
            for (auto& alias : change.aliases) {
                alias.student = change.student.id;
                book.add_alias(alias);
            }
        }
        const auto now = book.students(true);
        for (auto& change : plan.changes) {
            if (change.kind == RosterChange::Kind::added) {
                change.student = *std::ranges::find(now, change.student.id, &Student::id);
            }
        }
        take(receipt, plan);
    }
    Result result;
    receipt.applied = receipt.refused.empty() || !arguments.has("strict");
    const auto summary =
        fmt::format("roster: {} new, {} changed, {} moved", receipt.added, receipt.changed, receipt.moved);
    receipt.dry_run = invocation.dry_run;
    invocation.dry_run = invocation.dry_run || !receipt.applied;
    (void)finish(invocation, book, summary);
    if (!receipt.refused.empty()) result.exit = ExitCode::failed;
    result.view = view_of(std::move(receipt), render::receipt_document, render::receipt_json);
    return result;
}

Result roster_list(Invocation& invocation) {
    render::Roster roster{
        .title = class_file(invocation).title,
        .students = gradebook(invocation, Gradebook::Mode::read).students(invocation.arguments.has("all"))};
    if (invocation.arguments.has("section")) {
        const auto wanted = invocation.arguments.value("section");
        std::set<std::string> sections;
        for (const auto& one : roster.students) sections.insert(one.section);
        std::erase_if(roster.students, [key = text::match_key(wanted)](const Student& one) {
            return text::match_key(one.section) != key;
        });
        if (roster.students.empty()) {
            throw Error(Error::Kind::usage, fmt::format("nobody is in a section \"{}\"", wanted),
                        fmt::format("sections: {}", fmt::join(sections, ", ")));
        }
    }
    Result result;
    result.view = view_of(std::move(roster), render::roster_document, render::roster_json);
    return result;
}

Result roster_add(Invocation& invocation) {
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students(true);
    Student student;
    student.joined = invocation.today;
    const auto typed = fmt::format("{}", fmt::join(invocation.arguments.all("NAME"), " "));
    // Who says which part is which with options means the rest by NAME.
    const bool apart = invocation.arguments.has("family") || invocation.arguments.has("given");
    const auto name = apart ? text::parse_person_name(typed) : text::parse_typed_name(typed);
    student.given = name.given;
    student.family = name.family;
    apply_options(invocation, student);
    student.slug = text::person_slug({student.given, student.family, true}, [&](std::string_view slug) {
        return std::ranges::find(roster, slug, &Student::slug) != roster.end();
    });
    check_identity_is_free(roster, student);
    const auto plain = text::slug(student.given + " " + student.family);
    for (const auto& other : roster) {
        const auto theirs = other.given + " " + other.family;
        // "Muller, Zoe" is as likely "Müller, Zoë" as somebody else.
        const bool same = text::match_key(theirs) == text::match_key(student.given + " " + student.family) ||
                          (!plain.empty() && text::slug(theirs) == plain);
        if (same && student.school_id.empty() && student.email.empty()) {
            throw Error(Error::Kind::failed,
                        fmt::format("{} is on the roster already ({})", other.display_name(), other.slug),
                        "if this is another person, give --school-id or --email");
        }
    }
    begin(invocation, book, file);
    student = student_with_id(book, book.add_student(student));
    const auto message = finish(invocation, book, fmt::format("added {} ({})", student.display_name(), student.slug));
    const auto unsplit = !apart && student.family.empty() && student.given.find(' ') != std::string::npos;
    const auto slug = student.slug;
    auto result = show(book, std::move(student), file.title);
    result.messages.push_back(message);
    if (unsplit) {
        result.messages.push_back("the whole is kept as the given name; if it has a family name: waymark roster edit " +
                                  slug + " --given NAME --family NAME");
    }
    return result;
}

Result roster_show(Invocation& invocation) {
    const auto title = class_file(invocation).title;
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto roster = book.students(true);
    return show(book, classroom::find_student(roster, invocation.arguments.value("STUDENT")), title);
}

Result roster_edit(Invocation& invocation) {
    return change_student(invocation, "changed", [&](Student& student) { apply_options(invocation, student); });
}

Result roster_remove(Invocation& invocation) {
    return change_student(invocation,
                          "took off the roster:", [](Student& student) { student.status = EnrolmentStatus::left; });
}

Result roster_prefer(Invocation& invocation) {
    return change_student(invocation, "noted the preferences of", [&](Student& student) {
        if (invocation.arguments.has("interests")) {
            student.interests = words_of_list(invocation.arguments.all("interests"));
        }
        if (invocation.arguments.has("tools")) student.tools = words_of_list(invocation.arguments.all("tools"));
    });
}

Result roster_alias(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students(true);
    const auto& student = classroom::find_student(roster, arguments.value("STUDENT"));
    const classroom::StudentAlias alias{student.id, text::match_key(arguments.value("SYSTEM")),
                                        text::trim(arguments.value("ID"))};
    if (alias.system.empty() || alias.value.empty()) {
        throw Error(Error::Kind::usage, "an alias needs the name of a system and the id there",
                    "waymark roster alias zoe-k canvas 4711");
    }
    bool known = false;
    for (const auto& other : book.aliases()) {
        if (other.system != alias.system || other.value != alias.value) continue;
        known = other.student == alias.student;
        if (known) break;
        const auto owner = std::ranges::find(roster, other.student, &Student::id);
        throw Error(Error::Kind::failed,
                    fmt::format("{} {} is {} already", alias.system, alias.value,
                                owner == roster.end() ? "somebody" : owner->slug),
                    "waymark undo takes back what said so");
    }
    begin(invocation, book, file);
    if (!known) book.add_alias(alias);
    render::Receipt receipt{.schema = "roster-alias/1",
                            .done = (known ? "known already: " : "") + student.display_name() +
                                    (alias.system == classroom::StudentAlias::kNames
                                         ? fmt::format(" is called {}, too", alias.value)
                                         : fmt::format(" is {} in {}", alias.value, alias.system)),
                            .lines = {},
                            .next = {}};
    return finished(invocation, book, std::move(receipt));
}

Result roster_export(Invocation& invocation) {
    const auto students = gradebook(invocation, Gradebook::Mode::read).students(invocation.arguments.has("all"));
    Result result;
    result.view = view_of(render::RosterExport{class_file(invocation).title, students}, render::roster_export_document,
                          render::roster_export_json);
    return result;
}

}  // namespace waymark::app::commands
