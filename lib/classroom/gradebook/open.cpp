#include "open.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "files.hpp"
#include "migrate.hpp"
#include "state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// A crash in the middle of writing left a journal that only a writer can play back.
void recover(const std::filesystem::path& file, int busy_milliseconds) {
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, busy_milliseconds);
        database.execAndGet("SELECT count(*) FROM sqlite_schema");
    } catch (const SQLite::Exception& failure) {
        const int kind = failure.getErrorCode() & 0xFF;
        if (kind != SQLITE_READONLY && kind != SQLITE_CANTOPEN && kind != SQLITE_PERM && kind != SQLITE_IOERR) throw;
        throw Error(
            Error::Kind::failed,
            fmt::format("a writing command was cut off, and {} may not be written to put it right", file.string()),
            "run any waymark command as somebody who may write the file and its folder");
    }
}

}  // namespace

void Gradebook::State::open_for_reading() {
    const auto open_file = [&] {
        database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX,
                                                      opener.busy_milliseconds);
        database->exec("PRAGMA temp_store = MEMORY");
        // One transaction for all that is read: what several queries answer belongs together.
        database->exec("BEGIN");
        in_transaction = true;
        check_is_gradebook(*database, file, opener.newest());
    };
    if (size_of(file) > 0) {
        try {
            open_file();
        } catch (const SQLite::Exception& failure) {
            if (failure.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK) throw;
            roll_back();
            database.reset();
            recover(file, opener.busy_milliseconds);
            open_file();
        }
    }
    if (!database || is_blank(*database)) {
        roll_back();
        database = gradebook_in_memory(opener.migrations);
    } else if (version_of(*database) < opener.newest()) {
        // Older ones are brought up to date in memory: reading never writes.
        auto copy_in_memory = gradebook_in_memory({});
        copy_all(*database, *copy_in_memory);
        roll_back();
        database = std::move(copy_in_memory);
        migrate(*database, opener.migrations);
    }
    if (as_of) see_only_until(*database, text::iso_date(*as_of));
}

void Gradebook::State::open_for_writing() {
    made_the_file = size_of(file) == 0 && make_private_file(file);
    on_file = true;
    database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                                                  opener.busy_milliseconds);
    check_is_gradebook(*database, file, opener.newest());
    // Some tools turn a database to the other kind of journal, which leaves more files beside it.
    database->exec("PRAGMA journal_mode = DELETE");
    database->exec("PRAGMA foreign_keys = ON");
    database->exec("PRAGMA synchronous = FULL");
    database->exec("PRAGMA temp_store = MEMORY");
}

void Gradebook::State::start_writing() {
    // Held first, so that what is decided from here on still holds when it is written.
    lock.emplace(file.parent_path(), std::chrono::milliseconds(opener.busy_milliseconds));
    if (!on_file) {
        statements.clear();
        open_for_writing();
    }
    database->exec("BEGIN IMMEDIATE");
    in_transaction = true;
    check_is_gradebook(*database, file, opener.newest());
    const int version = version_of(*database);
    if (version > 0 && version < opener.newest()) {
        copy_at_the_end = copy_name(file, version);
        copy = copy_at_the_end.string() + ".part";
        copy_to(file, copy);
    }
    migrate(*database, opener.migrations);
    if (as_of && database->execAndGet("SELECT count(*) FROM temp.sqlite_schema").getInt() == 0) {
        see_only_until(*database, text::iso_date(*as_of));
    }
}

Gradebook GradebookOpener::open(const std::filesystem::path& file, Gradebook::Mode mode,
                                std::optional<Date> as_of) const {
    auto state = std::make_unique<Gradebook::State>(file, *this, mode, as_of);
    state->told([&] {
        if (mode == Gradebook::Mode::read) {
            state->open_for_reading();
        } else {
            state->start_writing();
        }
    });
    return Gradebook(std::move(state));
}

Gradebook Gradebook::open(const std::filesystem::path& file, Mode mode, std::optional<Date> as_of) {
    return GradebookOpener{}.open(file, mode, as_of);
}

Gradebook::Gradebook(std::unique_ptr<State> state) : state_(std::move(state)) {
}
Gradebook::~Gradebook() = default;
Gradebook::Gradebook(Gradebook&&) noexcept = default;
Gradebook& Gradebook::operator=(Gradebook&&) noexcept = default;

}  // namespace waymark::classroom
