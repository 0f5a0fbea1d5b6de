#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/groups_report.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// Who works with whom.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::Pairing;

namespace {

constexpr int kLargestGroup = 30;

/// "3" or "2-4".
void read_sizes(const std::string& typed, classroom::GroupsWish& wish) {
    const auto dash = typed.find('-');
    const auto number = [](const std::string& word) {
        const bool digits =
            !word.empty() && word.size() <= 2 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
        return digits ? std::stoi(word) : 0;
    };
    wish.smallest = number(typed.substr(0, dash));
    wish.largest = dash == std::string::npos ? wish.smallest : number(typed.substr(dash + 1));
    if (wish.smallest < 2 || wish.largest < wish.smallest || wish.largest > kLargestGroup) {
        throw Error(Error::Kind::usage, fmt::format("--size: \"{}\" is no size of groups", typed),
                    fmt::format("write 3, or 2-4; at least 2 and at most {}", kLargestGroup));
    }
}

/// The students that are named, each once, and at least two where anybody is.
std::vector<const classroom::Student*> named(const Invocation& invocation,
                                             const std::vector<classroom::Student>& roster) {
    std::vector<const classroom::Student*> all;
    for (const auto& typed : invocation.arguments.all("STUDENT")) {
        const auto* one = &classroom::find_student(roster, typed);
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    }
    if (all.size() < 2) {
        throw Error(Error::Kind::usage, "name at least two students", "as in: waymark roster apart zoe-k samir-a");
    }
    return all;
}

Result list_pairings(const Invocation& invocation, Pairing::Rule rule, const std::string& schema) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto roster = book.students(true);
    const bool apart = rule == Pairing::Rule::apart;
    render::Receipt receipt{.schema = schema, .done = {}, .lines = {}, .next = {}};
    const auto name = [&](classroom::StudentId id) {
        const auto& one = *std::ranges::find(roster, id, &classroom::Student::id);
        return fmt::format("{} ({})", one.display_name(), one.slug);
    };
    for (const auto& pair : book.pairings()) {
        if (pair.rule == rule) receipt.lines.push_back(name(pair.first) + ", " + name(pair.second));
    }
    receipt.done = receipt.lines.empty() ? fmt::format("Nobody is kept {}.", apart ? "apart" : "together")
                                         : fmt::format("Kept {} in groups:", apart ? "apart" : "together");
    return shown(std::move(receipt));
}

Result pair_up(Invocation& invocation, Pairing::Rule rule, const std::string& schema) {
    const bool apart = rule == Pairing::Rule::apart, drop = invocation.arguments.has("drop");
    const auto* const how = apart ? "apart" : "together";
    if (!invocation.arguments.has("STUDENT")) {
        if (drop) throw Error(Error::Kind::usage, "whom?", "name the students");
        return list_pairings(invocation, rule, schema);
    }
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto roster = book.students();
    const auto students = named(invocation, roster);
    auto known = book.pairings();
    std::vector<Pairing> changes;
    std::vector<std::string> lines;
    for (std::size_t a = 0; a < students.size(); ++a) {
        for (std::size_t b = a + 1; b < students.size(); ++b) {
            const Pairing one{.first = std::min(students[a]->id, students[b]->id),
                              .second = std::max(students[a]->id, students[b]->id),
                              .rule = drop ? Pairing::Rule::none : rule};
            const auto same = std::ranges::find_if(
                known, [&](const Pairing& other) { return other.first == one.first && other.second == one.second; });
            const auto names = students[a]->display_name() + " and " + students[b]->display_name();
            if (drop ? same == known.end() || same->rule != rule : same != known.end() && same->rule == rule) {
                lines.push_back(fmt::format("{}: {}", names, drop ? "no rule" : "known already"));
                continue;
            }
            if (!drop && same != known.end()) {
                throw Error(Error::Kind::failed,
                            fmt::format("{} are kept {} already", names, apart ? "together" : "apart"),
                            fmt::format("waymark roster {} {} {} --drop takes that back", apart ? "together" : "apart",
                                        students[a]->slug, students[b]->slug));
            }
            if (same != known.end()) known.erase(same);
            if (!drop) known.push_back(one);
            changes.push_back(one);
            lines.push_back(names);
        }
    }
    if (const auto conflict = classroom::find_conflict(known)) {
        std::string chain;
        for (const auto id : conflict->chain) {
            const auto found = std::ranges::find(roster, id, &classroom::Student::id);
            chain += (chain.empty() ? "" : ", ") + (found == roster.end() ? "somebody" : found->display_name());
        }
        throw Error(Error::Kind::failed, fmt::format("two would be kept apart who are kept together: {}", chain),
                    "waymark roster apart and waymark roster together show the rules; --drop takes one back");
    }
    begin(invocation, book, file);
    for (const auto& one : changes) book.add_pairing(one);
    render::Receipt receipt{.schema = schema, .done = {}, .lines = std::move(lines), .next = {}};
    receipt.done = fmt::format("{} pair{} {}", changes.size(), changes.size() == 1 ? "" : "s",
                               drop ? fmt::format("no longer kept {}", how) : fmt::format("kept {} in groups", how));
    for (const auto& group : book.fixed_groups()) {
        if (!apart || group.on < invocation.today) continue;
        for (const auto& one : changes) {
            if (one.rule != Pairing::Rule::apart || !group.has(one.first) || !group.has(one.second)) continue;
            receipt.lines.push_back(fmt::format("group {} on {} has both", group.number, text::short_date(group.on)));
            receipt.next.push_back(fmt::format("waymark assign groups {} --update --save", text::iso_date(group.on)));
        }
    }
    if (!changes.empty() && receipt.next.empty()) receipt.next.emplace_back("waymark assign groups");
    return finished(invocation, book, std::move(receipt));
}

