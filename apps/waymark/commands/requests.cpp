#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/table_columns.hpp"
#include "commands/when.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/requests.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// What students ask for in a week.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;
using classroom::StudentRequest;

namespace {

const std::vector<classroom::KeyedColumn> kRequestColumns{
    {"request", {"requests", "wish", "activity", "skill asked for"}},
    {"proposal", {"own idea", "proposes"}},
    {"skill", {"for skill"}},
    {"minutes", {"takes"}},
    {"interests", {"interest"}},
    {"tools", {"tool"}},
};

constexpr int kProposalMinutes = 20;
constexpr int kMostMinutes = 600;

int minutes_of(const std::string& typed) {
    if (typed.empty()) return kProposalMinutes;
    const bool number = typed.size() <= 3 && std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
    const int minutes = number ? std::stoi(typed) : 0;
    if (minutes < 1 || minutes > kMostMinutes) {
        throw Error(Error::Kind::usage, "\"" + typed + "\" is no number of minutes", "as in --minutes 30");
    }
    return minutes;
}

StudentRequest proposal(const classroom::ClassFile& file, const std::string& title, const std::string& skill,
                        const std::string& minutes) {
    if (skill.empty()) {
        throw Error(Error::Kind::usage, fmt::format("for which skill is \"{}\"?", title),
                    "name one with --skill, so that what comes of it can be seen");
    }
    return {.kind = StudentRequest::Kind::own,
            .target = title,
            .skill = file.curriculum.skills()[classroom::find_skill(file, skill)].id,
            .minutes = minutes_of(minutes)};
}

Result list_requests(const Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const auto state = class_state(invocation, book);
    std::optional<Date> week;
    if (invocation.arguments.has("week")) week = week_at_hand(invocation);
    const classroom::StudentState* only = nullptr;
    if (invocation.arguments.has("STUDENT")) {
        only = &classroom::find_student(state, invocation.arguments.value("STUDENT"));
    }
    Result result;
    result.view = view_of(classroom::requests_report(state, book.all_plans(), only, week), render::requests_document,
                          render::requests_json);
    return result;
}

/// What is asked for, from a file or the command line.
struct Asked {
    std::vector<StudentRequest> requests;
    std::vector<classroom::Student> preferences;  ///< as they are from now on
    std::vector<classroom::RefusedRow> refused;
    std::vector<std::string> ignored_columns;
};

Asked from_file(const Invocation& invocation, const classroom::ClassFile& file, const classroom::RowStudents& students,
                Date week) {
    const auto table = read_rows(invocation, kRequestColumns);
    Asked asked{.requests = {}, .preferences = {}, .refused = table.refused, .ignored_columns = table.ignored_columns};
    for (const auto& row : table.rows) {
        try {
            const auto& student = students.of(row);
            std::vector<StudentRequest> of_row;
            for (const auto& word : text::split_list(row.cell("request"), ";")) {
                of_row.push_back(classroom::find_request(file, word));
            }
            if (row.has("proposal")) {
                of_row.push_back(proposal(file, row.cell("proposal"), row.cell("skill"), row.cell("minutes")));
            }
            for (auto& one : of_row) {
                one.student = student.id;
                one.week = week;
            }
            asked.requests.insert(asked.requests.end(), of_row.begin(), of_row.end());
            if (row.has("interests") || row.has("tools")) {
                auto changed = student;
                const auto words = [](const std::string& cell) {
                    std::vector<std::string> all;
                    for (const auto& word : text::split_list(cell, ",;")) all.push_back(text::match_key(word));
                    return all;
                };
                if (row.has("interests")) changed.interests = words(row.cell("interests"));
                if (row.has("tools")) changed.tools = words(row.cell("tools"));
                if (changed != student) asked.preferences.push_back(std::move(changed));
            }
        } catch (const Error& error) {
            asked.refused.push_back(row.refused(error));
        }
    }
    return asked;
}

}  // namespace

