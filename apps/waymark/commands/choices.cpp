#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/slots.hpp"
#include "commands/table_columns.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// Which options of their slots students chose.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

constexpr int kMostSlots = 30;

/// What a file of choices says: a row for each choice, or a column for each slot.
std::vector<classroom::KeyedColumn> columns() {
    std::vector<classroom::KeyedColumn> all{{"slot", {"slot number", "number"}},
                                            {"option", {"choice", "chosen", "letter"}}};
    for (int slot = 1; slot <= kMostSlots; ++slot) {
        all.push_back({fmt::format("slot {}", slot), {std::to_string(slot), fmt::format("choice {}", slot)}});
    }
    return all;
}

/// The option that was typed: its letter, its title, or both as on the slips.
const classroom::StoredOption& find_option(const classroom::StoredSlot& slot, const std::string& typed) {
    const auto key = text::match_key(typed);
    std::vector<std::string> titles;
    for (const auto& option : slot.options) {
        const auto title = text::match_key(option.title);
        if (key == option.letter || key == title) return option;
        // "b Countdown 15'", "b) Countdown"
        if (key.starts_with(option.letter) && key.size() > 1 && std::string(" ).:").find(key[1]) != std::string::npos &&
            (key.size() < 4 || key.find(title) != std::string::npos)) {
            return option;
        }
        titles.push_back(option.title);
    }
    std::string list;
    for (const auto& one : slot.options) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", one.letter, one.title);
    }
    const auto near = key.size() > 2 ? text::nearest(typed, titles) : std::string();
    throw Error(Error::Kind::usage, fmt::format("slot {} has no option \"{}\"", slot.number, text::trim(typed)),
                near.empty() ? list : fmt::format("did you mean {}? It has {}", near, list));
}

struct Chosen {
    std::int64_t slot = 0;
    std::string letter;
    std::string line;
    bool known = false;
};

Chosen chosen(const FoundSlot& found, const std::string& typed) {
    const auto& option = find_option(*found.slot, typed);
    return {found.slot->id, option.letter,
            fmt::format("{} chose {} for slot {}: {}", found.student->display_name(), option.letter, found.slot->number,
                        option.title),
            found.slot->chosen == option.letter};
}

Result choose_from_file(Invocation& invocation) {
    const auto week = week_at_hand(invocation);
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    const auto plans = book.plans(week);
    if (plans.empty()) no_plan(week);
    const auto table = read_rows(invocation, columns());
    const auto students = row_students(book);
    auto refused = table.refused;
    std::vector<Chosen> all;
    std::map<std::int64_t, std::string> said;
    const auto take = [&](const classroom::KeyedRow& row, const std::string& slot, const std::string& option) {
        try {
            const auto& student = students.of(row);
            auto one = chosen(find_slot(roster, plans, week, student.slug, slot), option);
            const auto [before, fresh] = said.emplace(one.slot, one.letter);
            if (!fresh && before->second != one.letter) {
                throw Error(Error::Kind::usage, fmt::format("a second choice of {} for slot {}, {} after {}",
                                                            student.display_name(), slot, one.letter, before->second));
            }
            if (fresh) all.push_back(std::move(one));
        } catch (const Error& error) {
            refused.push_back(row.refused(error));
        }
    };
    for (const auto& row : table.rows) {
        if (row.has("slot") || row.has("option")) {
            if (row.has("slot") && row.has("option")) {
                take(row, row.cell("slot"), row.cell("option"));
            } else if (row.has("slot") && !row.has("option")) {
                continue;  // Nothing chosen yet.
            } else {
                refused.push_back({row.file, row.line, "an option without the number of its slot"});
            }
        }
        for (int slot = 1; slot <= kMostSlots; ++slot) {
            const auto column = fmt::format("slot {}", slot);
            if (row.has(column)) take(row, std::to_string(slot), row.cell(column));
        }
    }
    const bool nothing = !refused.empty() && invocation.arguments.has("strict");
    begin(invocation, book, file);
    render::Receipt receipt{.schema = "assign-choose/1", .done = {}, .lines = {}, .next = {}};
    std::size_t fresh = 0, known = 0;
    for (const auto& one : all) {
        if (one.known) {
            ++known;
            continue;
        }
        if (nothing) continue;
        ++fresh;
        book.choose(one.slot, one.letter);
        receipt.lines.push_back(one.line);
    }
    if (known > 0) receipt.lines.push_back(fmt::format("{} known already", known));
    add_ignored(receipt, table.ignored_columns);
    add_refused(receipt, refused);
    receipt.done = fmt::format("{} choice{} of {}{}{}", fresh, fresh == 1 ? "" : "s", text::iso_week(week),
                               refused.empty() ? "" : fmt::format(", {} refused", refused.size()),
                               nothing ? ": nothing was applied" : "");
    auto result = finished(invocation, book, std::move(receipt));
    if (!refused.empty()) result.exit = ExitCode::failed;
    return result;
}

}  // namespace

Result assign_choose(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    if (arguments.has("from")) return choose_from_file(invocation);
    if (!arguments.has("OPTION")) {
        throw Error(Error::Kind::usage, "name a student, a slot and an option, or a file with --from",
                    "waymark assign choose zoe-k 1 b, or --from choices.csv");
    }
    const auto week = week_at_hand(invocation);
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    const auto plans = book.plans(week);
    const auto one = chosen(find_slot(roster, plans, week, arguments.value("STUDENT"), arguments.value("SLOT")),
                            arguments.value("OPTION"));
    begin(invocation, book, file);
    if (!one.known) book.choose(one.slot, one.letter);
    return finished(invocation, book, {.schema = "assign-choose/1", .done = one.line, .lines = {}, .next = {}});
}

}  // namespace waymark::app::commands
