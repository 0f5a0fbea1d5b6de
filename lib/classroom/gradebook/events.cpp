#include <algorithm>
#include <utility>

#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

using text::iso_date;

namespace {

std::optional<std::int64_t> id_column(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

}  // namespace

std::vector<SessionChange> Gradebook::session_changes() const {
    return state_->told([&] {
        std::vector<SessionChange> all;
        auto& rows = state_->statement("SELECT session_on, minutes, because FROM current_session_change ORDER BY 1");
        while (rows.executeStep()) {
            all.push_back({.on = date_column(rows.getColumn(0)),
                           .minutes = rows.getColumn(1).getInt(),
                           .because = rows.getColumn(2).getString()});
        }
        return all;
    });
}

void Facts::put(const SessionChange& change) {
    std::erase_if(session_changes, [&](const SessionChange& known) { return known.on == change.on; });
    session_changes.insert(std::ranges::upper_bound(session_changes, change.on, {}, &SessionChange::on), change);
}

void Facts::put(const Absence& absence) {
    const auto place = [](const Absence& one) { return std::pair(one.student, one.on); };
    std::erase_if(absences, [&](const Absence& known) { return place(known) == place(absence); });
    if (absence.excused) absences.insert(std::ranges::upper_bound(absences, place(absence), {}, place), absence);
}

std::vector<Absence> Gradebook::absences() const {
    return state_->told([&] {
        std::vector<Absence> all;
        auto& rows = state_->statement(
            "SELECT student_id, absent_on, because FROM current_absence WHERE excused = 1 ORDER BY 1, 2");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .on = date_column(rows.getColumn(1)),
                           .excused = true,
                           .because = rows.getColumn(2).getString()});
        }
        return all;
    });
}

std::vector<Comment> Gradebook::comments() const {
    return state_->told([&] {
        std::vector<Comment> all;
        auto& rows = state_->statement(
            "SELECT id, student_id, skill, text, said_on, evidence_id, plan_slot_id FROM current_comment ORDER BY "
            "said_on, id");
        while (rows.executeStep()) {
            all.push_back({.id = rows.getColumn(0).getInt64(),
                           .student = rows.getColumn(1).getInt64(),
                           .skill = rows.getColumn(2).getString(),
                           .text = rows.getColumn(3).getString(),
                           .said_on = date_column(rows.getColumn(4)),
                           .evidence = id_column(rows.getColumn(5)),
                           .slot = id_column(rows.getColumn(6))});
        }
        return all;
    });
}

void Gradebook::change_session(const SessionChange& change) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO session_change (operation_id, session_on, minutes, because)"
                                " VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), iso_date(change.on), change.minutes, change.because)
            .exec();
    });
}

void Gradebook::add_absence(const Absence& absence) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO absence (operation_id, student_id, absent_on, excused, because)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)"),
              state_->add_fact(), absence.student, iso_date(absence.on), absence.excused ? 1 : 0, absence.because)
            .exec();
    });
}

void Gradebook::add_comment(const Comment& comment) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO comment (operation_id, student_id, skill, text, said_on, evidence_id,"
                                " plan_slot_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
              state_->add_fact(), comment.student, comment.skill, comment.text, iso_date(comment.said_on),
              comment.evidence, comment.slot)
            .exec();
    });
}

}  // namespace waymark::classroom
