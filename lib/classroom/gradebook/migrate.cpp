#include "migrate.hpp"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "files.hpp"
#include "schema.hpp"
#include "views.hpp"
#include "waymark/classroom/error.hpp"

namespace waymark::classroom {
namespace {

int number(SQLite::Database& database, const char* pragma) {
    return database.execAndGet(std::string("PRAGMA ") + pragma).getInt();
}

}  // namespace

int version_of(SQLite::Database& database) {
    return number(database, "user_version");
}

bool is_blank(SQLite::Database& database) {
    return number(database, "application_id") == 0 && version_of(database) == 0 &&
           database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

void check_is_gradebook(SQLite::Database& database, const std::filesystem::path& file, int newest) {
    if (is_blank(database)) return;
    const auto name = file.filename().string();
    if (number(database, "application_id") != kApplicationId) {
        throw Error(Error::Kind::failed, fmt::format("{} is not a waymark gradebook", name),
                    "move it away, or choose another folder with -C DIR");
    }
    if (version_of(database) > newest) {
        throw Error(Error::Kind::failed, fmt::format("{} was made by a newer version of waymark", name),
                    "update waymark; this version leaves the file as it is");
    }
}

std::filesystem::path copy_name(const std::filesystem::path& file, int version) {
    return file.string() + fmt::format(".v{}.bak", version);
}

void copy_all(SQLite::Database& from, SQLite::Database& to) {
    const int result = SQLite::Backup(to, from).executeStep();
    // Busy is no exception for this one function.
    if (result != SQLITE_DONE) throw SQLite::Exception("the copy did not end", result);
}

void copy_to(const std::filesystem::path& file, const std::filesystem::path& copy) {
    std::error_code none;
    std::filesystem::remove(copy, none);
    make_private_file(copy);
    SQLite::Database from(file.string(), SQLite::OPEN_READONLY);
    SQLite::Database to(copy.string(), SQLite::OPEN_READWRITE);
    copy_all(from, to);
}

void migrate(SQLite::Database& database, std::span<const std::string> all) {
    const auto version = static_cast<std::size_t>(version_of(database));
    if (version >= all.size()) return;
    for (const auto& view : current_views()) database.exec(fmt::format("DROP VIEW IF EXISTS {}", view.name));
    for (std::size_t at = version; at < all.size(); ++at) database.exec(all[at]);
    for (const auto& view : current_views()) database.exec(fmt::format("CREATE VIEW {} AS{}", view.name, view.select));
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", all.size()));
}

void see_only_until(SQLite::Database& database, const std::string& day) {
    database.exec(
        fmt::format("CREATE TEMP VIEW operation AS SELECT * FROM main.operation WHERE recorded_on <= '{}'", day));
    for (const auto& view : current_views()) {
        database.exec(fmt::format("CREATE TEMP VIEW {} AS{}", view.name, view.select));
    }
}

}  // namespace waymark::classroom
