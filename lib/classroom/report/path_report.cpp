#include "waymark/classroom/path_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/path.hpp"
#include "waymark/plan.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

PathReport::Known known(const StudentState& student, const Skill& skill, SkillIndex at) {
    return {skill.id, skill.title, student.standings[at].readiness == Readiness::to_refresh};
}

/// Sessions still to come that this student is in, until the day.
void count_sessions(const ClassState& state, const StudentState& student, PathReport::Goal& goal) {
    for (const auto& session : state.file.calendar.sessions()) {
        if (session.date < state.today || (goal.by && session.date > *goal.by)) continue;
        if (student.excused_on(session.date)) continue;
        ++goal.sessions;
        goal.class_minutes += state.file.policy.minutes_of(session);
    }
}

}  // namespace

std::vector<SkillIndex> goal_skills(const ClassFile& file, std::string_view target) {
    const auto id = file.today_id(target);
    if (const auto skill = file.curriculum.find_skill(id)) return {*skill};
    std::vector<SkillIndex> skills;
    for (SkillIndex at = 0; at < file.curriculum.skills().size(); ++at) {
        if (file.curriculum.skills()[at].unit == id) skills.push_back(at);
    }
    return skills;
}

std::string goal_title(const ClassFile& file, std::string_view target) {
    const auto skills = goal_skills(file, target);
    const auto unit = std::ranges::find(file.units, target, &Unit::id);
    if (unit != file.units.end() && !file.curriculum.find_skill(target)) return unit->title;
    return skills.size() == 1 ? file.curriculum.skills()[skills.front()].title : std::string(target);
}

std::string find_goal(const ClassFile& file, std::string_view typed) {
    const auto key = text::match_key(typed);
    for (const auto& skill : file.curriculum.skills()) {
        if (text::match_key(skill.id) == key) return skill.id;
    }
    for (const auto& unit : file.units) {
        if (text::match_key(unit.id) != key && text::match_key(unit.title) != key) continue;
        if (!goal_skills(file, unit.id).empty()) return unit.id;
    }
    return file.curriculum.skills()[find_skill(file, typed)].id;
}

std::vector<std::string> out_of_reach(const ClassState& state, const StudentState& student,
                                      std::span<const SkillIndex> skills) {
    const auto& all = state.file.curriculum.skills();
    std::vector<std::string> missing;
    for (const auto& step : path_to(state.file.curriculum, student.skills, skills).steps) {
        if (!student.terms.leaves_out(step.skill)) continue;
        missing.push_back(
            fmt::format("{} ({}) is left out for this student", all[step.skill].title, all[step.skill].id));
    }
    return missing;
}

PathReport path_report(const ClassState& state, const StudentState& student, std::span<const StudentGoal> goals) {
    const auto& curriculum = state.file.curriculum;
    const auto all = curriculum.skills();
    PathReport report{.title = state.file.title,
                      .names = state.file.policy.level_names,
                      .today = state.today,
                      .slug = student.student.slug,
                      .name = student.student.display_name(),
                      .skills = static_cast<int>(all.size())};
    for (const auto& one : student.skills) report.mastered_skills += one.decision.status == Status::mastered ? 1 : 0;
    const auto own = [&](int minutes) { return minutes_needed(minutes, student.adjustment.time_factor); };
    std::vector<SkillIndex> wanted;
    for (const auto& goal : goals) {
        const auto skills = goal_skills(state.file, goal.target);
        if (skills.empty()) continue;
        wanted.insert(wanted.end(), skills.begin(), skills.end());
        PathReport::Goal line{.target = goal.target,
                              .title = goal_title(state.file, goal.target),
                              .by = goal.by,
                              .set = std::ranges::find(student.goals, goal) != student.goals.end(),
                              .of_the_teacher = goal.of_the_teacher};
        const auto path = path_to(curriculum, student.skills, skills);
        line.reached = path.steps.empty();
        line.minutes = own(path.minutes);
        line.missing = out_of_reach(state, student, skills);
        count_sessions(state, student, line);
        if (line.minutes > line.class_minutes) {
            line.missing.push_back(fmt::format("{} minutes of work are missing, and there are {} minutes of class {}",
                                               line.minutes, line.class_minutes,
                                               line.by ? "until then" : "left in the term"));
        }
        report.goals.push_back(std::move(line));
    }
    if (wanted.empty()) {
        throw Error(Error::Kind::failed, "the class file knows none of the goals",
                    "set one: waymark assign goal " + report.slug + " SKILL");
    }
    const auto path = path_to(curriculum, student.skills, wanted);
    report.minutes = own(path.minutes);
    report.shortest = path.shortest;
    std::map<SkillIndex, Date> due;
    const PlannedWork work(curriculum, state.file.calendar, student.terms);
    for (const auto& target : work.targets()) {
        for (const auto skill : target.skills) {
            if (target.due) due[skill] = *target.due;
        }
    }
    std::map<SkillIndex, int> numbers;
    for (const auto& step : path.steps) {
        const auto& skill = all[step.skill];
        PathReport::Step line{.number = static_cast<int>(report.steps.size()) + 1,
                              .skill = skill.id,
                              .title = skill.title,
                              .minutes = own(step.minutes),
                              .readiness = step.readiness,
                              .taught = step.taught,
                              .due = due.contains(step.skill) ? std::optional(due.at(step.skill)) : std::nullopt};
        numbers[step.skill] = line.number;
        for (const auto before : step.after) line.after.push_back(numbers.at(before));
        std::ranges::sort(line.after);
        for (const auto& branch : step.branches) {
            PathReport::Branch choice{.chosen = all[branch.chosen].id, .others = {}};
            for (const auto& [other, minutes] : branch.others) {
                choice.others.push_back({all[other].id, all[other].title, own(minutes)});
            }
            line.branches.push_back(std::move(choice));
        }
        line.left_out = student.terms.leaves_out(step.skill);
        line.goal = std::ranges::find(path.goals, step.skill) != path.goals.end();
        report.steps.push_back(std::move(line));
    }
    for (const auto skill : path.mastered) report.known.push_back(known(student, all[skill], skill));
    for (const auto skill : path.skippable) report.skippable.push_back(known(student, all[skill], skill));
    return report;
}

}  // namespace waymark::classroom
