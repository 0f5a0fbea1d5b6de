#include "state.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "files.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

Gradebook::State::~State() {
    roll_back();
    statements.clear();
    remove_unused_file();
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

void Gradebook::State::reset_statements() noexcept {
    // One that failed to prepare left an empty place.
    for (auto& [sql, kept] : statements) {
        if (kept) kept->tryReset();
    }
}

void Gradebook::State::commit() {
    reset_statements();
    if (!copy.empty()) {
        std::error_code failed;
        std::filesystem::rename(copy, copy_at_the_end, failed);
        if (failed) throw SQLite::Exception("the copy cannot get its name", SQLITE_READONLY);
        copy.clear();
    }
    database->exec("COMMIT");
    in_transaction = false;
    operation.reset();
}

void Gradebook::State::roll_back() noexcept {
    operation.reset();
    if (in_transaction) {
        in_transaction = false;
        reset_statements();
        database->tryExec("ROLLBACK");
    }
    if (!copy.empty()) {
        std::error_code ignored;
        std::filesystem::remove(copy, ignored);
        copy.clear();
    }
}

void Gradebook::State::remove_unused_file() noexcept {
    if (!made_the_file || !database) return;
    // Only under the lock of a writer and without its own journal: whoever waits for the lock sees that the file went
    // away and makes it anew.
    if (sqlite3_busy_timeout(database->getHandle(), 0) != SQLITE_OK) return;
    if (database->tryExec("BEGIN IMMEDIATE") != SQLITE_OK) return;
    std::error_code failed;
    if (is_still_there() && std::filesystem::file_size(file, failed) == 0 && !failed) {
        std::filesystem::remove(file, failed);
    }
    database->tryExec("ROLLBACK");
}

bool Gradebook::State::is_still_there() const noexcept {
    int moved = 0;
    sqlite3_file_control(database->getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved == 0;
}

OperationId Gradebook::State::current() const {
    if (!operation) throw std::logic_error("facts are added between begin and finish only");
    return *operation;
}

Failing Gradebook::State::the_failing() const {
    return {.file = file,
            .writing = mode == Mode::write,
            .system_error = database ? sqlite3_system_errno(database->getHandle()) : 0};
}

Date date_column(const SQLite::Column& column) {
    return text::parse_iso_date(column.getString()).value_or(Date{});
}

}  // namespace waymark::classroom
