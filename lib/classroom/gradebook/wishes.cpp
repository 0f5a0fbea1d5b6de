#include "waymark/classroom/wishes.hpp"

#include <algorithm>
#include <map>

#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

using text::iso_date;

const char* rule_word(Pairing::Rule rule) {
    switch (rule) {
        case Pairing::Rule::apart:
            return "apart";
        case Pairing::Rule::together:
            return "together";
        case Pairing::Rule::none:
            break;
    }
    return "none";
}

}  // namespace

const char* word(StudentRequest::Kind kind) {
    switch (kind) {
        case StudentRequest::Kind::activity:
            return "activity";
        case StudentRequest::Kind::skill:
            return "skill";
        case StudentRequest::Kind::kind:
            return "kind";
        case StudentRequest::Kind::own:
            return "own";
    }
    return "activity";
}

StudentRequest::Kind request_kind(const std::string& typed) {
    for (const auto kind : {StudentRequest::Kind::skill, StudentRequest::Kind::kind, StudentRequest::Kind::own}) {
        if (typed == word(kind)) return kind;
    }
    return StudentRequest::Kind::activity;
}

std::vector<StudentGoal> Gradebook::goals() const {
    return state_->told([&] {
        std::vector<StudentGoal> all;
        auto& rows = state_->statement(
            "SELECT student_id, target, by_on, of_the_teacher FROM current_goal WHERE held = 1 ORDER BY id");
        while (rows.executeStep()) {
            StudentGoal one{.student = rows.getColumn(0).getInt64(), .target = rows.getColumn(1).getString()};
            if (!rows.getColumn(2).isNull()) one.by = date_column(rows.getColumn(2));
            one.of_the_teacher = rows.getColumn(3).getInt() != 0;
            all.push_back(std::move(one));
        }
        return all;
    });
}

void Gradebook::add_goal(const StudentGoal& goal) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO goal (operation_id, student_id, target, by_on, of_the_teacher, held)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
              state_->add_fact(), goal.student, goal.target, goal.by ? std::optional(iso_date(*goal.by)) : std::nullopt,
              goal.of_the_teacher ? 1 : 0, goal.held ? 1 : 0)
            .exec();
    });
}

std::vector<StudentRequest> Gradebook::requests() const {
    return state_->told([&] {
        std::vector<StudentRequest> all;
        auto& rows = state_->statement(
            "SELECT student_id, week, kind, target, skill, minutes FROM current_request WHERE held = 1 ORDER BY id");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .week = date_column(rows.getColumn(1)),
                           .kind = request_kind(rows.getColumn(2).getString()),
                           .target = rows.getColumn(3).getString(),
                           .skill = rows.getColumn(4).getString(),
                           .minutes = rows.getColumn(5).getInt()});
        }
        return all;
    });
}

void Gradebook::add_request(const StudentRequest& request) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO request (operation_id, student_id, week, kind, target, skill, minutes,"
                                " held) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
              state_->add_fact(), request.student, iso_date(request.week), word(request.kind), request.target,
              request.skill, request.minutes, request.held ? 1 : 0)
            .exec();
    });
}

std::vector<Pairing> Gradebook::pairings() const {
    return state_->told([&] {
        std::vector<Pairing> all;
        auto& rows = state_->statement(
            "SELECT student_id, other_id, rule FROM current_pairing WHERE rule <> 'none' ORDER BY 1, 2");
        while (rows.executeStep()) {
            all.push_back(
                {.first = rows.getColumn(0).getInt64(),
                 .second = rows.getColumn(1).getInt64(),
                 .rule = rows.getColumn(2).getString() == "apart" ? Pairing::Rule::apart : Pairing::Rule::together});
        }
        return all;
    });
}

void Gradebook::add_pairing(const Pairing& pairing) {
    state_->told([&] {
        bound(
            state_->statement("INSERT INTO pairing (operation_id, student_id, other_id, rule) VALUES (?1, ?2, ?3, ?4)"),
            state_->add_fact(), std::min(pairing.first, pairing.second), std::max(pairing.first, pairing.second),
            rule_word(pairing.rule))
            .exec();
    });
}

std::vector<FixedGroup> Gradebook::fixed_groups() const {
    return state_->told([&] {
        std::vector<FixedGroup> all;
        std::map<std::int64_t, std::size_t> place;
        auto& rows = state_->statement(
            "SELECT id, session_on, number, skill, activity, minutes FROM current_fixed_group ORDER BY session_on, id");
        while (rows.executeStep()) {
            place[rows.getColumn(0).getInt64()] = all.size();
            all.push_back({.on = date_column(rows.getColumn(1)),
                           .number = rows.getColumn(2).getInt(),
                           .skill = rows.getColumn(3).getString(),
                           .activity = rows.getColumn(4).getString(),
                           .minutes = rows.getColumn(5).getInt(),
                           .peer = std::nullopt,
                           .members = {}});
        }
        if (all.empty()) return all;
        auto& members =
            state_->statement("SELECT fixed_group_id, student_id, is_peer FROM fixed_group_member ORDER BY id");
        while (members.executeStep()) {
            const auto found = place.find(members.getColumn(0).getInt64());
            if (found == place.end()) continue;
            auto& group = all[found->second];
            group.members.push_back(members.getColumn(1).getInt64());
            if (members.getColumn(2).getInt() != 0) group.peer = group.members.back();
        }
        return all;
    });
}

void Gradebook::add_fixed_group(const FixedGroup& group) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO fixed_group (operation_id, session_on, number, skill, activity, minutes)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
              state_->add_fact(), iso_date(group.on), group.number, group.skill, group.activity, group.minutes)
            .exec();
        const auto id = state_->database->getLastInsertRowid();
        for (const auto student : group.members) {
            bound(state_->statement("INSERT INTO fixed_group_member (operation_id, fixed_group_id, student_id, is_peer)"
                                    " VALUES (?1, ?2, ?3, ?4)"),
                  state_->add_fact(), id, student, group.peer == student ? 1 : 0)
                .exec();
        }
    });
}

}  // namespace waymark::classroom
