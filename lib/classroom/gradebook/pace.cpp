#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

using text::iso_date;

std::vector<StudentPace> Gradebook::paces() const {
    return state_->told([&] {
        std::vector<StudentPace> all;
        auto& rows = state_->statement(
            "SELECT student_id, starts_on, rate, must_only, because FROM current_pace_choice ORDER BY 1, 2");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .from = date_column(rows.getColumn(1)),
                           .rate = rows.getColumn(2).getDouble(),
                           .must_only = rows.getColumn(3).getInt() != 0,
                           .because = rows.getColumn(4).getString()});
        }
        return all;
    });
}

void Gradebook::add_pace(const StudentPace& pace) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO pace_choice (operation_id, student_id, starts_on, rate, must_only,"
                                " because) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
              state_->add_fact(), pace.student, iso_date(pace.from), pace.rate, pace.must_only ? 1 : 0, pace.because)
            .exec();
    });
}

std::vector<StudentExtension> Gradebook::extensions() const {
    return state_->told([&] {
        std::vector<StudentExtension> all;
        auto& rows = state_->statement(
            "SELECT student_id, skill, due_on, because FROM current_extension WHERE due_on IS NOT NULL ORDER BY 1, 2");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .skill = rows.getColumn(1).getString(),
                           .due = date_column(rows.getColumn(2)),
                           .because = rows.getColumn(3).getString()});
        }
        return all;
    });
}

void Gradebook::add_extension(const StudentExtension& extension) {
    state_->told([&] {
        const auto due = extension.due ? std::optional(iso_date(*extension.due)) : std::nullopt;
        bound(state_->statement("INSERT INTO extension (operation_id, student_id, skill, due_on, because)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)"),
              state_->add_fact(), extension.student, extension.skill, due, extension.because)
            .exec();
    });
}

}  // namespace waymark::classroom
