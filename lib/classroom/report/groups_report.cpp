#include "waymark/classroom/groups_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "conferences.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/groups.hpp"
#include "waymark/pace.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

GroupsReport::Member member(const StudentState& student, bool peer = false) {
    return {student.student.slug, student.student.display_name(), peer};
}

const StudentState* find(const ClassState& state, StudentId id) {
    const auto found = std::ranges::find_if(state.students, [&](const auto& one) { return one.student.id == id; });
    return found == state.students.end() ? nullptr : &*found;
}

std::string name(const ClassState& state, StudentId id) {
    const auto* student = find(state, id);
    return student == nullptr ? "somebody who left" : student->student.name_on_paper();
}

/// How often two students were in one group before the day.
std::map<std::pair<StudentId, StudentId>, int> meetings(const ClassState& state, Date before) {
    std::map<std::pair<StudentId, StudentId>, int> times;
    for (const auto& group : state.fixed_groups) {
        if (group.on >= before) continue;
        for (std::size_t a = 0; a < group.members.size(); ++a) {
            for (std::size_t b = a + 1; b < group.members.size(); ++b) {
                ++times[std::minmax(group.members[a], group.members[b])];
            }
        }
    }
    return times;
}

GroupsReport begun(const ClassState& state, const Session& session) {
    GroupsReport report{.title = state.file.title,
                        .names = state.file.policy.level_names,
                        .session = session.number,
                        .on = session.date,
                        .session_minutes = state.file.policy.minutes_of(session),
                        .groups = {},
                        .alone = {},
                        .absent = {},
                        .conferences = {},
                        .notes = {},
                        .made = {}};
    for (const auto& student : state.students) {
        if (student.excused_on(session.date)) report.absent.push_back(member(student));
    }
    report.conferences = conferences(state, state.file.calendar.sessions_in_week(monday_of(session.date)));
    std::erase_if(report.conferences, [&](const auto& one) { return one.on != session.date; });
    return report;
}

void show(const ClassState& state, GroupsReport& report) {
    const auto& curriculum = state.file.curriculum;
    std::set<std::string> activities;
    for (const auto& group : report.made) {
        if (!group.activity.empty()) activities.insert(group.activity);
        if (!group.activity.empty() && !curriculum.find_activity(group.activity)) {
            report.notes.push_back(fmt::format("Group {} does {}, which the class file does not have any more.",
                                               group.number, group.activity));
        }
    }
    for (const auto& group : report.made) {
        for (const auto& pair : state.pairings) {
            if (pair.rule != Pairing::Rule::apart || !group.has(pair.first) || !group.has(pair.second)) continue;
            report.notes.push_back(fmt::format(
                "Group {} has {} and {}, who are to be kept apart: waymark assign groups "
                "{} --update --save makes the groups anew.",
                group.number, name(state, pair.first), name(state, pair.second), text::iso_date(report.on)));
        }
    }
    const int most = state.file.policy.teacher.distinct_activities;
    if (static_cast<int>(activities.size()) > most) {
        report.notes.push_back(fmt::format("{} activities at once are more than the {} that the class file allows.",
                                           activities.size(), most));
    }
    const auto met = meetings(state, report.on);
    for (const auto& group : report.made) {
        GroupsReport::Line line{.number = group.number,
                                .skill = group.skill,
                                .skill_title = group.skill,
                                .activity = group.activity,
                                .activity_title = group.activity,
                                .minutes = group.minutes,
                                .members = {}};
        if (const auto skill = curriculum.find_skill(group.skill)) line.skill_title = curriculum.skills()[*skill].title;
        if (const auto activity = curriculum.find_activity(group.activity)) {
            line.activity_title = curriculum.activities()[*activity].title;
        }
        for (const auto id : group.members) {
            const auto* student = find(state, id);
            if (student != nullptr) line.members.push_back(member(*student, group.peer == id));
            for (const auto other : group.members) {
                const auto times = met.find({id, other});
                if (id < other && times != met.end()) line.met_before += times->second;
            }
        }
        report.groups.push_back(std::move(line));
    }
}

}  // namespace

std::optional<PairingConflict> find_conflict(const std::vector<Pairing>& pairings) {
    for (const auto& apart : pairings) {
        if (apart.rule != Pairing::Rule::apart) continue;
        // From the first along those who stay together; how each was reached leads back.
        std::map<StudentId, StudentId> from{{apart.first, apart.first}};
        std::vector<StudentId> open{apart.first};
        for (std::size_t at = 0; at < open.size(); ++at) {
            const auto one = open[at];
            for (const auto& pair : pairings) {
                if (pair.rule != Pairing::Rule::together) continue;
                if (pair.first != one && pair.second != one) continue;
                const auto other = pair.first == one ? pair.second : pair.first;
                if (from.emplace(other, one).second) open.push_back(other);
            }
        }
        if (!from.contains(apart.second)) continue;
        PairingConflict conflict{.apart = apart, .chain = {apart.second}};
        while (conflict.chain.back() != apart.first) conflict.chain.push_back(from.at(conflict.chain.back()));
        std::ranges::reverse(conflict.chain);
        return conflict;
    }
    return std::nullopt;
}

