#include "waymark/classroom/sheets.hpp"

#include "conferences.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace waymark::classroom {
namespace {

const StoredOption* taken(const StoredSlot& slot) {
    if (slot.options.empty()) return nullptr;
    const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
    return chosen == slot.options.end() ? &slot.options.front() : &*chosen;
}

}  // namespace

RunSheet run_sheet(const ClassState& state, const std::vector<StoredPlan>& plans, const Session& session) {
    RunSheet sheet{.title = state.file.title,
                   .session = session,
                   .changed = {},
                   .stations = {},
                   .conferences = {},
                   .absent = {},
                   .unplanned = {}};
    for (const auto& one : conferences(state, state.file.calendar.sessions_in_week(monday_of(session.date)))) {
        if (one.on == session.date) sheet.conferences.push_back(one.name);
    }
    const auto change = std::ranges::find(state.session_changes, session.date, &SessionChange::on);
    if (change != state.session_changes.end()) sheet.changed = change->because;
    std::map<std::tuple<int, std::string, std::string>, Station> stations;
    for (const auto& student : state.students) {
        const auto name = student.student.display_name();
        if (std::ranges::binary_search(student.terms.excused, session.date)) {
            sheet.absent.push_back(name);
            continue;
        }
        const auto plan = std::ranges::find(plans, student.student.id, &StoredPlan::student);
        int starts = 0;
        if (plan != plans.end()) {
            for (const auto& slot : plan->slots) {
                const auto* option = taken(slot);
                if (slot.on != session.date || option == nullptr) continue;
                auto& station = stations[{starts, option->title, slot.skill_title}];
                station.starts = starts;
                station.title = option->title;
                station.skill_title = slot.skill_title;
                station.minutes = std::max(station.minutes, slot.minutes);
                station.students.push_back(name);
                starts += slot.minutes;
            }
        }
        if (starts == 0) sheet.unplanned.push_back(name);
    }
    for (auto& [key, station] : stations) sheet.stations.push_back(std::move(station));
    return sheet;
}

PreparationList preparation_list(const ClassState& state, const std::vector<StoredPlan>& plans, Date week) {
    const auto& curriculum = state.file.curriculum;
    struct Wanted {
        Preparation line;
        std::map<std::optional<Date>, int> on;
    };
    std::map<std::string, Wanted> wanted;
    PreparationList list{.title = state.file.title, .week = week, .lines = {}};
    for (const auto& plan : plans) {
        for (const auto& slot : plan.slots) {
            for (const auto& option : slot.options) {
                const auto& id = option.activity.empty() ? option.check : option.activity;
                if (id.empty()) continue;
                auto& one = wanted[id];
                one.line.activity = id;
                one.line.title = option.title;
                one.line.check = option.activity.empty();
                ++one.on[slot.on];
                if (&option != taken(slot)) continue;
                if (const auto activity = curriculum.find_activity(option.activity)) {
                    one.line.marking_minutes += curriculum.activities()[*activity].marking_minutes;
                } else if (const auto check = curriculum.find_check(option.check)) {
                    one.line.marking_minutes += curriculum.checks()[*check].marking_minutes;
                }
            }
        }
    }
    for (auto& [id, one] : wanted) {
        for (const auto& [day, students] : one.on) {
            if (day) one.line.days.push_back(*day);
            one.line.home = one.line.home || !day;
            one.line.most = std::max(one.line.most, students);
        }
        if (const auto activity = curriculum.find_activity(id)) {
            one.line.preparation_minutes = curriculum.activities()[*activity].preparation_minutes;
        }
        list.preparation_minutes += one.line.preparation_minutes;
        list.marking_minutes += one.line.marking_minutes;
        list.lines.push_back(std::move(one.line));
    }
    list.conferences = static_cast<int>(conferences(state, state.file.calendar.sessions_in_week(week)).size());
    std::ranges::stable_sort(list.lines, {}, [](const Preparation& one) {
        return std::tuple(one.days.empty(), one.days.empty() ? Date{} : one.days.front(), one.title);
    });
    return list;
}

}  // namespace waymark::classroom
