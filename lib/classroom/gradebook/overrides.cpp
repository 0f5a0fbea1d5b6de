#include <map>
#include <nlohmann/json.hpp>

#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

using text::iso_date;

std::string options_text(const std::vector<OverrideOption>& options) {
    auto list = nlohmann::json::array();
    for (const auto& one : options) {
        list.push_back({{"activity", one.activity}, {"check", one.check}, {"minutes", one.minutes}});
    }
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<OverrideOption> options_of(const std::string& text) {
    std::vector<OverrideOption> options;
    const auto list = nlohmann::json::parse(text, nullptr, false);
    for (const auto& one : list) {
        if (!one.is_object()) continue;
        options.push_back({.activity = one.value("activity", std::string()),
                           .check = one.value("check", std::string()),
                           .minutes = one.value("minutes", 0)});
    }
    return options;
}

}  // namespace

std::vector<PlanOverride> Gradebook::overrides() const {
    return state_->told([&] {
        std::vector<PlanOverride> all;
        auto& rows = state_->statement(
            "SELECT student_id, week, kind, session_on, purpose, skill, options, because"
            " FROM current_plan_override ORDER BY id");
        while (rows.executeStep()) {
            PlanOverride one{.student = rows.getColumn(0).getInt64(), .week = date_column(rows.getColumn(1))};
            if (!rows.getColumn(3).isNull()) one.on = date_column(rows.getColumn(3));
            one.purpose = rows.getColumn(4).getString();
            one.skill = rows.getColumn(5).getString();
            one.options = options_of(rows.getColumn(6).getString());
            one.kind = rows.getColumn(2).getString() == "drop" ? PlanOverride::Kind::drop
                       : one.options.empty()                   ? PlanOverride::Kind::take_out
                                                               : PlanOverride::Kind::pin;
            one.because = rows.getColumn(7).getString();
            all.push_back(std::move(one));
        }
        return all;
    });
}

void Gradebook::add_override(const PlanOverride& change) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO plan_override (operation_id, student_id, week, kind, session_on, purpose,"
                                " skill, options, because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
              state_->add_fact(), change.student, iso_date(change.week),
              change.kind == PlanOverride::Kind::drop ? "drop" : "pin",
              change.on ? std::optional(iso_date(*change.on)) : std::nullopt, change.purpose, change.skill,
              options_text(change.options), change.because)
            .exec();
    });
}

std::vector<Project> Gradebook::projects() const {
    return state_->told([&] {
        std::vector<Project> all;
        std::map<std::int64_t, std::size_t> place;
        auto& rows = state_->statement("SELECT id, name, activity, starts_on FROM current_project ORDER BY id");
        while (rows.executeStep()) {
            place[rows.getColumn(0).getInt64()] = all.size();
            all.push_back({.id = rows.getColumn(0).getInt64(),
                           .name = rows.getColumn(1).getString(),
                           .activity = rows.getColumn(2).getString(),
                           .starts_on = date_column(rows.getColumn(3)),
                           .members = {},
                           .milestones = {}});
        }
        if (all.empty()) return all;
        auto& members = state_->statement("SELECT project_id, student_id FROM project_member ORDER BY id");
        while (members.executeStep()) {
            const auto found = place.find(members.getColumn(0).getInt64());
            if (found != place.end()) all[found->second].members.push_back(members.getColumn(1).getInt64());
        }
        auto& milestones =
            state_->statement("SELECT project_id, title, due_on FROM project_milestone ORDER BY due_on, id");
        while (milestones.executeStep()) {
            const auto found = place.find(milestones.getColumn(0).getInt64());
            if (found == place.end()) continue;
            all[found->second].milestones.push_back(
                {milestones.getColumn(1).getString(), date_column(milestones.getColumn(2))});
        }
        return all;
    });
}

void Gradebook::add_project(const Project& project) {
    state_->told([&] {
        bound(
            state_->statement("INSERT INTO project (operation_id, name, activity, starts_on) VALUES (?1, ?2, ?3, ?4)"),
            state_->add_fact(), project.name, project.activity, iso_date(project.starts_on))
            .exec();
        const auto id = state_->database->getLastInsertRowid();
        for (const auto student : project.members) {
            bound(state_->statement(
                      "INSERT INTO project_member (operation_id, project_id, student_id) VALUES (?1, ?2, ?3)"),
                  state_->add_fact(), id, student)
                .exec();
        }
        for (const auto& milestone : project.milestones) {
            bound(state_->statement("INSERT INTO project_milestone (operation_id, project_id, title, due_on)"
                                    " VALUES (?1, ?2, ?3, ?4)"),
                  state_->add_fact(), id, milestone.title, iso_date(milestone.due_on))
                .exec();
        }
    });
}

std::vector<Retake> Gradebook::retakes() const {
    return state_->told([&] {
        std::vector<Retake> all;
        auto& rows = state_->statement("SELECT student_id, check_id, from_on FROM current_retake ORDER BY id");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .check = rows.getColumn(1).getString(),
                           .from = date_column(rows.getColumn(2))});
        }
        return all;
    });
}

void Gradebook::add_retake(const Retake& retake) {
    state_->told([&] {
        bound(state_->statement(
                  "INSERT INTO retake (operation_id, student_id, check_id, from_on) VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), retake.student, retake.check, iso_date(retake.from))
            .exec();
    });
}

}  // namespace waymark::classroom