GroupsReport groups_report(const ClassState& state, const Session& session, const GroupsWish& wish) {
    if (const auto conflict = find_conflict(state.pairings)) {
        std::string through;
        for (std::size_t at = 1; at + 1 < conflict->chain.size(); ++at) {
            through += (through.empty() ? ", through " : " and ") + name(state, conflict->chain[at]);
        }
        throw Error(Error::Kind::failed,
                    fmt::format("{} and {} are to be kept apart, and together{}", name(state, conflict->apart.first),
                                name(state, conflict->apart.second), through),
                    "waymark roster apart and waymark roster together show the rules; --drop takes one back");
    }
    auto report = begun(state, session);
    report.smallest = wish.smallest;
    std::vector<const StudentState*> here;
    std::map<StudentId, std::size_t> place;
    GroupRequest request{.students = {},
                         .minutes = report.session_minutes,
                         .smallest = wish.smallest,
                         .largest = wish.largest,
                         .peers = wish.peers,
                         .apart = {},
                         .together = {},
                         .before = {},
                         .skills = wish.skills,
                         .session = session.number,
                         .distinct_activities = state.file.policy.teacher.distinct_activities};
    for (const auto& student : state.students) {
        if (student.excused_on(session.date)) continue;
        place[student.student.id] = here.size();
        here.push_back(&student);
        auto where = student.standings;
        // What is left out for a student is no group's work of theirs.
        for (const auto skill : student.terms.without) where[skill].readiness = Readiness::blocked;
        request.students.push_back(std::move(where));
        request.due.push_back(own_due_sessions(state.file.curriculum, state.file.calendar, student.terms));
    }
    for (const auto& pair : state.pairings) {
        const auto a = place.find(pair.first), b = place.find(pair.second);
        if (a == place.end() || b == place.end()) continue;
        auto& list = pair.rule == Pairing::Rule::apart ? request.apart : request.together;
        list.emplace_back(a->second, b->second);
    }
    for (const auto& [pair, times] : meetings(state, session.date)) {
        const auto a = place.find(pair.first), b = place.find(pair.second);
        if (a == place.end() || b == place.end()) continue;
        for (int one = 0; one < times; ++one) request.before.emplace_back(a->second, b->second);
    }
    for (const auto& group : state.fixed_groups) {
        // What was fixed for an earlier session is had by then.
        const auto skill = state.file.curriculum.find_skill(group.skill);
        if (!skill || group.on >= session.date) continue;
        for (const auto id : group.members) {
            const auto at = place.find(id);
            if (at == place.end()) continue;
            request.earlier.push_back({at->second, *skill, state.file.curriculum.find_activity(group.activity)});
        }
    }
    Groups groups;
    try {
        groups = groups_for(state.file.curriculum, request);
    } catch (const std::invalid_argument& impossible) {
        throw Error(Error::Kind::failed, impossible.what(),
                    "waymark roster together shows who is kept together; --size says how many a group may have");
    }
    const auto& curriculum = state.file.curriculum;
    for (const auto& group : groups.groups) {
        FixedGroup one{.on = session.date,
                       .number = static_cast<int>(report.made.size()) + 1,
                       .skill = curriculum.skills()[group.skill].id,
                       .activity = group.activity ? curriculum.activities()[*group.activity].id : std::string(),
                       .minutes = group.minutes,
                       .peer = std::nullopt,
                       .members = {}};
        for (const auto student : group.students) {
            one.members.push_back(here[student]->student.id);
            if (group.peer == student) one.peer = one.members.back();
        }
        report.made.push_back(std::move(one));
    }
    for (const auto student : groups.alone) report.alone.push_back(member(*here[student]));
    show(state, report);
    return report;
}

std::optional<GroupsReport> fixed_groups_report(const ClassState& state, const Session& session) {
    auto report = begun(state, session);
    report.fixed = true;
    for (const auto& group : state.fixed_groups) {
        if (group.on == session.date) report.made.push_back(group);
    }
    if (report.made.empty()) return std::nullopt;
    show(state, report);
    for (const auto& student : state.students) {
        const bool grouped =
            std::ranges::any_of(report.made, [&](const FixedGroup& group) { return group.has(student.student.id); });
        if (!grouped && !student.excused_on(session.date)) report.alone.push_back(member(student));
    }
    return report;
}

}  // namespace waymark::classroom
