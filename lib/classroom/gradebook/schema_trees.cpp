#include "schema_trees.hpp"

#include <array>

namespace waymark::classroom {
namespace {

// Derived from the text and only there to be quick; a version that reads it otherwise derives it again.
constexpr const char* kTreeTables = R"sql(
CREATE TABLE class_tree (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL REFERENCES class_text (hash),
    tree BLOB NOT NULL
) STRICT;
CREATE INDEX class_tree_by_hash ON class_tree (hash, id);
)sql";

constexpr std::array kTreeFacts{"class_tree"};

}  // namespace

SchemaPart tree_tables() {
    return {kTreeTables, kTreeFacts};
}

}  // namespace waymark::classroom
