#include "schema_adjustments.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kAdjustmentTables = R"sql(
CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    time_factor REAL NOT NULL CHECK (time_factor >= 1 AND time_factor <= 4),
    format TEXT NOT NULL,
    place TEXT NOT NULL,
    without TEXT NOT NULL CHECK (json_valid(without)),  -- ids of skills that are not this student's
    note TEXT NOT NULL
) STRICT;
CREATE INDEX adjustment_by_operation ON adjustment (operation_id);
CREATE INDEX adjustment_by_student ON adjustment (student_id);

CREATE TABLE conference (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    held_on TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX conference_by_operation ON conference (operation_id);
CREATE INDEX conference_by_student ON conference (student_id);
)sql";

constexpr std::array kAdjustmentFacts{"adjustment", "conference"};

}  // namespace

SchemaPart adjustment_tables() {
    return {kAdjustmentTables, kAdjustmentFacts};
}

}  // namespace waymark::classroom
