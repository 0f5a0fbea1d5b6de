#include "migrate.hpp"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "schema.hpp"
#include "waymark/classroom/error.hpp"

namespace waymark::classroom {
namespace {

int number(SQLite::Database& database, const char* pragma) {
    return database.execAndGet(std::string("PRAGMA ") + pragma).getInt();
}

bool is_new(SQLite::Database& database) {
    return number(database, "application_id") == 0 && number(database, "user_version") == 0 &&
           database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

}  // namespace

void check_is_gradebook(SQLite::Database& database, const std::filesystem::path& file, int newest) {
    if (is_new(database)) return;
    const auto name = file.filename().string();
    if (number(database, "application_id") != kApplicationId) {
        throw Error(Error::Kind::failed, fmt::format("{} is not a gradebook of waymark", name),
                    "move it away, or choose another folder with -C DIR");
    }
    if (number(database, "user_version") > newest) {
        throw Error(Error::Kind::failed, fmt::format("{} was made by a newer version of waymark", name),
                    "update waymark; this version leaves the file as it is");
    }
}

void copy_before_migration(SQLite::Database& database, const std::filesystem::path& file, int newest) {
    const int version = number(database, "user_version");
    if (version == 0 || version >= newest) return;
    const auto copy = file.string() + fmt::format(".v{}.bak", version);
    SQLite::Database target(copy, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    chmod(copy.c_str(), S_IRUSR | S_IWUSR);
    SQLite::Backup(target, database).executeStep();
}

void migrate(SQLite::Database& database, std::span<const std::string> all) {
    const auto version = static_cast<std::size_t>(number(database, "user_version"));
    for (std::size_t at = version; at < all.size(); ++at) database.exec(all[at]);
    if (version == all.size()) return;
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", all.size()));
}

}  // namespace waymark::classroom
