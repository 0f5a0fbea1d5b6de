#include "schema_overrides.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kOverrideTables = R"sql(
CREATE TABLE plan_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    week TEXT NOT NULL,  -- its Monday
    kind TEXT NOT NULL CHECK (kind IN ('pin', 'drop')),
    session_on TEXT,  -- NULL: at home
    purpose TEXT NOT NULL CHECK (purpose IN ('check', 'learn', 'practise', 'refresh')),
    skill TEXT NOT NULL,
    options TEXT NOT NULL CHECK (json_valid(options)),  -- [{activity, check, minutes}]; a pin of nothing takes out
    because TEXT NOT NULL
) STRICT;
CREATE INDEX plan_override_by_operation ON plan_override (operation_id);
CREATE INDEX plan_override_by_student ON plan_override (student_id);
CREATE INDEX plan_override_by_week ON plan_override (week);

CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    name TEXT NOT NULL CHECK (name <> ''),
    activity TEXT NOT NULL,
    starts_on TEXT NOT NULL
) STRICT;
CREATE INDEX project_by_operation ON project (operation_id);

CREATE TABLE project_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    student_id INTEGER NOT NULL REFERENCES student (id)
) STRICT;
CREATE INDEX project_member_by_operation ON project_member (operation_id);
CREATE INDEX project_member_by_project ON project_member (project_id);
CREATE INDEX project_member_by_student ON project_member (student_id);

CREATE TABLE project_milestone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    title TEXT NOT NULL CHECK (title <> ''),
    due_on TEXT NOT NULL
) STRICT;
CREATE INDEX project_milestone_by_operation ON project_milestone (operation_id);
CREATE INDEX project_milestone_by_project ON project_milestone (project_id);

CREATE TABLE retake (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    check_id TEXT NOT NULL,
    from_on TEXT NOT NULL  -- a score from this day on is another attempt
) STRICT;
CREATE INDEX retake_by_operation ON retake (operation_id);
CREATE INDEX retake_by_student ON retake (student_id);

-- How many people share a score: 1 for one's own work.
ALTER TABLE evidence ADD COLUMN shared_by INTEGER NOT NULL DEFAULT 1 CHECK (shared_by >= 1);
)sql";

constexpr std::array kOverrideFacts{"plan_override", "project", "project_member", "project_milestone", "retake"};

}  // namespace

SchemaPart override_tables() {
    return {kOverrideTables, kOverrideFacts};
}

}  // namespace waymark::classroom
