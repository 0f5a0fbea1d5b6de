#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

Result week_result(classroom::WeekReport report) {
    Result result;
    result.view = view_of(std::move(report), render::week_document, render::week_json);
    return result;
}

/// What to say of it. A plan that is published already stays so.
std::string publish_all(Gradebook& book, Date week, const std::vector<classroom::StoredPlan>& plans) {
    const bool known = std::ranges::all_of(plans, &classroom::StoredPlan::published);
    if (!known) book.publish(week);
    return fmt::format("{} {} for {} students", known ? "published already:" : "published", text::iso_week(week),
                       plans.size());
}

}  // namespace

Result assign_week(Invocation& invocation) {
    const auto week = chosen_week(invocation);
    const bool publish = invocation.arguments.has("publish");
    const bool update = invocation.arguments.has("update");
    if (!update && !publish) {
        const auto book = gradebook(invocation, Gradebook::Mode::read);
        if (auto stored = book.plans(week); !stored.empty()) {
            auto report = classroom::week_report(class_state(invocation, book), week, std::move(stored));
            report.stored_before = true;
            return week_result(std::move(report));
        }
    }
    // Held from here on, so that what is planned still fits what is known when it is written.
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto state = class_state(invocation, book);
    auto stored = book.plans(week);
    if (stored.empty()) {
        refuse_past_week(state.file.calendar, week, invocation.today, " and had no plan",
                         "waymark assign week plans the next");
    }
    if (!update && !stored.empty()) {
        begin(invocation, book, state.file);
        const auto message = finish(invocation, book, publish_all(book, week, stored));
        for (auto& one : stored) one.published = true;
        auto report = classroom::week_report(state, week, std::move(stored));
        report.stored_before = true;
        auto result = week_result(std::move(report));
        result.messages.push_back(message);
        return result;
    }
    // What was published moves only where it must, and stays published.
    const bool published_before = std::ranges::any_of(stored, &classroom::StoredPlan::published);
    auto plan = classroom::plan_week(state, week, book.all_plans(),
                                     published_before ? classroom::Keep::valid : classroom::Keep::begun);
    const bool published = publish || published_before;
    if (plan.fresh.empty() && !stored.empty() && published == published_before) {
        auto report = classroom::week_report(state, week, std::move(plan.plans));
        report.stored_before = true;
        auto result = week_result(std::move(report));
        result.messages.push_back("nothing changes in the plan of " + text::iso_week(week));
        return result;
    }
    begin(invocation, book, state.file);
    for (auto& one : plan.plans) one.published = published;
    store(book, plan, published);
    if (published && plan.fresh.empty()) book.publish(week);
    const auto what = fmt::format("plan of {} for {} students", text::iso_week(week), plan.plans.size());
    const auto message =
        finish(invocation, book, stored.empty() ? what : fmt::format("{}: {} changed", what, plan.fresh.size()));
    auto report = classroom::week_report(state, week, std::move(plan.plans));
    report.changes = std::move(plan.changes);
    auto result = week_result(std::move(report));
    result.messages.push_back(message);
    return result;
}

Result assign_publish(Invocation& invocation) {
    const auto week = chosen_week(invocation);
    const auto file = class_file(invocation);
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto plans = book.plans(week);
    if (plans.empty()) no_plan(week);
    begin(invocation, book, file);
    return finished(invocation, book,
                    {.schema = "assign-publish/1", .done = publish_all(book, week, plans), .lines = {}, .next = {}});
}

Result assign_show(Invocation& invocation) {
    const auto week = week_at_hand(invocation);
    auto state = class_state(invocation);
    auto stored = gradebook(invocation, Gradebook::Mode::read).plans(week);
    if (stored.empty()) no_plan(week);
    const classroom::StudentState* only = nullptr;
    if (invocation.arguments.has("STUDENT")) {
        only = &classroom::find_student(state, invocation.arguments.value("STUDENT"));
        if (std::ranges::find(stored, only->student.id, &classroom::StoredPlan::student) == stored.end()) {
            throw Error(Error::Kind::failed, "this student has no plan for " + text::iso_week(week),
                        "waymark assign week " + text::iso_week(week) + " --update plans again");
        }
    }
    auto report = classroom::week_report(state, week, std::move(stored), only);
    report.stored_before = true;
    return week_result(std::move(report));
}

}  // namespace waymark::app::commands
