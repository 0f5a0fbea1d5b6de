#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace waymark::classroom {

[[nodiscard]] int version_of(SQLite::Database& database);

/// Nothing was ever written to it.
[[nodiscard]] bool is_blank(SQLite::Database& database);

/// Refuses a database that is no gradebook or that a newer waymark made (Error). `newest`: the version of this waymark.
void check_is_gradebook(SQLite::Database& database, const std::filesystem::path& file, int newest);

/// The name of the copy that a migration from `version` leaves ("class.db.v1.bak").
[[nodiscard]] std::filesystem::path copy_name(const std::filesystem::path& file, int version);

/// Copies the gradebook as it was committed last to a new private file. Works beside an open transaction of another
/// connection, which keeps others from writing meanwhile.
void copy_to(const std::filesystem::path& file, const std::filesystem::path& copy);

/// Copies everything, page by page.
void copy_all(SQLite::Database& from, SQLite::Database& to);

/// Applies the migrations that are missing. Runs inside the transaction of the caller.
void migrate(SQLite::Database& database, std::span<const std::string> all);

/// From here on everything that was recorded after `day` is unseen: views of this connection stand before the tables.
void see_only_until(SQLite::Database& database, const std::string& day);

}  // namespace waymark::classroom
