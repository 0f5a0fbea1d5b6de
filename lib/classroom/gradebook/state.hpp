#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "errors.hpp"
#include "files.hpp"
#include "open.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// The open database and the operation that is under way.
struct Gradebook::State {
    std::filesystem::path file;
    GradebookOpener opener;
    Mode mode = Mode::read;
    std::optional<Date> as_of;
    std::unique_ptr<SQLite::Database> database;
    std::optional<FolderLock> lock;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements;
    std::optional<OperationId> operation;
    int facts = 0;
    bool in_transaction = false;
    bool on_file = false;
    bool made_the_file = false;
    /// The copy of an older gradebook, not yet under its last name: a command that changes nothing leaves none.
    std::filesystem::path copy;
    std::filesystem::path copy_at_the_end;

    State(std::filesystem::path path, GradebookOpener how, Mode reading_or_writing, std::optional<Date> until)
        : file(std::move(path)), opener(how), mode(reading_or_writing), as_of(until) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    void open_for_reading();
    /// Takes the locks of a writer, opens the file unless it is open, and brings the tables up to date, all in the
    /// transaction that `commit` ends.
    void start_writing();
    void commit();
    void roll_back() noexcept;

    /// A prepared statement, reset and without bindings; prepared once.
    SQLite::Statement& statement(const std::string& sql);
    /// The operation under way; std::logic_error when there is none.
    [[nodiscard]] OperationId current() const;
    OperationId add_fact() {
        const auto id = current();
        ++facts;
        return id;
    }

    /// Runs what talks to the database; its failures become words for the teacher, and end the operation.
    template <class Work>
    auto told(Work work) {
        // The database keeps the system's reason only for some failures; the rest is still in errno.
        errno = 0;
        try {
            return work();
        } catch (const SQLite::Exception& failure) {
            const auto failing = the_failing(errno);
            // Half an operation must not be finished later.
            if (mode == Mode::write) roll_back();
            explain(failure, failing);
        }
    }

private:
    [[nodiscard]] Failing the_failing(int system_error) const;
    void open_for_writing();
    void reset_statements() noexcept;
};

/// An optional that holds nothing is NULL.
template <class Value>
void bind_one(SQLite::Statement& statement, int position, const Value& value) {
    if constexpr (requires { value.has_value(); }) {
        if (value) {
            statement.bind(position, *value);
        } else {
            statement.bind(position);
        }
    } else {
        statement.bind(position, value);
    }
}

/// Binds values to ?1, ?2 … in order.
template <class... Values>
SQLite::Statement& bound(SQLite::Statement& statement, const Values&... values) {
    int position = 0;
    (bind_one(statement, ++position, values), ...);
    return statement;
}

/// Binds values from behind `position` on. Texts are not copied: they must outlive the execution of the statement.
template <class... Values>
void lend(SQLite::Statement& statement, int& position, const Values&... values) {
    const auto lend_one = [&](const auto& value) {
        ++position;
        if constexpr (requires { statement.bindNoCopy(position, value); }) {
            statement.bindNoCopy(position, value);
        } else {
            bind_one(statement, position, value);
        }
    };
    (lend_one(values), ...);
}

/// An empty gradebook that no file stands behind.
[[nodiscard]] std::unique_ptr<SQLite::Database> gradebook_in_memory(std::span<const std::string> migrations);

[[nodiscard]] Date date_column(const SQLite::Column& column);

}  // namespace waymark::classroom