Result groups_result(classroom::GroupsReport report) {
    Result result;
    result.view = view_of(std::move(report), render::groups_document, render::groups_json);
    return result;
}

}  // namespace

Result roster_apart(Invocation& invocation) {
    return pair_up(invocation, Pairing::Rule::apart, "roster-apart/1");
}

Result roster_together(Invocation& invocation) {
    return pair_up(invocation, Pairing::Rule::together, "roster-together/1");
}

Result assign_groups(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const bool save = arguments.has("save");
    classroom::GroupsWish wish{.peers = arguments.has("peers"), .skills = {}};
    if (arguments.has("size")) read_sizes(arguments.value("size"), wish);
    auto book = gradebook(invocation, save ? Gradebook::Mode::write : Gradebook::Mode::read);
    auto state = class_state(invocation, book);
    const auto session = session_or_next(invocation, state.file.calendar, "SESSION");
    for (const auto& typed : arguments.all("skill")) wish.skills.push_back(classroom::find_skill(state.file, typed));
    const bool asked = save || wish.peers || arguments.has("size") || arguments.has("skill") || arguments.has("update");
    if (!asked) {
        if (auto fixed = classroom::fixed_groups_report(state, session)) return groups_result(std::move(*fixed));
    }
    auto report = classroom::groups_report(state, session, wish);
    if (!save) return groups_result(std::move(report));
    if (report.made.empty()) {
        throw Error(Error::Kind::failed, "there is no group to fix on " + text::long_date(session.date),
                    "no two students are ready for the same skill; waymark report class shows who is ready for what");
    }
    std::vector<classroom::FixedGroup> before;
    for (const auto& group : state.fixed_groups) {
        if (group.on == session.date) before.push_back(group);
    }
    const bool known = std::ranges::equal(before, report.made, [](const auto& a, const auto& b) {
        return a.skill == b.skill && a.activity == b.activity && a.members == b.members && a.peer == b.peer;
    });
    begin(invocation, book, state.file);
    report.fixed = true;
    std::string too_many;
    std::string summary = fmt::format("{} groups fixed for {}", report.made.size(), text::long_date(session.date));
    if (known) {
        summary = "known already: " + summary;
    } else {
        std::vector<classroom::StudentId> students;
        const auto take = [&](const classroom::FixedGroup& group) {
            for (const auto id : group.members) {
                if (std::ranges::find(students, id) == students.end()) students.push_back(id);
            }
        };
        for (const auto& group : before) take(group);
        for (const auto& group : report.made) {
            take(group);
            book.add_fixed_group(group);
        }
        // The plan there is makes room for them.
        if (const auto plans = book.plans(monday_of(session.date)); !plans.empty()) {
            std::erase_if(state.fixed_groups, [&](const auto& group) { return group.on == session.date; });
            state.fixed_groups.insert(state.fixed_groups.end(), report.made.begin(), report.made.end());
            // A draft is made anew around them, so that the class does no more at once than it may.
            const bool published = std::ranges::any_of(plans, &classroom::StoredPlan::published);
            const auto plan =
                replan(book, state, plans, students, published ? classroom::Keep::valid : classroom::Keep::begun);
            summary += fmt::format(", {} plan{} changed", plan.fresh.size(), plan.fresh.size() == 1 ? "" : "s");
            const int at_once = classroom::activities_at_once(state.file.curriculum, plan.plans, session.date);
            const int most = state.file.policy.teacher.distinct_activities;
            if (at_once > most) {
                too_many = fmt::format(
                    "{} activities at once on {} are more than the {} that the class file allows: the "
                    "plan is published, and keeps what is on the slips",
                    at_once, text::short_date(session.date), most);
            }
        }
    }
    const auto message = finish(invocation, book, summary);
    auto result = groups_result(std::move(report));
    result.messages.push_back(message);
    if (!too_many.empty()) result.messages.push_back(too_many);
    return result;
}

}  // namespace waymark::app::commands
