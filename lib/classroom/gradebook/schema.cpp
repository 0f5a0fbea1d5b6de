#include "schema.hpp"

#include <array>
#include <vector>

#include "schema_adjustments.hpp"
#include "schema_aliases.hpp"
#include "schema_events.hpp"
#include "schema_overrides.hpp"
#include "schema_pace.hpp"
#include "schema_trees.hpp"
#include "schema_wishes.hpp"

namespace waymark::classroom {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE class_text (
    hash TEXT PRIMARY KEY NOT NULL,  -- SHA-256 of the text
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE class_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE  -- SHA-256 over the paths and hashes of its files
) STRICT;

CREATE TABLE class_version_file (
    class_version_id INTEGER NOT NULL REFERENCES class_version (id),
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES class_text (hash),
    PRIMARY KEY (class_version_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_version_file_by_hash ON class_version_file (hash);

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    verb TEXT NOT NULL,
    typed TEXT NOT NULL,
    summary TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    class_version_id INTEGER NOT NULL REFERENCES class_version (id)
) STRICT;
CREATE INDEX operation_by_class_version ON operation (class_version_id);

CREATE TABLE reversal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    target_id INTEGER NOT NULL REFERENCES operation (id),
    effect TEXT NOT NULL CHECK (effect IN ('undo', 'redo'))
) STRICT;
CREATE INDEX reversal_by_operation ON reversal (operation_id);
CREATE INDEX reversal_by_target ON reversal (target_id, id);

CREATE TABLE student (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE student_detail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    preferred TEXT NOT NULL,
    section TEXT NOT NULL,
    email TEXT NOT NULL,
    school_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'left')),
    joined TEXT NOT NULL,
    interests TEXT NOT NULL CHECK (json_valid(interests)),
    tools TEXT NOT NULL CHECK (json_valid(tools))
) STRICT;
CREATE INDEX student_detail_by_operation ON student_detail (operation_id);
CREATE INDEX student_detail_by_student ON student_detail (student_id, id);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    target TEXT NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt >= 1),
    state TEXT NOT NULL
        -- SQLite builds a table for each row to look a value up IN a list of more than two.
        CHECK (state = 'scored' OR state = 'excused' OR state = 'missing' OR state = 'pending'
               OR state = 'in progress' OR state = 'not assigned'),
    score REAL,
    maximum REAL CHECK (maximum > 0),
    raw TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    source TEXT NOT NULL,
    source_line INTEGER NOT NULL,
    corrects INTEGER REFERENCES evidence (id)
) STRICT;
CREATE INDEX evidence_by_operation ON evidence (operation_id);
CREATE INDEX evidence_by_student ON evidence (student_id);
CREATE INDEX evidence_by_corrects ON evidence (corrects);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    skill TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('mastered', 'not yet', 'not sure')),
    because TEXT NOT NULL,
    decided_on TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_operation ON decision (operation_id);
CREATE INDEX decision_by_student ON decision (student_id, skill);

CREATE TABLE plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    week TEXT NOT NULL,  -- its Monday
    revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
CREATE INDEX plan_by_operation ON plan (operation_id);
CREATE INDEX plan_by_student ON plan (student_id, week);
CREATE INDEX plan_by_week ON plan (week);

CREATE TABLE plan_slot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    number INTEGER NOT NULL,
    session_on TEXT,  -- NULL: at home
    purpose TEXT NOT NULL CHECK (purpose IN ('check', 'learn', 'practise', 'refresh')),
    skill TEXT NOT NULL,
    skill_title TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT;
CREATE INDEX plan_slot_by_plan ON plan_slot (plan_id, number);

CREATE TABLE plan_option (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_slot_id INTEGER NOT NULL REFERENCES plan_slot (id),
    letter TEXT NOT NULL,
    activity TEXT NOT NULL,
    check_id TEXT NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_option_by_slot ON plan_option (plan_slot_id);

CREATE TABLE plan_reason (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_slot_id INTEGER NOT NULL REFERENCES plan_slot (id),
    text TEXT NOT NULL
) STRICT;
CREATE INDEX plan_reason_by_slot ON plan_reason (plan_slot_id);

CREATE TABLE publication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    week TEXT NOT NULL
) STRICT;
CREATE INDEX publication_by_operation ON publication (operation_id);
CREATE INDEX publication_by_week ON publication (week);

CREATE TABLE choice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    plan_slot_id INTEGER NOT NULL REFERENCES plan_slot (id),
    letter TEXT NOT NULL
) STRICT;
CREATE INDEX choice_by_operation ON choice (operation_id);
CREATE INDEX choice_by_slot ON choice (plan_slot_id, id);

CREATE TABLE done (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    plan_slot_id INTEGER NOT NULL REFERENCES plan_slot (id),
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    done_on TEXT NOT NULL
) STRICT;
CREATE INDEX done_by_operation ON done (operation_id);
CREATE INDEX done_by_slot ON done (plan_slot_id, id);
)sql";

constexpr std::array kNeverChanged{"class_text",     "class_version", "class_version_file", "reversal", "student",
                                   "student_detail", "evidence",      "decision",           "plan",     "plan_slot",
                                   "plan_option",    "plan_reason",   "publication",        "choice",   "done"};

std::string never(const std::string& table, const std::string& event) {
    return "CREATE TRIGGER " + table + "_is_never_" + (event == "UPDATE" ? "changed" : "deleted") + " BEFORE " + event +
           " ON " + table + " BEGIN SELECT raise(ABORT, 'facts are only ever added'); END;\n";
}

std::string first_version() {
    std::string sql = kTables;
    for (const std::string table : kNeverChanged) sql += never(table, "UPDATE") + never(table, "DELETE");
    sql += never("operation", "DELETE");
    // The summary is known only when the operation ends.
    sql +=
        "CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation"
        " WHEN old.summary <> '' OR new.summary = '' OR new.id <> old.id OR new.verb <> old.verb"
        " OR new.typed <> old.typed OR new.who <> old.who OR new.recorded_on <> old.recorded_on"
        " OR new.recorded_at <> old.recorded_at OR new.class_version_id <> old.class_version_id"
        " BEGIN SELECT raise(ABORT, 'facts are only ever added'); END;\n";
    return sql;
}

std::string of_part(const SchemaPart& part) {
    std::string sql = part.tables;
    for (const std::string table : part.facts) sql += never(table, "UPDATE") + never(table, "DELETE");
    return sql;
}

std::string second_version() {
    std::string sql;
    for (const auto& part : {tree_tables(), event_tables(), alias_tables(), override_tables(), adjustment_tables()}) {
        sql += of_part(part);
    }
    return sql;
}

}  // namespace

std::span<const std::string> migrations() {
    // First choices that a student lost to a full activity.
    constexpr const char* kYielded =
        "ALTER TABLE plan ADD COLUMN yielded INTEGER NOT NULL DEFAULT 0 CHECK (yielded >= 0);\n";
    constexpr const char* kDeviceAtHome =
        "ALTER TABLE adjustment ADD COLUMN device_at_home INTEGER NOT NULL DEFAULT 1"
        " CHECK (device_at_home IN (0, 1));\n";
    constexpr const char* kShownBy =
        "ALTER TABLE plan_slot ADD COLUMN shown_by TEXT NOT NULL DEFAULT '';\n"
        "ALTER TABLE plan_slot ADD COLUMN shown_by_title TEXT NOT NULL DEFAULT '';\n";
    static const std::vector<std::string> all{
        first_version(), second_version(), of_part(pace_tables()), of_part(wish_tables()), kYielded,
        kDeviceAtHome,   kShownBy};
    return all;
}

}  // namespace waymark::classroom
