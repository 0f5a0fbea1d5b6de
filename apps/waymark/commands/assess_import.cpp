#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "commands/assess_import.hpp"
#include "commands/commands.hpp"
#include "commands/imports.hpp"
#include "commands/results.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/mapping.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::ClassFile;
using classroom::Error;
using classroom::Gradebook;
using classroom::ResultMapping;
using classroom::ResultsChange;

namespace {

constexpr std::size_t kMostCommands = 8;

/// "3/4", "excused": what a result says, for a line of changes.
std::string said(const classroom::Evidence& evidence) {
    if (evidence.state != classroom::EvidenceState::scored) return word(evidence.state);
    auto score = evidence.score ? fmt::format("{}", *evidence.score) : std::string();
    if (evidence.maximum) score += fmt::format("/{}", *evidence.maximum);
    return score;
}

std::string what_changed(const ResultsChange& change) {
    const auto now = said(change.evidence);
    if (change.kind != ResultsChange::Kind::corrected || !change.before) return now;
    const auto& before = *change.before;
    if (before.happened_on == change.evidence.happened_on) return fmt::format("{} → {}", said(before), now);
    return fmt::format("{} on {} → {} on {}", said(before), text::short_date(before.happened_on), now,
                       text::short_date(change.evidence.happened_on));
}

void take(render::ImportReceipt& receipt, const classroom::ResultsPlan& plan,
          const std::vector<classroom::Student>& roster) {
    const auto append = [](auto& all, const auto& some) { all.insert(all.end(), some.begin(), some.end()); };
    receipt.formats.push_back(plan.format + " (" + plan.encoding + ")");
    append(receipt.refused, plan.refused);
    append(receipt.skipped, plan.skipped);
    append(receipt.ignored_columns, plan.ignored_columns);
    append(receipt.unmapped, plan.unmapped);
    append(receipt.without_maximum, plan.without_maximum);
    receipt.blank += plan.blank;
    std::map<classroom::StudentId, const classroom::Student*> by_id;
    for (const auto& student : roster) by_id[student.id] = &student;
    for (const auto& change : plan.changes) {
        if (change.kind != ResultsChange::Kind::unchanged) {
            const auto& student = *by_id.at(change.evidence.student);
            receipt.changes.push_back({.kind = change.kind == ResultsChange::Kind::added ? "new" : "corrected",
                                       .student = student.slug,
                                       .name = student.display_name(),
                                       .what = what_changed(change),
                                       .item = change.evidence.target});
        }
        switch (change.kind) {
            case ResultsChange::Kind::added:
                ++receipt.added;
                break;
            case ResultsChange::Kind::corrected:
                ++receipt.changed;
                break;
            case ResultsChange::Kind::unchanged:
                ++receipt.unchanged;
                break;
        }
    }
}

/// "Quiz 7 #3" -> "Quiz 7", where the quiz has more questions than one here.
std::string quiz_of(const std::string& title, const std::vector<std::string>& all) {
    const auto sign = title.rfind(" #");
    if (sign == std::string::npos) return title;
    const auto quiz = title.substr(0, sign);
    const auto questions = std::ranges::count_if(all, [&](const auto& one) { return one.starts_with(quiz + " #"); });
    return questions > 1 ? quiz : title;
}

/// "Quiz 7 (4101)" -> "Quiz 7", where no other title is called so.
std::string short_title(const std::string& title, const std::vector<std::string>& all) {
    auto words = classroom::without_number(title);
    const auto same =
        std::ranges::count_if(all, [&](const auto& one) { return classroom::without_number(one) == words; });
    return same > 1 ? title : words;
}

/// What to type so that results count that were kept and say nothing yet.
std::vector<std::string> next_commands(const render::ImportReceipt& receipt) {
    std::vector<std::string> titles;
    std::set<std::string> without;
    const auto note = [&](const std::string& title) {
        auto quiz = short_title(quiz_of(title, receipt.unmapped), receipt.unmapped);
        if (std::ranges::find(titles, quiz) == titles.end()) titles.push_back(quiz);
        return quiz;
    };
    for (const auto& title : receipt.unmapped) note(title);
    for (const auto& title : receipt.without_maximum) without.insert(note(title));
    std::vector<std::string> commands;
    for (const auto& title : titles) {
        if (commands.size() == kMostCommands) break;
        commands.push_back(mapping_command(title, without.contains(title)));
    }
    return commands;
}

/// Stores what the teacher says of titles, and puts it into force for what is read next.
void remember(Gradebook& book, std::vector<ResultMapping>& in_force, const std::vector<ResultMapping>& said) {
    for (const auto& one : said) {
        const auto known = std::ranges::find(in_force, one.title, &ResultMapping::title);
        if (known != in_force.end() && *known == one) continue;
        book.add_mapping(one);
        if (known == in_force.end()) {
            in_force.push_back(one);
        } else {
            *known = one;
        }
    }
}

std::string words(const std::vector<std::string>& all) {
    std::string line;
    for (const auto& one : all) line += (line.empty() ? "" : ", ") + one;
    return line;
}

std::string about(const ResultMapping& mapping) {
    auto line = fmt::format("{}: {}", mapping.title,
                            mapping.targets.empty() ? std::string("nothing taught here") : words(mapping.targets));
    if (mapping.maximum) line += fmt::format(" (of {:g})", *mapping.maximum);
    return line;
}

std::vector<ResultMapping> mappings_said(const Invocation& invocation, const std::vector<std::string>& typed,
                                         const ClassFile& file) {
    const auto targets = known_targets(file);
    const auto maximum = results_options(invocation, file).maximum;
    std::vector<ResultMapping> said;
    for (const auto& one : typed) {
        said.push_back(read_mapping(one, targets));
        said.back().maximum = maximum;
    }
    return said;
}

}  // namespace

