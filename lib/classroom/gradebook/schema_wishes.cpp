#include "schema_wishes.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kWishTables = R"sql(
CREATE TABLE goal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    target TEXT NOT NULL CHECK (target <> ''),  -- id of a skill or unit
    by_on TEXT,
    of_the_teacher INTEGER NOT NULL CHECK (of_the_teacher IN (0, 1)),
    held INTEGER NOT NULL CHECK (held IN (0, 1))  -- 0: taken back
) STRICT;
CREATE INDEX goal_by_operation ON goal (operation_id);
CREATE INDEX goal_by_student ON goal (student_id, target, id);

CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    week TEXT NOT NULL,  -- its Monday
    kind TEXT NOT NULL CHECK (kind IN ('activity', 'skill', 'kind', 'own')),
    target TEXT NOT NULL CHECK (target <> ''),
    skill TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    held INTEGER NOT NULL CHECK (held IN (0, 1))
) STRICT;
CREATE INDEX request_by_operation ON request (operation_id);
CREATE INDEX request_by_student ON request (student_id, week, kind, target, id);

CREATE TABLE plan_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    kind TEXT NOT NULL CHECK (kind IN ('activity', 'skill', 'kind', 'own')),
    target TEXT NOT NULL,
    title TEXT NOT NULL,
    honoured INTEGER NOT NULL CHECK (honoured IN (0, 1)),
    because TEXT NOT NULL
) STRICT;
CREATE INDEX plan_request_by_plan ON plan_request (plan_id);

CREATE TABLE pairing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    other_id INTEGER NOT NULL REFERENCES student (id),
    rule TEXT NOT NULL CHECK (rule IN ('apart', 'together', 'none')),
    CHECK (student_id < other_id)
) STRICT;
CREATE INDEX pairing_by_operation ON pairing (operation_id);
CREATE INDEX pairing_by_student ON pairing (student_id, other_id, id);
CREATE INDEX pairing_by_other ON pairing (other_id);

CREATE TABLE fixed_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    session_on TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    skill TEXT NOT NULL,
    activity TEXT NOT NULL,
    minutes INTEGER NOT NULL
) STRICT;
CREATE INDEX fixed_group_by_operation ON fixed_group (operation_id);
CREATE INDEX fixed_group_by_session ON fixed_group (session_on);

CREATE TABLE fixed_group_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    fixed_group_id INTEGER NOT NULL REFERENCES fixed_group (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    is_peer INTEGER NOT NULL CHECK (is_peer IN (0, 1))
) STRICT;
CREATE INDEX fixed_group_member_by_operation ON fixed_group_member (operation_id);
CREATE INDEX fixed_group_member_by_group ON fixed_group_member (fixed_group_id);
CREATE INDEX fixed_group_member_by_student ON fixed_group_member (student_id);
)sql";

constexpr std::array kWishFacts{"goal", "request", "plan_request", "pairing", "fixed_group", "fixed_group_member"};

}  // namespace

SchemaPart wish_tables() {
    return {kWishTables, kWishFacts};
}

}  // namespace waymark::classroom
