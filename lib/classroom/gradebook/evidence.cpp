#include <algorithm>
#include <array>
#include <utility>

#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
const char* word(EvidenceState state) {
    switch (state) {
        case EvidenceState::scored:
            return "scored";
        case EvidenceState::excused:
            return "excused";
        case EvidenceState::missing:
            return "missing";
        case EvidenceState::pending:
            return "pending";
        case EvidenceState::in_progress:
            return "in progress";
        case EvidenceState::not_assigned:
            return "not assigned";
    }
    return "scored";
}

namespace {

EvidenceState state_of(const std::string& text) {
    for (const auto state : {EvidenceState::excused, EvidenceState::missing, EvidenceState::pending,
                             EvidenceState::in_progress, EvidenceState::not_assigned}) {
        if (text == word(state)) return state;
    }
    return EvidenceState::scored;
}

const char* word(Status status) {
    switch (status) {
        case Status::mastered:
            return "mastered";
        case Status::not_yet:
            return "not yet";
        case Status::not_sure:
            return "not sure";
    }
    return "not sure";
}

Status status_of(const std::string& text) {
    if (text == "mastered") return Status::mastered;
    return text == "not yet" ? Status::not_yet : Status::not_sure;
}

std::optional<double> number(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

std::string insert_of(std::size_t rows) {
    constexpr int kColumns = 13;
    std::string row = "(?";
    for (int column = 1; column < kColumns; ++column) row += ", ?";
    std::string sql =
        "INSERT INTO evidence (operation_id, student_id, target, attempt, state, score, maximum, raw, happened_on,"
        " source, source_line, corrects, shared_by) VALUES ";
    for (std::size_t at = 0; at < rows; ++at) sql += (at == 0 ? "" : ", ") + row + ")";
    return sql;
}

}  // namespace

std::vector<Evidence> Gradebook::evidence(bool with_corrected) const {
    return state_->told([&] {
        std::vector<Evidence> all;
        // Growing by doubling would touch the memory of a large list twice.
        all.reserve(static_cast<std::size_t>(
            state_->database->execAndGet("SELECT coalesce(max(id), 0) FROM evidence").getInt64()));
        auto& rows = state_->statement(
            std::string("SELECT id, operation_id, student_id, target, attempt, state, score, maximum, raw, happened_on,"
                        " source, source_line, corrects, shared_by FROM ") +
            (with_corrected ? "live_evidence" : "current_evidence") + " ORDER BY id");
        while (rows.executeStep()) {
            Evidence one;
            one.id = rows.getColumn(0).getInt64();
            one.operation = rows.getColumn(1).getInt64();
            one.student = rows.getColumn(2).getInt64();
            one.target = rows.getColumn(3).getString();
            one.attempt = rows.getColumn(4).getInt();
            one.state = state_of(rows.getColumn(5).getString());
            one.score = number(rows.getColumn(6));
            one.maximum = number(rows.getColumn(7));
            one.raw = rows.getColumn(8).getString();
            one.happened_on = date_column(rows.getColumn(9));
            one.source = rows.getColumn(10).getString();
            one.source_line = rows.getColumn(11).getInt();
            if (!rows.getColumn(12).isNull()) one.corrects = rows.getColumn(12).getInt64();
            one.shared_by = rows.getColumn(13).getInt();
            all.push_back(std::move(one));
        }
        // Mostly in order already, so here it costs less than to have the database carry whole rows through a sort.
        const auto earlier = [](const Evidence& a, const Evidence& b) {
            return std::pair(a.happened_on, a.id) < std::pair(b.happened_on, b.id);
        };
        if (!std::ranges::is_sorted(all, earlier)) std::ranges::sort(all, earlier);
        return all;
    });
}

EvidenceId Gradebook::add_evidence(const Evidence& evidence) {
    add_evidence(std::span(&evidence, 1));
    return state_->told([&] { return state_->database->getLastInsertRowid(); });
}

void Gradebook::add_evidence(std::span<const Evidence> all) {
    // Several rows a statement: opening the table, its indexes and the counter costs more than a row.
    constexpr std::size_t kRows = 32;
    static const auto many = insert_of(kRows), single = insert_of(1);
    state_->told([&] {
        while (!all.empty()) {
            const auto rows = all.size() >= kRows ? kRows : 1;
            auto& statement = state_->statement(rows == 1 ? single : many);
            int position = 0;
            std::array<std::string, kRows> days;
            for (std::size_t at = 0; at < rows; ++at) {
                const auto& evidence = all[at];
                const bool same_day = at > 0 && all[at - 1].happened_on == evidence.happened_on;
                days[at] = same_day ? days[at - 1] : text::iso_date(evidence.happened_on);
                lend(statement, position, state_->add_fact(), evidence.student, evidence.target, evidence.attempt,
                     word(evidence.state), evidence.score, evidence.maximum, evidence.raw, days[at], evidence.source,
                     evidence.source_line, evidence.corrects, evidence.shared_by);
            }
            statement.exec();
            all = all.subspan(rows);
        }
    });
}

std::vector<TeacherDecision> Gradebook::decisions() const {
    return state_->told([&] {
        std::vector<TeacherDecision> all;
        auto& rows = state_->statement(
            "SELECT student_id, skill, status, because, decided_on FROM current_decision ORDER BY student_id, skill");
        while (rows.executeStep()) {
            all.push_back({.student = rows.getColumn(0).getInt64(),
                           .skill = rows.getColumn(1).getString(),
                           .status = status_of(rows.getColumn(2).getString()),
                           .because = rows.getColumn(3).getString(),
                           .decided_on = date_column(rows.getColumn(4))});
        }
        return all;
    });
}

Facts Gradebook::facts() const {
    return {.students = students(true),
            .evidence = evidence(),
            .decisions = decisions(),
            .session_changes = session_changes(),
            .absences = absences(),
            .comments = comments(),
            .mappings = mappings(),
            .overrides = overrides(),
            .projects = projects(),
            .adjustments = adjustments(),
            .conferences = conferences(),
            .enrolments = enrolments(),
            .paces = paces(),
            .extensions = extensions(),
            .goals = goals(),
            .requests = requests(),
            .pairings = pairings(),
            .fixed_groups = fixed_groups()};
}

void Gradebook::add_decision(const TeacherDecision& decision) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO decision (operation_id, student_id, skill, status, because, decided_on)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
              state_->add_fact(), decision.student, decision.skill, word(decision.status), decision.because,
              text::iso_date(decision.decided_on))
            .exec();
    });
}

}  // namespace waymark::classroom
