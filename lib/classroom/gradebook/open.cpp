#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "migrate.hpp"
#include "schema.hpp"
#include "state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

constexpr int kBusyMilliseconds = 5000;

int newest_version() {
    return static_cast<int>(migrations().size());
}

/// Reading from what does not exist yet: an empty gradebook that no file stands behind.
std::unique_ptr<SQLite::Database> empty_gradebook() {
    auto database = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(*database, migrations());
    return database;
}

/// A crash in the middle of writing leaves a journal that only a writer can play back.
void recover(const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file.string() + "-journal", none);
    if (none || size == 0) return;
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, kBusyMilliseconds);
        database.execAndGet("SELECT count(*) FROM sqlite_schema");
    } catch (const SQLite::Exception& failure) {
        if ((failure.getErrorCode() & 0xFF) == 5) throw;
        throw Error(
            Error::Kind::failed,
            fmt::format("a writing command did not end, and {} may not be written to repair that", file.string()),
            "run any waymark command as somebody who may write there");
    }
}

/// Makes the file with the right mode before the database opens it. True when it was not there.
bool make_private_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        // A strict umask may have taken even the owner's bits.
        fchmod(descriptor, S_IRUSR | S_IWUSR);
        ::close(descriptor);
        return true;
    }
    if (errno == EEXIST) return false;
    const bool full = errno == ENOSPC || errno == EDQUOT;
    throw Error(Error::Kind::failed,
                full ? "the disk is full; nothing was changed"
                     : fmt::format("{} cannot be made: {}", file.string(), std::strerror(errno)),
                full ? "make room and try again" : "the folder must be yours to write");
}

void see_only_until(SQLite::Database& database, Date day) {
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("CREATE TEMP VIEW operation AS SELECT * FROM main.operation WHERE recorded_on <= '" +
                  text::iso_date(day) + "'");
    for (const auto& view : current_views()) {
        database.exec("CREATE TEMP VIEW " + std::string(view.name) + " AS" + view.select);
    }
}

}  // namespace

Gradebook::State::~State() {
    roll_back();
    statements.clear();
    database.reset();
    if (made_the_file) {
        std::error_code ignored;
        if (std::filesystem::file_size(file, ignored) == 0 && !ignored) std::filesystem::remove(file, ignored);
    }
}

SQLite::Statement& Gradebook::State::statement(const std::string& sql) {
    auto& kept = statements[sql];
    if (!kept) {
        kept = std::make_unique<SQLite::Statement>(*database, sql);
    } else {
        kept->reset();
        kept->clearBindings();
    }
    return *kept;
}

void Gradebook::State::roll_back() noexcept {
    if (!in_transaction) return;
    in_transaction = false;
    operation.reset();
    for (auto& [sql, kept] : statements) kept->tryReset();
    database->tryExec("ROLLBACK");
}

OperationId Gradebook::State::current() const {
    if (!operation) throw std::logic_error("facts are added between begin and finish only");
    return *operation;
}

Date date_column(const SQLite::Column& column) {
    return text::parse_iso_date(column.getString()).value_or(Date{});
}

Gradebook Gradebook::open(const std::filesystem::path& file, Mode mode, std::optional<Date> as_of) {
    auto state = std::make_unique<State>();
    state->file = file;
    told(file, [&] {
        if (mode == Mode::read) {
            std::error_code none;
            const auto size = std::filesystem::file_size(file, none);
            if (none || size == 0) {
                state->database = empty_gradebook();
            } else {
                recover(file);
                state->database =
                    std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds);
                check_is_gradebook(*state->database, file, newest_version());
                if (state->database->execAndGet("PRAGMA user_version").getInt() < newest_version()) {
                    throw Error(Error::Kind::failed,
                                fmt::format("{} is from an older version", file.filename().string()),
                                "any writing command brings it up to date, after a copy");
                }
            }
        } else {
            state->made_the_file = make_private_file(file);
            state->database =
                std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, kBusyMilliseconds);
            check_is_gradebook(*state->database, file, newest_version());
            copy_before_migration(*state->database, file, newest_version());
            state->database->exec("PRAGMA foreign_keys = ON");
            state->database->exec("PRAGMA synchronous = FULL");
            // The lock is taken before the first read, so that what is decided here holds when it is written.
            state->database->exec("BEGIN IMMEDIATE");
            state->in_transaction = true;
            migrate(*state->database, migrations());
        }
        if (as_of) see_only_until(*state->database, *as_of);
    });
    return Gradebook(std::move(state));
}

Gradebook::Gradebook(std::unique_ptr<State> state) : state_(std::move(state)) {
}
Gradebook::~Gradebook() = default;
Gradebook::Gradebook(Gradebook&&) noexcept = default;
Gradebook& Gradebook::operator=(Gradebook&&) noexcept = default;

}  // namespace waymark::classroom
