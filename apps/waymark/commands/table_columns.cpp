#include "commands/table_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "waymark/classroom/error.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;

classroom::KeyedTable read_rows(const Invocation& invocation, std::span<const classroom::KeyedColumn> of_command) {
    auto columns = classroom::person_columns();
    columns.insert(columns.end(), of_command.begin(), of_command.end());
    for (const auto& typed : invocation.arguments.all("map")) {
        const auto sign = typed.rfind('=');
        const auto name = sign == std::string::npos ? std::string() : text::match_key(typed.substr(sign + 1));
        const auto column = std::ranges::find(columns, name, &classroom::KeyedColumn::name);
        if (column == columns.end()) {
            std::string names;
            for (const auto& one : columns) names += (names.empty() ? "" : ", ") + one.name;
            throw Error(Error::Kind::usage, fmt::format("--map: \"{}\" names no column", typed),
                        "write 'TITLE=COLUMN', with one of: " + names);
        }
        column->also.push_back(typed.substr(0, sign));
    }
    const auto name = invocation.arguments.value("from");
    return classroom::read_keyed_table({name, read_file(invocation, name), {}}, columns);
}

classroom::RowStudents row_students(const classroom::Gradebook& book) {
    return {book.students(true), book.aliases(), book.enrolments()};
}

}  // namespace waymark::app::commands
