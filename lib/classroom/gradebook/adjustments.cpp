#include "state.hpp"
#include "waymark/text/dates.hpp"
#include "word_list.hpp"

namespace waymark::classroom {

using text::iso_date;

std::vector<Adjustment> Gradebook::adjustments() const {
    return state_->told([&] {
        std::vector<Adjustment> all;
        auto& rows = state_->statement(
            "SELECT student_id, time_factor, format, place, device_at_home, without, note FROM current_adjustment"
            " ORDER BY student_id");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .time_factor = rows.getColumn(1).getDouble(),
                           .format = rows.getColumn(2).getString(),
                           .place = rows.getColumn(3).getString(),
                           .device_at_home = rows.getColumn(4).getInt() != 0,
                           .without = list_of(rows.getColumn(5).getString()),
                           .note = rows.getColumn(6).getString()});
        }
        return all;
    });
}

void Gradebook::add_adjustment(const Adjustment& adjustment) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO adjustment (operation_id, student_id, time_factor, format, place,"
                                " device_at_home, without, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
              state_->add_fact(), adjustment.student, adjustment.time_factor, adjustment.format, adjustment.place,
              adjustment.device_at_home ? 1 : 0, list_text(adjustment.without), adjustment.note)
            .exec();
    });
}

std::vector<Conference> Gradebook::conferences() const {
    return state_->told([&] {
        std::vector<Conference> all;
        auto& rows = state_->statement("SELECT student_id, held_on, note FROM current_conference ORDER BY held_on, id");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .held_on = date_column(rows.getColumn(1)),
                           .note = rows.getColumn(2).getString()});
        }
        return all;
    });
}

void Gradebook::add_conference(const Conference& conference) {
    state_->told([&] {
        bound(state_->statement(
                  "INSERT INTO conference (operation_id, student_id, held_on, note) VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), conference.student, iso_date(conference.held_on), conference.note)
            .exec();
    });
}

}  // namespace waymark::classroom
