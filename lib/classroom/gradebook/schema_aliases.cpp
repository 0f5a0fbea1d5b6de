#include "schema_aliases.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr const char* kAliasTables = R"sql(
CREATE TABLE student_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    system TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> '')
) STRICT;
CREATE INDEX student_alias_by_operation ON student_alias (operation_id);
CREATE INDEX student_alias_by_student ON student_alias (student_id);
CREATE INDEX student_alias_by_value ON student_alias (system, value);

CREATE TABLE result_mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    title TEXT NOT NULL CHECK (title <> ''),
    targets TEXT NOT NULL CHECK (json_valid(targets)),  -- ids of skills, checks or items
    maximum REAL CHECK (maximum > 0)
) STRICT;
CREATE INDEX result_mapping_by_operation ON result_mapping (operation_id);
CREATE INDEX result_mapping_by_title ON result_mapping (title);
)sql";

constexpr std::array kAliasFacts{"student_alias", "result_mapping"};

}  // namespace

SchemaPart alias_tables() {
    return {kAliasTables, kAliasFacts};
}

}  // namespace waymark::classroom
