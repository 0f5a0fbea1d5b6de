#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/table_columns.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// What is made different for a student. It is shown to the teacher here and nowhere that others read.
namespace waymark::app::commands {

using classroom::Adjustment;
using classroom::Error;
using classroom::Gradebook;

namespace {

const std::vector<classroom::KeyedColumn> kAdjustmentColumns{
    {"time", {"extra time", "time factor"}}, {"format", {"materials"}},
    {"place", {"room", "location"}},         {"device at home", {"device", "computer at home"}},
    {"without", {"skills not for them"}},    {"note", {"notes"}},
};

/// "1.5", "150%", "+50%" -> 1.5.
double time_factor(std::string typed) {
    auto word = text::trim(typed);
    const bool more = word.starts_with('+');
    if (more) word.erase(0, 1);
    const bool percent = word.ends_with('%');
    if (percent) word.pop_back();
    std::ranges::replace(word, ',', '.');
    double factor = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), factor);
    if (percent) factor /= 100;
    if (more) factor += 1;
    if (failed != std::errc() || end != word.data() + word.size() || !(factor >= 1 && factor <= 4)) {
        throw Error(Error::Kind::usage, fmt::format("the time cannot be \"{}\"", typed),
                    "how many minutes for one minute of others, from 1 to 4: 1.5, or +50%");
    }
    return factor;
}

bool yes_or_no(const std::string& typed) {
    const auto word = text::match_key(typed);
    const bool yes = word == "yes" || word == "y" || word == "true" || word == "1";
    if (!yes && word != "no" && word != "n" && word != "false" && word != "0") {
        throw Error(Error::Kind::usage, fmt::format("\"{}\" is neither yes nor no", typed));
    }
    return yes;
}

std::vector<std::string> skills(const classroom::ClassFile& file, const std::string& list) {
    std::vector<std::string> ids;
    for (const auto& word : text::split_list(list, ",;")) {
        ids.push_back(file.curriculum.skills()[classroom::find_skill(file, word)].id);
    }
    return ids;
}

/// The adjustments of a file, one row each; rows that cannot be used are refused and named.
std::vector<Adjustment> from_file(const Invocation& invocation, const classroom::ClassFile& file,
                                  const classroom::RowStudents& students, const std::vector<Adjustment>& known,
                                  std::vector<classroom::RefusedRow>& refused, std::vector<std::string>& ignored) {
    const auto table = read_rows(invocation, kAdjustmentColumns);
    refused = table.refused;
    ignored = table.ignored_columns;
    std::vector<Adjustment> all;
    for (const auto& row : table.rows) {
        try {
            const auto& student = students.of(row);
            Adjustment one{.student = student.id};
            const auto before = std::ranges::find(known, one.student, &Adjustment::student);
            if (before != known.end()) one = *before;
            if (row.has("time")) one.time_factor = time_factor(row.cell("time"));
            if (row.has("format")) one.format = row.cell("format");
            if (row.has("place")) one.place = row.cell("place");
            if (row.has("device at home")) one.device_at_home = yes_or_no(row.cell("device at home"));
            if (row.has("without")) one.without = skills(file, row.cell("without"));
            if (row.has("note")) one.note = row.cell("note");
            if (std::ranges::find(all, one.student, &Adjustment::student) != all.end()) {
                refused.push_back({row.file, row.line, "a second row for " + student.display_name()});
                continue;
            }
            all.push_back(std::move(one));
        } catch (const Error& error) {
            refused.push_back(row.refused(error));
        }
    }
    return all;
}

Result list_adjustments(const Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto adjustments = book.adjustments();
    render::Receipt receipt{
        .schema = "roster-adjust/1",
        .done = adjustments.empty() ? "Nothing is adjusted for anybody." : "Adjusted, for the teacher's eyes:",
        .lines = {},
        .next = {}};
    for (const auto& student : book.students()) {
        const auto found = std::ranges::find(adjustments, student.id, &Adjustment::student);
        if (found == adjustments.end() || render::adjustment_text(*found) == "none") continue;
        receipt.lines.push_back(
            fmt::format("{} ({}): {}", student.display_name(), student.slug, render::adjustment_text(*found)));
    }
    return shown(std::move(receipt));
}

}  // namespace

Result roster_adjust(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    if (!arguments.has("STUDENT") && !arguments.has("from")) return list_adjustments(invocation);
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    const auto known = book.adjustments();
    std::vector<Adjustment> wanted;
    std::vector<classroom::RefusedRow> refused;
    std::vector<std::string> ignored;
    if (arguments.has("from")) {
        wanted = from_file(invocation, file, row_students(book), known, refused, ignored);
    } else {
        Adjustment one{.student = classroom::find_student(roster, arguments.value("STUDENT")).id};
        const auto before = std::ranges::find(known, one.student, &Adjustment::student);
        if (before != known.end() && !arguments.has("none")) one = *before;
        if (arguments.has("time")) one.time_factor = time_factor(arguments.value("time"));
        if (arguments.has("materials")) one.format = text::trim(arguments.value("materials"));
        if (arguments.has("place")) one.place = text::trim(arguments.value("place"));
        if (arguments.has("device-at-home")) one.device_at_home = yes_or_no(arguments.value("device-at-home"));
        if (arguments.has("without")) one.without = skills(file, arguments.value("without"));
        if (arguments.has("note")) one.note = text::trim(arguments.value("note"));
        wanted.push_back(std::move(one));
    }
    const bool nothing = !refused.empty() && arguments.has("strict");
    begin(invocation, book, file);
    render::Receipt receipt{.schema = "roster-adjust/1", .done = {}, .lines = {}, .next = {}};
    std::size_t changed = 0;
    for (const auto& one : wanted) {
        const auto before = std::ranges::find(known, one.student, &Adjustment::student);
        if (before != known.end() ? *before == one : render::adjustment_text(one) == "none") continue;
        if (!nothing) book.add_adjustment(one);
        ++changed;
        const auto& student = *std::ranges::find(roster, one.student, &classroom::Student::id);
        receipt.lines.push_back(fmt::format("{}: {} → {}", student.display_name(),
                                            before == known.end() ? "none" : render::adjustment_text(*before),
                                            render::adjustment_text(one)));
    }
    add_ignored(receipt, ignored);
    add_refused(receipt, refused);
    receipt.done = fmt::format("{} adjusted{}{}", changed == 1 ? "1 student" : fmt::format("{} students", changed),
                               refused.empty() ? "" : fmt::format(", {} refused", refused.size()),
                               nothing ? ": nothing was applied" : "");
    auto result = finished(invocation, book, std::move(receipt));
    if (!refused.empty()) result.exit = ExitCode::failed;
    return result;
}

}  // namespace waymark::app::commands
