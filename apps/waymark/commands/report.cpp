#include <algorithm>
#include <string>
#include <vector>

#include "commands/commands.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Result report_class(Invocation& invocation) {
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    const auto state = class_state(invocation, book);
    auto report = classroom::class_report(state);
    const auto week = week_on_paper(invocation, book);
    if (auto plans = book.plans(week); !plans.empty()) {
        auto costs = classroom::week_report(state, week, std::move(plans));
        report.cost = {
            .week = week, .marking_minutes = costs.marking_minutes, .preparation_minutes = costs.preparation_minutes};
        if (!costs.together.empty() && !(costs.published && costs.together.front().saves())) {
            report.together = std::move(costs.together.front());
        }
    }
    if (const auto share = classroom::request_share(book.all_plans()); share.asked > 0) report.requests = share;
    Result result;
    result.view = view_of(std::move(report), render::class_report_document, render::class_report_json);
    return result;
}

namespace {

/// The class as it is for reports on students. Who is away is shown as if they were back: what they did here stays
/// theirs, and is asked for most when they go.
struct StudentView {
    classroom::ClassState state;
    std::vector<std::string> slugs;  ///< of those meant, each once
    std::vector<std::string> messages;
    [[nodiscard]] const classroom::StudentState& student() const {
        return classroom::find_student(state, slugs.front());
    }
};

StudentView view_of_students(Invocation& invocation) {
    const auto book = gradebook(invocation, classroom::Gradebook::Mode::read);
    StudentView view{class_state(invocation, book), {}, {}};
    std::vector<classroom::StudentId> back;
    const auto add = [&](const std::string& slug) {
        const bool fresh = std::ranges::find(view.slugs, slug) == view.slugs.end();
        if (fresh) view.slugs.push_back(slug);
        return fresh;
    };
    for (const auto& typed : invocation.arguments.all("STUDENT")) {
        if (text::match_key(typed) == "all") {
            for (const auto& one : view.state.students) add(one.student.slug);
        } else if (const auto* found = classroom::find_away(view.state, typed)) {
            if (!add(found->slug)) continue;
            back.push_back(found->id);
            view.messages.push_back(classroom::absence_of(*found, view.state.enrolments));
        } else {
            add(classroom::find_student(view.state, typed).student.slug);
        }
    }
    if (!back.empty()) {
        auto facts = book.facts();
        for (const auto id : back) classroom::bring_back(facts, id, invocation.today);
        view.state = classroom::class_state(class_file(invocation), std::move(facts), invocation.today);
    }
    return view;
}

}  // namespace

Result report_student(Invocation& invocation) {
    auto shown = view_of_students(invocation);
    if (shown.slugs.empty()) {
        throw classroom::Error(classroom::Error::Kind::failed, "nobody is on the roster",
                               "waymark roster import FILE brings in a class list");
    }
    const auto typed = invocation.arguments.all("STUDENT");
    Result result;
    // What was asked for as a list stays one, whoever is in it.
    if (typed.size() == 1 && shown.slugs.size() == 1 && text::match_key(typed.front()) != "all") {
        result.view = view_of(classroom::student_report(shown.state, shown.student()), render::student_report_document,
                              render::student_report_json);
    } else {
        render::StudentReports reports{shown.state.file.title, shown.state.today, {}};
        for (const auto& slug : shown.slugs) {
            reports.students.push_back(
                classroom::student_report(shown.state, classroom::find_student(shown.state, slug)));
        }
        result.view = view_of(std::move(reports), render::student_reports_document, render::student_reports_json);
    }
    result.messages = std::move(shown.messages);
    return result;
}

Result report_skill(Invocation& invocation) {
    auto shown = view_of_students(invocation);
    const auto skill = classroom::find_skill(shown.state.file, invocation.arguments.value("SKILL"));
    Result result;
    result.view = view_of(classroom::skill_report(shown.state, shown.student(), skill), render::skill_report_document,
                          render::skill_report_json);
    result.messages = std::move(shown.messages);
    return result;
}

Result report_knowledge(Invocation& invocation) {
    std::vector<classroom::KnowledgeFile> others;
    for (const auto& name : invocation.arguments.all("FILE")) {
        auto read = classroom::parse_knowledge(read_file(invocation, name));
        if (!read) {
            throw classroom::Error(classroom::Error::Kind::failed, name + " is not what a class taught",
                                   "waymark report knowledge --format json > FILE makes such a file");
        }
        others.push_back(std::move(*read));
    }
    const auto state = class_state(invocation);
    Result result;
    result.view =
        view_of(classroom::knowledge_report(state, others), render::knowledge_document, render::knowledge_json);
    return result;
}

Result report_missing(Invocation& invocation) {
    const auto state = class_state(invocation);
    const auto* only = invocation.arguments.has("STUDENT")
                           ? &classroom::find_student(state, invocation.arguments.value("STUDENT"))
                           : nullptr;
    Result result;
    result.view = view_of(classroom::missing_report(state, only), render::missing_document, render::missing_json);
    return result;
}

}  // namespace waymark::app::commands
