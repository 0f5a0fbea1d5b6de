#include "waymark/classroom/sheets.hpp"

#include "conferences.hpp"
#include "option_taken.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace waymark::classroom {
namespace {

/// The fixed group of the session in which the student does this, or 0.
int group_of(const ClassState& state, StudentId student, const StoredSlot& slot, const StoredOption& option) {
    for (const auto& group : state.fixed_groups) {
        const bool does = slot.on == group.on && option.activity == group.activity && slot.skill == group.skill;
        if (does && group.has(student)) return group.number;
    }
    return 0;
}

}  // namespace

RunSheet run_sheet(const ClassState& state, const std::vector<StoredPlan>& plans, const Session& session) {
    RunSheet sheet{.title = state.file.title,
                   .session = session,
                   .changed = {},
                   .too_long = false,
                   .stations = {},
                   .conferences = {},
                   .absent = {},
                   .unplanned = {}};
    for (const auto& one : conferences(state, state.file.calendar.sessions_in_week(monday_of(session.date)))) {
        if (one.on == session.date) sheet.conferences.push_back(one.name);
    }
    const auto change = std::ranges::find(state.session_changes, session.date, &SessionChange::on);
    if (change != state.session_changes.end()) sheet.changed = change->because;
    // How long each takes is not said: the sheet lies where everybody sees it, and some have more time.
    std::map<std::tuple<int, std::string, int, std::string>, Station> stations;
    for (const auto& student : state.students) {
        const auto name = student.student.name_on_paper();
        if (student.excused_on(session.date)) {
            sheet.absent.push_back(name);
            continue;
        }
        const auto plan = std::ranges::find(plans, student.student.id, &StoredPlan::student);
        int starts = 0;
        if (plan != plans.end()) {
            for (const auto& slot : plan->slots) {
                const auto* option = option_taken(slot);
                if (slot.on != session.date || option == nullptr) continue;
                const int group = group_of(state, student.student.id, slot, *option);
                auto& station = stations[{starts, option->title, group, slot.skill_title}];
                station.starts = starts;
                station.title = option->title;
                station.skill_title = slot.skill_title;
                station.own = option->activity.empty() && option->check.empty();
                station.group = group;
                station.students.push_back(name);
                starts += slot.minutes;
            }
        }
        sheet.too_long = sheet.too_long || starts > session.minutes;
        if (starts == 0) sheet.unplanned.push_back(name);
    }
    for (auto& [key, station] : stations) sheet.stations.push_back(std::move(station));
    return sheet;
}

}  // namespace waymark::classroom
