#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "conferences.hpp"
#include "option_taken.hpp"
#include "waymark/classroom/sheets.hpp"

namespace waymark::classroom {
namespace {

void note_tool(const Curriculum& curriculum, const StoredPlan& plan, const StoredSlot& slot, const StoredOption& option,
               std::map<std::pair<std::string, Date>, std::set<StudentId>>& tools) {
    const auto activity = curriculum.find_activity(option.activity);
    if (!activity || !slot.on) return;
    const auto& tool = curriculum.activities()[*activity].tool;
    // Sheets of paper stand in the lines already.
    if (!tool.empty() && tool != "paper") tools[{tool, *slot.on}].insert(plan.student);
}

void sort_lines(PreparationList& list) {
    std::ranges::stable_sort(list.lines, {}, [](const Preparation& one) {
        return std::tuple(one.days.empty(), one.days.empty() ? Date{} : one.days.front(), one.title);
    });
}

}  // namespace

PreparationList preparation_list(const ClassState& state, const std::vector<StoredPlan>& plans, Date week) {
    const auto& curriculum = state.file.curriculum;
    struct Wanted {
        Preparation line;
        std::map<std::optional<Date>, int> on;
    };
    std::map<std::string, Wanted> wanted;
    PreparationList list{.titles = {state.file.title}, .week = week, .lines = {}, .tools = {}};
    std::map<std::pair<std::string, Date>, std::set<StudentId>> tools;
    for (const auto& plan : plans) {
        const bool in_class = std::ranges::any_of(
            state.students, [&](const StudentState& student) { return student.student.id == plan.student; });
        if (!in_class) continue;
        for (const auto& slot : plan.slots) {
            for (const auto& option : options_open(slot)) {
                const auto& id = option.activity.empty() ? option.check : option.activity;
                if (id.empty()) continue;
                auto& one = wanted[id];
                one.line.activity = id;
                one.line.title = option.title;
                one.line.check = option.activity.empty();
                ++one.on[slot.on];
                note_tool(curriculum, plan, slot, option, tools);
                if (&option != option_taken(slot)) continue;
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
        one.line.classes = list.titles;
        list.lines.push_back(std::move(one.line));
    }
    for (const auto& [need, students] : tools) {
        list.tools.push_back({need.first, state.file.title, need.second, static_cast<int>(students.size())});
    }
    list.conferences = static_cast<int>(conferences(state, state.file.calendar.sessions_in_week(week)).size());
    sort_lines(list);
    return list;
}

PreparationList preparation_over(const std::vector<PreparationList>& lists) {
    PreparationList all;
    std::map<std::pair<std::string, std::string>, Preparation> lines;
    for (const auto& list : lists) {
        all.week = list.week;
        all.titles.insert(all.titles.end(), list.titles.begin(), list.titles.end());
        all.tools.insert(all.tools.end(), list.tools.begin(), list.tools.end());
        all.marking_minutes += list.marking_minutes;
        all.conferences += list.conferences;
        for (const auto& line : list.lines) {
            const auto [known, fresh] = lines.try_emplace(std::pair(line.activity, line.title), line);
            if (fresh) continue;
            auto& one = known->second;
            std::vector<Date> days;
            std::ranges::set_union(one.days, line.days, std::back_inserter(days));
            one.days = std::move(days);
            one.home = one.home || line.home;
            one.most += line.most;
            one.preparation_minutes = std::max(one.preparation_minutes, line.preparation_minutes);
            one.marking_minutes += line.marking_minutes;
            one.classes.insert(one.classes.end(), line.classes.begin(), line.classes.end());
        }
    }
    for (auto& [id, line] : lines) {
        all.preparation_minutes += line.preparation_minutes;
        all.lines.push_back(std::move(line));
    }
    sort_lines(all);
    std::ranges::stable_sort(all.tools, {}, [](const ToolNeed& one) { return std::tuple(one.tool, one.on); });
    return all;
}

}  // namespace waymark::classroom
