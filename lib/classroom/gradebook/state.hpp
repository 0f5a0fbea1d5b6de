#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "errors.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// The open database and the operation that is under way.
struct Gradebook::State {
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements;
    std::optional<OperationId> operation;
    int facts = 0;
    bool in_transaction = false;
    bool made_the_file = false;

    ~State();

    /// A prepared statement, reset and without bindings; prepared once.
    SQLite::Statement& statement(const std::string& sql);
    void roll_back() noexcept;
    /// The operation under way; std::logic_error when there is none.
    [[nodiscard]] OperationId current() const;
    OperationId add_fact() {
        const auto id = current();
        ++facts;
        return id;
    }
};

/// Runs what talks to the database; its failures become words for the teacher.
template <class Work>
auto told(const std::filesystem::path& file, Work work) {
    try {
        return work();
    } catch (const SQLite::Exception& failure) {
        explain(failure, file);
    }
}

/// Binds values to ?1, ?2 … in order.
template <class... Values>
SQLite::Statement& bound(SQLite::Statement& statement, const Values&... values) {
    int position = 0;
    const auto bind_one = [&](const auto& value) {
        ++position;
        if constexpr (requires { value.has_value(); }) {
            if (value) {
                statement.bind(position, *value);
            } else {
                statement.bind(position);
            }
        } else {
            statement.bind(position, value);
        }
    };
    (bind_one(values), ...);
    return statement;
}

[[nodiscard]] Date date_column(const SQLite::Column& column);

}  // namespace waymark::classroom
