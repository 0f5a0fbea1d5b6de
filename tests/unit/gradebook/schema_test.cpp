#include <doctest/doctest.h>

#include "schema.hpp"
#include "support.hpp"

namespace waymark::classroom::test {
namespace {

/// A gradebook with at least one row in every table.
void fill(const Folder& folder) {
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    operation(folder, [](Gradebook& book) {
        book.add_evidence(seen(1, "quiz", 3));
        book.add_decision({1, "ser-estar", Status::mastered, "said so", day("2026-09-07")});
        auto plan = week_of(1);
        plan.requests = {{.target = "make-poster", .title = "Poster"}};
        book.add_plan(plan);
        book.publish(day("2026-09-14"));
        book.choose(1, "a");
        book.record_done(1, true, day("2026-09-14"));
        book.change_session({day("2026-09-15"), 0, "fire drill"});
        book.add_absence({1, day("2026-09-16"), true, "ill"});
        book.add_comment({0, 1, "ser-estar", "say it once more", day("2026-09-14")});
        book.add_alias({1, "canvas", "4711"});
        book.add_mapping({"Quiz 7", {"ser-estar"}, 20.0});
        book.add_override({.student = 1, .week = day("2026-09-14"), .on = day("2026-09-15"), .skill = "ser-estar"});
        book.add_project({0, "poster", "make-poster", day("2026-09-14"), {1}, {{"draft", day("2026-09-16")}}});
        book.add_adjustment({.student = 1, .time_factor = 1.5});
        book.add_conference({1, day("2026-09-14"), "read together"});
        book.add_retake({1, "quiz", day("2026-09-14")});
        book.add_pace({1, day("2026-09-14"), 0.8, false, "asked for it"});
        book.add_extension({1, "ser-estar", day("2026-10-14"), "ill"});
        book.add_goal({.student = 1, .target = "ser-estar", .by = day("2026-10-14")});
        book.add_request({.student = 1, .week = day("2026-09-14"), .target = "make-poster"});
        book.add_student(person("ben-i", "Ben", "Ito"));
        book.add_pairing({.first = 2, .second = 1, .rule = Pairing::Rule::apart});
        book.add_fixed_group({.on = day("2026-09-15"), .skill = "ser-estar", .peer = 1, .members = {1, 2}});
    });
    operation(folder, [](Gradebook& book) { book.undo(2); });
}

const std::string kTables =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

}  // namespace

TEST_CASE("every table is strict and every foreign key is indexed") {
    const Folder folder;
    fill(folder);
    CHECK(sql(folder.file(),
              "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
              " AND strict = 0 AND name NOT LIKE 'sqlite_%'")
              .empty());
    const auto tables = sql(folder.file(), kTables);
    CHECK(tables.size() == 37);
    // The child's column is the first of some index.
    CHECK(sql(folder.file(),
              "SELECT t.name || '.' || k.\"from\" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k"
              " WHERE t.type = 'table' AND k.seq = 0 AND NOT EXISTS (SELECT 1 FROM"
              " pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c"
              " WHERE c.seqno = 0 AND c.name = k.\"from\" AND i.partial = 0)")
              .empty());
    CHECK(sql(folder.file(),
              "SELECT count(*) > 12 FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k"
              " WHERE t.type = 'table'") == std::vector<std::string>{"1"});
}

TEST_CASE("the header says what the file is") {
    const Folder folder;
    fill(folder);
    CHECK(sql(folder.file(), "PRAGMA application_id") == std::vector<std::string>{std::to_string(kApplicationId)});
    CHECK(sql(folder.file(), "PRAGMA user_version") == std::vector<std::string>{std::to_string(migrations().size())});
    CHECK(sql(folder.file(), "PRAGMA journal_mode") == std::vector<std::string>{"delete"});
    CHECK(sql(folder.file(), "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
    CHECK(sql(folder.file(), "PRAGMA foreign_key_check").empty());
}

TEST_CASE("no row of any table can be changed or deleted") {
    const Folder folder;
    fill(folder);
    for (const auto& table : sql(folder.file(), kTables)) {
        CAPTURE(table);
        CHECK(sql(folder.file(), "SELECT count(*) > 0 FROM " + table) == std::vector<std::string>{"1"});
        CHECK(sql(folder.file(), "DELETE FROM " + table) ==
              std::vector<std::string>{"error: facts are only ever added"});
        for (const auto& column : sql(folder.file(), "SELECT name FROM pragma_table_info('" + table + "')")) {
            CAPTURE(column);
            CHECK(sql(folder.file(), "UPDATE " + table + " SET " + column + " = " + column) ==
                  std::vector<std::string>{"error: facts are only ever added"});
        }
    }
}

TEST_CASE("an operation may get its summary once and nothing else") {
    const Folder folder;
    fill(folder);
    const std::string insert =
        "INSERT INTO operation (verb, typed, summary, who, recorded_on, recorded_at, class_version_id)"
        " VALUES ('v', 't', '', 'w', '2026-09-07', '2026-09-07T00:00:00Z', 1);";
    const std::vector<std::string> refused{"error: facts are only ever added"};
    const std::string rest = " WHERE id = (SELECT max(id) FROM operation);";
    CHECK(sql(folder.file(), insert + "UPDATE operation SET summary = 's', who = 'x'" + rest) == refused);
    CHECK(sql(folder.file(), "UPDATE operation SET summary = 's'" + rest).empty());
    CHECK(sql(folder.file(), "UPDATE operation SET summary = 'other'" + rest) == refused);
    CHECK(sql(folder.file(), "UPDATE operation SET summary = ''" + rest) == refused);
}

TEST_CASE("an operation without a summary is named by its verb") {
    const Folder folder;
    auto book = writing(folder);
    book.begin(start("2026-09-07", "roster add"));
    book.add_student(person("zoe-k", "Zoë", "Kovács"));
    book.finish("", false);
    CHECK(book.operations().at(0).summary == "roster add");
}

}  // namespace waymark::classroom::test
