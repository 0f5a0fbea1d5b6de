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

std::unique_ptr<SQLite::Database> in_memory() {
    return std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

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
        database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, opener.busy_milliseconds);
        database->exec("PRAGMA temp_store = MEMORY");
        // One transaction for all that is read: what several queries answer belongs together.
        database->exec("BEGIN");
        in_transaction = true;
        check_is_gradebook(*database, file, opener.newest());
    };
    if (size_of(file) == 0) {
        database = in_memory();
    } else {
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
    if (version_of(*database) < opener.newest()) {
        // Older ones are brought up to date in memory: reading never writes.
        auto copy_in_memory = in_memory();
        if (!is_blank(*database)) copy_all(*database, *copy_in_memory);
        roll_back();
        database = std::move(copy_in_memory);
        migrate(*database, opener.migrations);
    }
    if (as_of) see_only_until(*database, text::iso_date(*as_of));
}

void Gradebook::State::open_for_writing() {
    made_the_file = size_of(file) == 0 && make_private_file(file);
    try {
        database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, opener.busy_milliseconds);
    } catch (const SQLite::Exception&) {
        // Whoever made the file in vain has just removed it.
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored) && !ignored) return open_for_writing();
        throw;
    }
    check_is_gradebook(*database, file, opener.newest());
    // Some tools turn a database to the other kind of journal, which leaves more files beside it.
    database->exec("PRAGMA journal_mode = DELETE");
    database->exec("PRAGMA foreign_keys = ON");
    database->exec("PRAGMA synchronous = FULL");
    database->exec("PRAGMA temp_store = MEMORY");
    // The lock is taken before the first read, so that what is decided here still holds when it is written.
    start_writing();
}

void Gradebook::State::start_writing() {
    database->exec("BEGIN IMMEDIATE");
    in_transaction = true;
    if (!is_still_there()) {
        roll_back();
        statements.clear();
        database.reset();
        open_for_writing();
        return;
    }
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
            state->open_for_writing();
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
