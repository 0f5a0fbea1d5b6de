#include "state.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "migrate.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

Gradebook::State::~State() {
    roll_back();
    statements.clear();
}

SQLite::Statement& Gradebook::State::statement(const std::string& sql) {
    if (!database) database = gradebook_in_memory(opener.migrations);
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
    made_the_file = false;
    operation.reset();
    lock.reset();
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
    if (made_the_file) {
        // Closed before it goes, and before others may write: a journal is known by its name only.
        made_the_file = false;
        on_file = false;
        statements.clear();
        database.reset();
        std::error_code failed;
        if (std::filesystem::file_size(file, failed) == 0 && !failed) std::filesystem::remove(file, failed);
    }
    lock.reset();
}

OperationId Gradebook::State::current() const {
    if (!operation) throw std::logic_error("facts are added between begin and finish only");
    return *operation;
}

Failing Gradebook::State::the_failing(int system_error) const {
    return {.file = file,
            .writing = mode == Mode::write,
            .system_error = system_error == 0 && database ? sqlite3_system_errno(database->getHandle()) : system_error};
}

std::unique_ptr<SQLite::Database> gradebook_in_memory(std::span<const std::string> migrations) {
    auto database = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(*database, migrations);
    return database;
}

Date date_column(const SQLite::Column& column) {
    return text::parse_iso_date(column.getString()).value_or(Date{});
}

}  // namespace waymark::classroom
