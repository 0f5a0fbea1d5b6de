#include <algorithm>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// The teacher's words to a student, and who has waited longest for some.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

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
    for (const auto& word : invocation.arguments.all("TEXT")) comment.text += (comment.text.empty() ? "" : " ") + word;
    if (comment.text == "-") comment.text = read_file(invocation, "-");
    comment.text = text::trim(comment.text);
    if (comment.text.empty()) {
        throw Error(Error::Kind::usage, "a comment needs words",
                    "waymark assess comment zoe-k \"read the verbs aloud once more\", or - for standard input");
    }
    if (comment.text.size() > kLongest) {
        throw Error(Error::Kind::usage, "a comment has at most 4,000 letters", "say it in fewer words, or in two");
    }
    begin(invocation, book, file);
    book.add_comment(comment);
    render::Receipt receipt{.schema = "assess-comment/1",
                            .done = fmt::format("said to {}{}", student.display_name(), about),
                            .lines = {comment.text},
                            .next = {"waymark report student " + student.slug}};
    Result result;
    const auto message = finish(invocation, book, receipt.done);
    if (invocation.dry_run) result.messages.push_back(message);
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

Result report_comments(Invocation& invocation) {
    Result result;
    result.view =
        view_of(classroom::comments_report(class_state(invocation)), render::comments_document, render::comments_json);
    return result;
}

}  // namespace waymark::app::commands