Result assign_request(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    const bool from = arguments.has("from"), proposes = arguments.has("propose");
    if (!from && !proposes && !arguments.has("WISH")) {
        if (!arguments.has("drop")) return list_requests(invocation);
        throw Error(Error::Kind::usage, "which request?", "waymark assign request STUDENT WISH --drop");
    }
    if ((from || !arguments.has("STUDENT")) && (!from || arguments.has("STUDENT"))) {
        throw Error(Error::Kind::usage, "a student or --from, one of the two",
                    "waymark assign request zoe-k countdown, or --from wishes.csv");
    }
    const auto week = arguments.has("week") ? week_at_hand(invocation) : chosen_week(invocation);
    const bool held = !arguments.has("drop");
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    if (held) {
        refuse_past_week(file.calendar, week, invocation.today, ": nothing can be asked for in it any more",
                         "without --week a request is for the week to plan");
    }
    const auto roster = book.students();
    const auto known = book.requests();
    Asked asked;
    if (from) {
        asked = from_file(invocation, file, row_students(book), week);
    } else {
        const auto& student = classroom::find_student(roster, arguments.value("STUDENT"));
        for (const auto& typed : arguments.all("WISH")) {
            // What the class file no longer has can still be taken back.
            const auto same = std::ranges::find_if(known, [&](const StudentRequest& one) {
                return one.student == student.id && one.week == week &&
                       text::match_key(one.target) == text::match_key(typed);
            });
            asked.requests.push_back(!held && same != known.end() ? *same : classroom::find_request(file, typed));
        }
        if (proposes) {
            asked.requests.push_back(proposal(file, text::trim(arguments.value("propose")), arguments.value("skill"),
                                              arguments.value("minutes")));
        }
        for (auto& one : asked.requests) {
            one.student = student.id;
            one.week = week;
        }
    }
    const bool nothing = !asked.refused.empty() && arguments.has("strict");
    begin(invocation, book, file);
    render::Receipt receipt{.schema = "assign-request/1", .done = {}, .lines = {}, .next = {}};
    std::size_t changed = 0;
    const auto name = [&](classroom::StudentId id) {
        return std::ranges::find(roster, id, &classroom::Student::id)->display_name();
    };
    for (auto& request : asked.requests) {
        request.held = held;
        const auto title = classroom::request_title(file, request);
        const auto same = std::ranges::find_if(known, [&](const StudentRequest& one) {
            return one.student == request.student && one.week == week && one.kind == request.kind &&
                   one.target == request.target;
        });
        const bool is_known = same != known.end();
        if (is_known == held && (!held || *same == request)) {
            receipt.lines.push_back(fmt::format("{}: {} is {}", name(request.student), title,
                                                held ? "asked for already" : "not asked for"));
            continue;
        }
        if (nothing) continue;
        ++changed;
        book.add_request(request);
        receipt.lines.push_back(fmt::format("{} {} {}", name(request.student),
                                            !held                                       ? "no longer asks for"
                                            : request.kind == StudentRequest::Kind::own ? "proposes"
                                                                                        : "asks for",
                                            title));
    }
    if (!nothing) {
        for (const auto& student : asked.preferences) book.change_student(student);
        if (!asked.preferences.empty()) {
            receipt.lines.push_back(fmt::format("interests and tools of {} student{} noted", asked.preferences.size(),
                                                asked.preferences.size() == 1 ? "" : "s"));
        }
    }
    add_ignored(receipt, asked.ignored_columns);
    add_refused(receipt, asked.refused);
    receipt.done = fmt::format("{} request{} for {}{}{}{}", changed, changed == 1 ? "" : "s", text::iso_week(week),
                               held ? "" : " taken back",
                               asked.refused.empty() ? "" : fmt::format(", {} refused", asked.refused.size()),
                               nothing ? ": nothing was applied" : "");
    if (changed > 0) {
        const auto again = book.plans(week).empty() ? "" : " --update";
        receipt.next.push_back(fmt::format("waymark assign week {}{}", text::iso_week(week), again));
    }
    auto result = finished(invocation, book, std::move(receipt));
    if (!asked.refused.empty()) result.exit = ExitCode::failed;
    return result;
}

}  // namespace waymark::app::commands
