#include "waymark/classroom/sunday.hpp"
#include "commands/commands.hpp"
#include "examples.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/escape.hpp"
#include "workspace.hpp"

/// One screen over all classes, before the week begins. It only reads, so cron may run it as often as it likes.
namespace waymark::app::commands {

using classroom::Gradebook;

namespace {

classroom::SundayReport sunday_of(const Invocation& invocation, const std::string& folder) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto facts = book.facts();
    const auto file = class_file(invocation);
    const auto week = monday_of(invocation.today) + std::chrono::days(7);
    return classroom::sunday_report(classroom::class_state(file, facts, invocation.today),
                                    classroom::class_state(file, facts, invocation.today - std::chrono::days(7)),
                                    book.plans(week), week, folder);
}

}  // namespace

Result report_sunday(Invocation& invocation) {
    const auto folders = several_classes(invocation);
    Result result;
    render::Sunday sunday;
    if (folders.empty()) {
        sunday.classes.push_back(
            sunday_of(invocation, invocation.class_folder ? invocation.class_folder->string() : std::string()));
    }
    for (const auto& folder : folders) {
        auto one = invocation;
        one.class_folder = folder;
        try {
            sunday.classes.push_back(sunday_of(one, folder));
        } catch (const classroom::Error& error) {
            // One class that cannot be read hides none of the others.
            const auto validate = error.kind() == classroom::Error::Kind::refused;
            classroom::SundayReport broken{
                .title = folder, .today = invocation.today, .folder = folder, .lines = {}, .good_news = {}};
            broken.lines.push_back(
                {"broken", error.what(), "waymark -C " + text::shell_word(folder) + (validate ? " validate" : " log")});
            sunday.classes.push_back(std::move(broken));
            result.exit = ExitCode::failed;
        }
    }
    result.view = view_of(std::move(sunday), render::sunday_document, render::sunday_json);
    return result;
}

}  // namespace waymark::app::commands
