#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <span>
#include <string>

namespace waymark::classroom {

/// Refuses a database that is no gradebook or that a newer waymark made (Error). `newest`: the version of this waymark.
void check_is_gradebook(SQLite::Database& database, const std::filesystem::path& file, int newest);

/// Keeps a copy of an older gradebook beside it ("class.db.v1.bak"); nothing to do for a new one.
void copy_before_migration(SQLite::Database& database, const std::filesystem::path& file, int newest);

/// Applies the migrations that are missing. Runs inside the transaction of the caller.
void migrate(SQLite::Database& database, std::span<const std::string> all);

}  // namespace waymark::classroom
