#include <algorithm>
#include <map>

#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

using text::iso_date;

/// Five queries, however many plans. `where` limits current_plan as `p`; it may use ?1.
template <class Bind>
std::vector<StoredPlan> read_plans(const auto& statement, const std::string& where, Bind bind) {
    std::vector<StoredPlan> plans;
    std::map<std::int64_t, std::size_t> plan_at;
    std::map<std::int64_t, std::pair<std::size_t, std::size_t>> slot_at;

    auto& heads = bind(statement(
        "SELECT p.id, p.student_id, p.week, p.revision, p.published, o.recorded_on, made.yielded,"
        " CASE WHEN p.revision > 1 THEN (SELECT max(s.number) FROM plan AS r JOIN plan_slot AS s ON s.plan_id = r.id"
        " WHERE r.student_id = p.student_id AND r.week = p.week) END FROM current_plan AS p"
        " JOIN plan AS made ON made.id = p.id JOIN operation AS o ON o.id = made.operation_id" +
        where + " ORDER BY p.week, p.student_id"));
    while (heads.executeStep()) {
        plan_at[heads.getColumn(0).getInt64()] = plans.size();
        plans.push_back({.student = heads.getColumn(1).getInt64(),
                         .week = date_column(heads.getColumn(2)),
                         .revision = heads.getColumn(3).getInt(),
                         .published = heads.getColumn(4).getInt() != 0,
                         .slots = {},
                         .made_on = date_column(heads.getColumn(5)),
                         .yielded = heads.getColumn(6).getInt(),
                         .requests = {},
                         .last_number = heads.getColumn(7).getInt()});
    }
    auto& slots =
        bind(statement("SELECT s.plan_id, s.id, s.number, s.session_on, s.purpose, s.skill, s.skill_title, s.minutes,"
                       " c.letter, d.done, d.done_on, s.shown_by, s.shown_by_title FROM current_plan AS p"
                       " JOIN plan_slot AS s ON s.plan_id = p.id"
                       " LEFT JOIN current_choice AS c ON c.plan_slot_id = s.id"
                       " LEFT JOIN current_done AS d ON d.plan_slot_id = s.id" +
                       where + " ORDER BY s.plan_id, s.id"));
    while (slots.executeStep()) {
        const auto place = plan_at.at(slots.getColumn(0).getInt64());
        StoredSlot slot;
        slot.id = slots.getColumn(1).getInt64();
        slot.number = slots.getColumn(2).getInt();
        if (!slots.getColumn(3).isNull()) slot.on = date_column(slots.getColumn(3));
        slot.purpose = slots.getColumn(4).getString();
        slot.skill = slots.getColumn(5).getString();
        slot.skill_title = slots.getColumn(6).getString();
        slot.minutes = slots.getColumn(7).getInt();
        if (!slots.getColumn(8).isNull()) slot.chosen = slots.getColumn(8).getString();
        if (!slots.getColumn(9).isNull()) slot.done = slots.getColumn(9).getInt() != 0;
        if (!slots.getColumn(10).isNull()) slot.done_on = date_column(slots.getColumn(10));
        slot.shown_by = slots.getColumn(11).getString();
        slot.shown_by_title = slots.getColumn(12).getString();
        slot_at[slot.id] = {place, plans[place].slots.size()};
        plans[place].last_number = std::max(plans[place].last_number, slot.number);
        plans[place].slots.push_back(std::move(slot));
    }
    const auto slot_of = [&](std::int64_t id) -> StoredSlot& {
        const auto [plan, slot] = slot_at.at(id);
        return plans[plan].slots[slot];
    };
    auto& options =
        bind(statement("SELECT o.plan_slot_id, o.letter, o.activity, o.check_id, o.title, o.minutes"
                       " FROM current_plan AS p JOIN plan_slot AS s ON s.plan_id = p.id"
                       " JOIN plan_option AS o ON o.plan_slot_id = s.id" +
                       where + " ORDER BY o.id"));
    while (options.executeStep()) {
        slot_of(options.getColumn(0).getInt64())
            .options.push_back({.letter = options.getColumn(1).getString(),
                                .activity = options.getColumn(2).getString(),
                                .check = options.getColumn(3).getString(),
                                .title = options.getColumn(4).getString(),
                                .minutes = options.getColumn(5).getInt()});
    }
    auto& reasons =
        bind(statement("SELECT r.plan_slot_id, r.text FROM current_plan AS p JOIN plan_slot AS s ON s.plan_id = p.id"
                       " JOIN plan_reason AS r ON r.plan_slot_id = s.id" +
                       where + " ORDER BY r.id"));
    while (reasons.executeStep())
        slot_of(reasons.getColumn(0).getInt64()).reasons.push_back(reasons.getColumn(1).getString());
    auto& requests =
        bind(statement("SELECT r.plan_id, r.kind, r.target, r.title, r.honoured, r.because FROM current_plan AS p"
                       " JOIN plan_request AS r ON r.plan_id = p.id" +
                       where + " ORDER BY r.id"));
    while (requests.executeStep()) {
        plans[plan_at.at(requests.getColumn(0).getInt64())].requests.push_back(
            {.kind = request_kind(requests.getColumn(1).getString()),
             .target = requests.getColumn(2).getString(),
             .title = requests.getColumn(3).getString(),
             .honoured = requests.getColumn(4).getInt() != 0,
             .because = requests.getColumn(5).getString()});
    }
    return plans;
}

}  // namespace

