#include "schema_pace.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kPaceTables = R"sql(
CREATE TABLE pace_choice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    starts_on TEXT NOT NULL,
    rate REAL NOT NULL CHECK (rate > 0),  -- 1: the class's
    must_only INTEGER NOT NULL CHECK (must_only IN (0, 1)),
    because TEXT NOT NULL
) STRICT;
CREATE INDEX pace_choice_by_operation ON pace_choice (operation_id);
CREATE INDEX pace_choice_by_student ON pace_choice (student_id, starts_on, id);

CREATE TABLE extension (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    skill TEXT NOT NULL,
    due_on TEXT,  -- NULL: taken back
    because TEXT NOT NULL
) STRICT;
CREATE INDEX extension_by_operation ON extension (operation_id);
CREATE INDEX extension_by_student ON extension (student_id, skill, id);
)sql";

constexpr std::array kPaceFacts{"pace_choice", "extension"};

}  // namespace

SchemaPart pace_tables() {
    return {kPaceTables, kPaceFacts};
}

}  // namespace waymark::classroom