Result apply_results(Invocation& invocation, const ClassFile& file, Gradebook& book, ResultsInput input,
                     const std::string& schema) {
    auto options = results_options(invocation, file);
    options.retakes = retakes_allowed(file, book);
    const auto targets = known_targets(file);
    begin(invocation, book, file);
    auto mappings = book.mappings();
    remember(book, mappings, input.mappings);
    options.mappings = mappings;
    render::ImportReceipt receipt{.schema = schema};
    int undated = 0;
    for (const auto& one : input.files) {
        const auto aliases = book.aliases();
        options.read = input.read_options(aliases);
        const auto roster = book.students(true);
        auto plan = classroom::plan_results_import(one, roster, book.evidence(), targets, options);
        take(receipt, plan, roster);
        undated += plan.undated;
        for (const auto& alias : plan.aliases) book.add_alias(alias);
        for (const auto& change : plan.changes) {
            if (change.kind != ResultsChange::Kind::unchanged) book.add_evidence(change.evidence);
        }
    }
    receipt.next = next_commands(receipt);
    receipt.applied = receipt.refused.empty() || !invocation.arguments.has("strict");
    const bool only_shown = invocation.dry_run;
    receipt.dry_run = only_shown;
    invocation.dry_run = only_shown || !receipt.applied;
    Result result;
    const auto message =
        finish(invocation, book, fmt::format("results: {} new, {} corrected", receipt.added, receipt.changed));
    if (only_shown) result.messages.push_back(message);
    if (undated > 0) {
        result.messages.push_back(fmt::format("{} without a day of {} own: counted as of {}",
                                              undated == 1 ? "one result" : fmt::format("{} results", undated),
                                              undated == 1 ? "its" : "their",
                                              text::long_date(options.date.value_or(invocation.today))));
    }
    if (receipt.blank > 0) {
        result.messages.push_back(fmt::format("{} blank: nothing recorded for them", receipt.blank));
    }
    if (!receipt.refused.empty()) result.exit = ExitCode::failed;
    result.view = view_of(std::move(receipt), render::receipt_document, render::receipt_json);
    return result;
}

Result assess_import(Invocation& invocation) {
    const auto file = class_file(invocation);
    Import import(invocation, file);
    auto said = mappings_said(invocation, invocation.arguments.all("map"), file);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    return apply_results(invocation, file, book,
                         {.files = import.inputs(),
                          .mappings = std::move(said),
                          .read_options = [&](auto aliases) { return import.read_options(aliases); }},
                         "assess-import/1");
}

Result assess_map(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    render::Receipt receipt{.schema = "assess-map/1", .done = {}, .lines = {}, .next = {}};
    Result result;
    if (!arguments.has("TITLE=IDS")) {
        const auto mappings = gradebook(invocation, Gradebook::Mode::read).mappings();
        receipt.done =
            mappings.empty() ? "No title of another system is mapped yet." : "What titles of other systems are about:";
        for (const auto& one : mappings) receipt.lines.push_back(about(one));
        if (mappings.empty()) receipt.next = {mapping_command("Quiz 7", false)};
    } else {
        const auto said = mappings_said(invocation, arguments.all("TITLE=IDS"), file);
        auto book = gradebook(invocation, Gradebook::Mode::write);
        begin(invocation, book, file);
        auto in_force = book.mappings();
        remember(book, in_force, said);
        receipt.done =
            said.size() == 1 ? "mapped " + about(said.front()) : fmt::format("mapped {} titles", said.size());
        if (said.size() > 1) {
            for (const auto& one : said) receipt.lines.push_back(about(one));
        }
        const auto message = finish(invocation, book, receipt.done);
        if (invocation.dry_run) result.messages.push_back(message);
    }
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

}  // namespace waymark::app::commands
