#include <algorithm>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

/// The week that was typed, or the one to plan: this week on a Monday, otherwise the next.
Date chosen_week(const Invocation& invocation) {
    if (!invocation.arguments.has("WEEK")) {
        const auto monday = monday_of(invocation.today);
        return monday == invocation.today ? monday : monday + std::chrono::days(7);
    }
    const auto typed = invocation.arguments.value("WEEK");
    const auto week = text::parse_week(typed, invocation.today);
    if (!week) {
        throw Error(Error::Kind::usage, "there is no week \"" + typed + "\"",
                    "write it as 2026-W48, next, or any day of it");
    }
    return *week;
}

Result shown(classroom::WeekReport report) {
    Result result;
    result.view = view_of(std::move(report), render::week_document, render::week_json);
    return result;
}

}  // namespace

Result assign_week(Invocation& invocation) {
    const auto week = chosen_week(invocation);
    const auto state = class_state(invocation);
    std::vector<classroom::StoredPlan> stored, all;
    {
        const auto book = gradebook(invocation, Gradebook::Mode::read);
        stored = book.plans(week);
        all = book.all_plans();
    }
    if (!stored.empty() && !invocation.arguments.has("update")) {
        auto report = classroom::week_report(state, week, std::move(stored));
        report.stored_before = true;
        return shown(std::move(report));
    }
    auto plans = classroom::make_week(state, week, all);
    for (auto& plan : plans) {
        const auto before = std::ranges::find(stored, plan.student, &classroom::StoredPlan::student);
        if (before != stored.end()) plan.revision = before->revision + 1;
    }
    auto book = gradebook(invocation, Gradebook::Mode::write);
    begin(invocation, book, state.file);
    for (const auto& plan : plans) book.add_plan(plan);
    const auto message = finish(invocation, book,
                                fmt::format("plan of {} for {} students", text::iso_week(week), plans.size()));
    auto result = shown(classroom::week_report(state, week, std::move(plans)));
    result.messages.push_back(message);
    return result;
}

Result assign_publish(Invocation& invocation) {
    const auto week = chosen_week(invocation);
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto plans = book.plans(week);
    if (plans.empty()) {
        throw Error(Error::Kind::failed, "there is no plan for " + text::iso_week(week),
                    "waymark assign week " + text::iso_week(week) + " makes one");
    }
    begin(invocation, book, file);
    book.publish(week);
    Result result;
    render::Receipt receipt{.schema = "assign-publish/1",
                            .done = fmt::format("published {} for {} students", text::iso_week(week), plans.size()),
                            .lines = {}, .next = {}};
    result.messages.push_back(finish(invocation, book, receipt.done));
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

}  // namespace waymark::app::commands