std::vector<StoredPlan> Gradebook::plans(Date week) const {
    return state_->told([&] {
        const auto monday = iso_date(week);
        return read_plans([&](const std::string& sql) -> SQLite::Statement& { return state_->statement(sql); },
                          " WHERE p.week = ?1",
                          [&](SQLite::Statement& statement) -> SQLite::Statement& { return bound(statement, monday); });
    });
}

std::vector<StoredPlan> Gradebook::all_plans() const {
    return state_->told([&] {
        return read_plans([&](const std::string& sql) -> SQLite::Statement& { return state_->statement(sql); }, "",
                          [](SQLite::Statement& statement) -> SQLite::Statement& { return statement; });
    });
}

void Gradebook::add_plan(const StoredPlan& plan) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO plan (operation_id, student_id, week, revision, yielded)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)"),
              state_->add_fact(), plan.student, iso_date(plan.week), plan.revision, plan.yielded)
            .exec();
        const auto plan_id = state_->database->getLastInsertRowid();
        for (const auto& slot : plan.slots) {
            bound(state_->statement(
                      "INSERT INTO plan_slot (plan_id, number, session_on, purpose, skill, skill_title, minutes,"
                      " shown_by, shown_by_title) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
                  plan_id, slot.number, slot.on ? std::optional(iso_date(*slot.on)) : std::nullopt, slot.purpose,
                  slot.skill, slot.skill_title, slot.minutes, slot.shown_by, slot.shown_by_title)
                .exec();
            const auto slot_id = state_->database->getLastInsertRowid();
            for (const auto& option : slot.options) {
                bound(state_->statement(
                          "INSERT INTO plan_option (plan_slot_id, letter, activity, check_id, title, minutes)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
                      slot_id, option.letter, option.activity, option.check, option.title, option.minutes)
                    .exec();
            }
            for (const auto& reason : slot.reasons) {
                bound(state_->statement("INSERT INTO plan_reason (plan_slot_id, text) VALUES (?1, ?2)"), slot_id,
                      reason)
                    .exec();
            }
            if (!slot.chosen.empty()) choose(slot_id, slot.chosen);
            if (slot.done && slot.done_on) record_done(slot_id, *slot.done, *slot.done_on);
        }
        for (const auto& one : plan.requests) {
            bound(state_->statement("INSERT INTO plan_request (plan_id, kind, target, title, honoured, because)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
                  plan_id, word(one.kind), one.target, one.title, one.honoured ? 1 : 0, one.because)
                .exec();
        }
    });
}

void Gradebook::publish(Date week) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO publication (operation_id, week) VALUES (?1, ?2)"), state_->add_fact(),
              iso_date(week))
            .exec();
    });
}

void Gradebook::choose(std::int64_t slot, const std::string& letter) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO choice (operation_id, plan_slot_id, letter) VALUES (?1, ?2, ?3)"),
              state_->add_fact(), slot, letter)
            .exec();
    });
}

void Gradebook::record_done(std::int64_t slot, bool done, Date on) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO done (operation_id, plan_slot_id, done, done_on) VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), slot, done ? 1 : 0, iso_date(on))
            .exec();
    });
}

}  // namespace waymark::classroom
