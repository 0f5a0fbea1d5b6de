#include <fmt/format.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/classroom/requests.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {

RequestShare request_share(const std::vector<StoredPlan>& plans) {
    RequestShare share;
    for (const auto& plan : plans) {
        for (const auto& one : plan.requests) {
            ++share.asked;
            share.honoured += one.honoured ? 1 : 0;
        }
    }
    return share;
}

RequestsReport requests_report(const ClassState& state, const std::vector<StoredPlan>& plans, const StudentState* only,
                               std::optional<Date> week) {
    RequestsReport report{.title = state.file.title, .lines = {}, .share = {}};
    for (const auto& student : state.students) {
        if (only != nullptr && only != &student) continue;
        for (const auto& request : student.requests) {
            if (week && request.week != *week) continue;
            RequestsReport::Line line{.slug = student.student.slug,
                                      .name = student.student.display_name(),
                                      .week = request.week,
                                      .request = {.kind = request.kind,
                                                  .target = request.target,
                                                  .title = request_title(state.file, request),
                                                  .honoured = false,
                                                  .because = {}}};
            for (const auto& plan : plans) {
                if (plan.student != request.student || plan.week != request.week) continue;
                for (const auto& one : plan.requests) {
                    if (one.kind != request.kind || one.target != request.target) continue;
                    line.request = one;
                    line.planned = true;
                }
            }
            if (line.planned) {
                ++report.share.asked;
                report.share.honoured += line.request.honoured ? 1 : 0;
            }
            report.lines.push_back(std::move(line));
        }
    }
    std::ranges::stable_sort(report.lines, {}, &RequestsReport::Line::week);
    return report;
}

StudentRequest find_request(const ClassFile& file, std::string_view typed) {
    const auto key = text::match_key(typed);
    const auto& curriculum = file.curriculum;
    std::vector<std::string> names;
    std::vector<std::string> same;
    std::optional<StudentRequest> found;
    const auto look = [&](const auto& things, StudentRequest::Kind kind) {
        for (const auto& one : things) {
            names.push_back(one.id);
            names.push_back(one.title);
            if (text::match_key(one.id) == key) {
                found = StudentRequest{.kind = kind, .target = one.id};
                same = {one.id};
                return;
            }
            if (text::match_key(one.title) != key) continue;
            found = StudentRequest{.kind = kind, .target = one.id};
            same.push_back(one.id);
        }
    };
    look(curriculum.activities(), StudentRequest::Kind::activity);
    if (!found) look(curriculum.skills(), StudentRequest::Kind::skill);
    if (same.size() > 1) {
        throw Error(Error::Kind::usage, fmt::format("{} things are titled \"{}\"", same.size(), typed),
                    fmt::format("say which by its id: {} or {}", same[0], same[1]));
    }
    if (found) return *found;
    for (const auto& one : curriculum.activities()) {
        const auto kind = text::match_key(one.kind);
        if (kind.empty()) continue;
        if (kind == key || "any " + kind == key || "a " + kind == key) {
            return {.kind = StudentRequest::Kind::kind, .target = one.kind};
        }
        names.push_back(one.kind);
    }
    const auto near = text::nearest(typed, names);
    throw Error(Error::Kind::usage, fmt::format("there is no activity, skill or kind of activity \"{}\"", typed),
                near.empty() ? "what the class file does not have can be proposed: --propose TITLE --skill SKILL"
                             : fmt::format("did you mean {}?", near));
}

std::string request_title(const ClassFile& file, const StudentRequest& request) {
    switch (request.kind) {
        case StudentRequest::Kind::activity:
            if (const auto one = file.curriculum.find_activity(request.target)) {
                return file.curriculum.activities()[*one].title;
            }
            break;
        case StudentRequest::Kind::skill:
            return goal_title(file, request.target);
        case StudentRequest::Kind::kind:
            return "any " + request.target;
        case StudentRequest::Kind::own:
            break;
    }
    return request.target;
}

}  // namespace waymark::classroom
