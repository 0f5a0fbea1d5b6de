#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "commands/assess_import.hpp"
#include "commands/commands.hpp"
#include "commands/imports.hpp"
#include "commands/receipt.hpp"
#include "commands/results.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/mapping.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::ClassFile;
using classroom::Gradebook;
using classroom::ResultMapping;
using classroom::ResultsChange;

namespace {

constexpr std::size_t kMostCommands = 8;

void take(render::ImportReceipt& receipt, classroom::ResultsPlan plan, const std::vector<classroom::Student>& roster) {
    const auto append = [](auto& all, const auto& some) { all.insert(all.end(), some.begin(), some.end()); };
    receipt.formats.push_back(plan.format + " (" + plan.encoding + ")");
    append(receipt.refused, plan.refused);
    append(receipt.skipped, plan.skipped);
    append(receipt.repeated, plan.repeated);
    append(receipt.ignored_columns, plan.ignored_columns);
    append(receipt.unmapped, plan.unmapped);
    append(receipt.without_maximum, plan.without_maximum);
    receipt.blank += plan.blank;
    for (const auto& student : roster) receipt.students[student.id] = {student.slug, student.display_name()};
    receipt.results.push_back(std::move(plan.changes));
}

/// Adds what is new or corrected, a piece at a time: as it is stored, a row takes many times the room it has here.
void record(Gradebook& book, const classroom::ResultsChanges& changes, render::ImportReceipt& receipt) {
    constexpr std::size_t kPiece = 1024;
    std::vector<classroom::Evidence> piece;
    piece.reserve(std::min(changes.size(), kPiece));
    for (auto change : changes) {
        if (change.kind == ResultsChange::Kind::unchanged) {
            ++receipt.unchanged;
            continue;
        }
        if (change.kind == ResultsChange::Kind::corrected) {
            ++receipt.changed;
        } else {
            ++receipt.added;
            const bool blank = change.evidence.state == classroom::EvidenceState::missing;
            if (blank && change.evidence.raw.empty()) ++receipt.left_blank;
        }
        piece.push_back(std::move(change.evidence));
        if (piece.size() < kPiece) continue;
        book.add_evidence(piece);
        piece.clear();
    }
    book.add_evidence(piece);
}

/// Titles as teachers map them: "Quiz 7 #3" as "Quiz 7", where the quiz has more questions than one here, and
/// "Quiz 7 (4101)" as "Quiz 7", where no other title is called so.
class ShortTitles {
public:
    explicit ShortTitles(const std::vector<std::string>& all) {
        for (const auto& title : all) {
            if (const auto quiz = quiz_of(title); !quiz.empty()) ++questions_[quiz];
            ++words_[classroom::without_number(title)];
        }
    }

    [[nodiscard]] std::string of(const std::string& title) const {
        const auto quiz = quiz_of(title);
        const auto& whole = !quiz.empty() && times(questions_, quiz) > 1 ? quiz : title;
        auto words = classroom::without_number(whole);
        return times(words_, words) > 1 ? whole : words;
    }

private:
    static std::string quiz_of(const std::string& title) {
        const auto sign = title.rfind(" #");
        return sign == std::string::npos ? std::string() : title.substr(0, sign);
    }
    static int times(const std::unordered_map<std::string, int>& counts, const std::string& title) {
        const auto found = counts.find(title);
        return found == counts.end() ? 0 : found->second;
    }

    std::unordered_map<std::string, int> questions_, words_;
};

/// What to type so that results count that were kept and say nothing yet.
std::vector<std::string> next_commands(const render::ImportReceipt& receipt) {
    const ShortTitles titles(receipt.unmapped);
    std::vector<std::string> first;
    std::unordered_set<std::string> seen, without;
    const auto note = [&](const std::string& title) {
        auto quiz = titles.of(title);
        if (seen.insert(quiz).second && first.size() < kMostCommands) first.push_back(quiz);
        return quiz;
    };
    for (const auto& title : receipt.unmapped) note(title);
    for (const auto& title : receipt.without_maximum) without.insert(note(title));
    std::vector<std::string> commands;
    for (const auto& title : first) commands.push_back(mapping_command(title, without.contains(title)));
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
    for (auto& one : input.files) {
        const auto aliases = book.aliases();
        options.read = input.read_options(aliases);
        const auto roster = book.students(true);
        auto plan = classroom::plan_results_import(std::move(one), roster, book.evidence(), targets, options);
        undated += plan.undated;
        for (const auto& alias : plan.aliases) book.add_alias(alias);
        record(book, plan.changes, receipt);
        take(receipt, std::move(plan), roster);
    }
    receipt.next = next_commands(receipt);
    receipt.applied = receipt.refused.empty() || !invocation.arguments.has("strict");
    receipt.dry_run = invocation.dry_run;
    invocation.dry_run = invocation.dry_run || !receipt.applied;
    Result result;
    (void)finish(invocation, book, fmt::format("results: {} new, {} corrected", receipt.added, receipt.changed));
    if (undated > 0) {
        result.messages.push_back(fmt::format("{} without a day of {} own: counted as of {}",
                                              undated == 1 ? "one result" : fmt::format("{} results", undated),
                                              undated == 1 ? "its" : "their",
                                              text::long_date(options.date.value_or(invocation.today))));
    }
    if (receipt.left_blank > 0) {
        result.messages.push_back(
            fmt::format("{} left blank in the sheet: counted as missing; x is excused", receipt.left_blank));
    }
    if (receipt.blank > 0) {
        result.messages.push_back(fmt::format("{} blank: nothing recorded for them", receipt.blank));
    }
    if (!receipt.refused.empty()) result.exit = ExitCode::failed;
    result.view = view_of(std::move(receipt), render::receipt_document, render::receipt_json, render::results_data);
    return result;
}

Result assess_import(Invocation& invocation) {
    const auto file = class_file(invocation);
    Import import(invocation, file);
    auto said = mappings_said(invocation, invocation.arguments.all("map"), file);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    return apply_results(invocation, file, book,
                         {.files = import.take_inputs(),
                          .mappings = std::move(said),
                          .read_options = [&](auto aliases) { return import.read_options(aliases); }},
                         "assess-import/1");
}

Result assess_map(Invocation& invocation) {
    const auto file = class_file(invocation);
    const auto& arguments = invocation.arguments;
    render::Receipt receipt{.schema = "assess-map/1", .done = {}, .lines = {}, .next = {}};
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
        return finished(invocation, book, std::move(receipt));
    }
    return shown(std::move(receipt));
}

}  // namespace waymark::app::commands
