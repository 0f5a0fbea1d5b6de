#include "schema_events.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kEventTables = R"sql(
CREATE TABLE session_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    session_on TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),  -- 0: cancelled
    because TEXT NOT NULL
) STRICT;
CREATE INDEX session_change_by_operation ON session_change (operation_id);
CREATE INDEX session_change_by_day ON session_change (session_on, id);

CREATE TABLE absence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    absent_on TEXT NOT NULL,
    excused INTEGER NOT NULL CHECK (excused IN (0, 1)),  -- 0: was there after all, or not excused
    because TEXT NOT NULL
) STRICT;
CREATE INDEX absence_by_operation ON absence (operation_id);
CREATE INDEX absence_by_student ON absence (student_id, absent_on, id);

CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    skill TEXT NOT NULL,  -- may be empty: about the student's work as a whole
    evidence_id INTEGER REFERENCES evidence (id),
    plan_slot_id INTEGER REFERENCES plan_slot (id),
    text TEXT NOT NULL CHECK (text <> ''),
    said_on TEXT NOT NULL
) STRICT;
CREATE INDEX comment_by_operation ON comment (operation_id);
CREATE INDEX comment_by_student ON comment (student_id);
CREATE INDEX comment_by_evidence ON comment (evidence_id);
CREATE INDEX comment_by_slot ON comment (plan_slot_id);
)sql";

constexpr std::array kEventFacts{"session_change", "absence", "comment"};

}  // namespace

SchemaPart event_tables() {
    return {kEventTables, kEventFacts};
}

}  // namespace waymark::classroom
