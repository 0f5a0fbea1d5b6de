#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/slots.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// The teacher's words to a student, and who has waited longest for some.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

/// Line by line, without spaces around: lines are the teacher's, and so are empty ones between them.
std::string trimmed_lines(const std::string& text) {
    std::string kept;
    int empty = 0;
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = std::min(text.find('\n', start), text.size());
        const auto line = text::trim(std::string_view(text).substr(start, end - start));
        start = end + 1;
        if (line.empty()) {
            ++empty;
            continue;
        }
        if (!kept.empty()) kept += empty > 0 ? "\n\n" : "\n";
        kept += line;
        empty = 0;
    }
    return kept;
}

/// The words of a comment: typed, from standard input, or written in the teacher's editor.
std::string comment_text(const Invocation& invocation, const std::string& to) {
    std::string typed;
    for (const auto& word : invocation.arguments.all("TEXT")) typed += (typed.empty() ? "" : " ") + word;
    if (typed == "-") return trimmed_lines(read_file(invocation, "-"));
    if (!typed.empty() || !invocation.terminal.in_is_screen || !invocation.terminal.edit) return trimmed_lines(typed);
    const auto note = "# To " + to + ". Lines that begin with # are left out; without any other nothing is said.\n";
    const auto written = invocation.terminal.edit("\n" + note);
    if (!written) return {};
    std::string kept;
    for (std::size_t start = 0; start < written->size();) {
        const auto end = std::min(written->find('\n', start), written->size());
        const auto line = written->substr(start, end - start);
        if (!line.starts_with('#')) kept += line + '\n';
        start = end + 1;
    }
    return trimmed_lines(kept);
}

bool is_same(const classroom::Comment& a, const classroom::Comment& b) {
    return a.student == b.student && a.text == b.text && a.skill == b.skill && a.evidence == b.evidence &&
           a.slot == b.slot;
}

/// When the same was said of the same to a student, and no later work answers it yet. Only what was said before needs
/// the whole class to know.
std::optional<Date> said_and_open(const Invocation& invocation, const Gradebook& book,
                                  const classroom::Comment& comment) {
    const auto known = book.comments();
    if (std::ranges::none_of(known, [&](const auto& one) { return is_same(one, comment); })) return std::nullopt;
    const auto state = class_state(invocation, book);
    const auto student = std::ranges::find(state.students, comment.student,
                                           [](const classroom::StudentState& one) { return one.student.id; });
    if (student == state.students.end()) return std::nullopt;
    for (const auto& [said, open] : student->comments) {
        if (open && is_same(said, comment)) return said.said_on;
    }
    return std::nullopt;
}

}  // namespace

Result assess_comment(Invocation& invocation) {
    constexpr std::size_t kLongest = 4000;
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    const auto& student = classroom::find_student(roster, invocation.arguments.value("STUDENT"));
    classroom::Comment comment{.student = student.id, .said_on = invocation.today};
    std::string about;
    if (invocation.arguments.has("skill")) {
        const auto& skill = file.curriculum.skills()[classroom::find_skill(file, invocation.arguments.value("skill"))];
        comment.skill = skill.id;
        about = ", " + skill.title;
    }
    if (invocation.arguments.has("slot")) {
        const auto week = week_at_hand(invocation);
        const auto plans = book.plans(week);
        const auto found = find_slot(roster, plans, week, student.slug, invocation.arguments.value("slot"));
        comment.slot = found.slot->id;
        comment.skill = found.slot->skill;
        about = fmt::format(", slot {} of {}: {}", found.slot->number, text::iso_week(week), found.slot->skill_title);
    }
    if (invocation.arguments.has("evidence")) {
        const auto typed = invocation.arguments.value("evidence");
        const auto all = book.evidence();
        const classroom::Evidence* newest = nullptr;
        std::vector<std::string> targets{text::match_key(typed)};
        if (const auto check = file.curriculum.find_check(typed)) {
            for (const auto& item : file.curriculum.checks()[*check].items) {
                targets.push_back(text::match_key(item.id));
            }
        }
        for (const auto& one : all) {
            const bool about_it = std::ranges::find(targets, text::match_key(one.target)) != targets.end();
            if (one.student == student.id && about_it) newest = &one;
        }
        if (newest == nullptr) {
            throw Error(Error::Kind::usage, fmt::format("{} has no evidence on \"{}\"", student.display_name(), typed),
                        "waymark assess list " + student.slug);
        }
        comment.evidence = newest->id;
        const auto skills = classroom::skills_of_target(file, newest->target);
        if (skills.size() == 1 && comment.skill.empty()) comment.skill = file.curriculum.skills()[skills.front()].id;
        about = fmt::format(", {} of {}", newest->target, text::short_date(newest->happened_on));
    }
    comment.text = comment_text(invocation, student.display_name() + about);
    if (comment.text.empty()) {
        throw Error(Error::Kind::usage, "a comment needs words",
                    "write them behind the name, - for standard input, or without any in your editor ($EDITOR)");
    }
    if (comment.text.size() > kLongest) {
        throw Error(Error::Kind::usage, "a comment has at most 4,000 letters", "say it in fewer words, or in two");
    }
    render::Receipt receipt{.schema = "assess-comment/1",
                            .done = fmt::format("said to {}{}", student.display_name(), about),
                            .lines = {render::on_one_line(comment.text)},
                            .next = {"waymark report student " + student.slug}};
    if (const auto known = said_and_open(invocation, book, comment)) {
        receipt.done += fmt::format(" on {}: known already, and still open", text::short_date(*known));
        return shown(std::move(receipt));
    }
    begin(invocation, book, file);
    book.add_comment(comment);
    return finished(invocation, book, std::move(receipt));
}

Result assess_conference(Invocation& invocation) {
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    auto day = invocation.today;
    if (invocation.arguments.has("date")) {
        day = typed_past_day(invocation.arguments, "--date", invocation.arguments.value("date"), invocation.today);
    }
    const auto known = book.conferences();
    begin(invocation, book, file);
    std::string names;
    for (const auto& typed : invocation.arguments.all("STUDENT")) {
        const auto& student = classroom::find_student(roster, typed);
        const classroom::Conference conference{student.id, day, text::trim(invocation.arguments.value("note"))};
        names += (names.empty() ? "" : ", ") + student.display_name();
        const bool there = std::ranges::any_of(known, [&](const classroom::Conference& one) {
            return one.student == student.id && one.held_on == day && one.note == conference.note;
        });
        if (!there) book.add_conference(conference);
    }
    return finished(invocation, book,
                    {.schema = "assess-conference/1",
                     .done = fmt::format("conference on {}: {}", text::long_date(day), names),
                     .lines = {},
                     .next = {}});
}

Result report_comments(Invocation& invocation) {
    Result result;
    result.view =
        view_of(classroom::comments_report(class_state(invocation)), render::comments_document, render::comments_json);
    return result;
}

}  // namespace waymark::app::commands
