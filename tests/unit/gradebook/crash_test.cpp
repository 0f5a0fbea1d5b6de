#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <random>

#include "open.hpp"
#include "support.hpp"

namespace waymark::classroom::test {
namespace {

using Names = std::vector<std::string>;
namespace fs = std::filesystem;

void one_student(const Folder& folder) {
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
}

bool starts(const std::string& text, const std::string& with) {
    return text.starts_with(with);
}

/// A process that dies in the middle of a transaction after part of it reached the file.
void leave_hot_journal(const Folder& folder) {
    const auto before = bytes_of(folder.file());
    const auto said = in_child([&]() -> std::string {
        sqlite3* database = nullptr;
        sqlite3_open(folder.file().c_str(), &database);
        sqlite3_exec(database,
                     "PRAGMA cache_size = 5; BEGIN IMMEDIATE;"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                     " INSERT INTO evidence (operation_id, student_id, target, attempt, state, raw, happened_on,"
                     " source, source_line) SELECT 1, 1, 'half', 1, 'scored', '', '2026-09-07', '', 0 FROM n;",
                     nullptr, nullptr, nullptr);
        raise(SIGKILL);
        return "lives";
    });
    REQUIRE(said == "died");
    REQUIRE(bytes_of(folder.file()) != before);
    REQUIRE(fs::file_size(folder.file().string() + "-journal") > 0);
}

/// Access for everybody, so that only what a test takes away is missing.
void open_to_all(const Folder& folder) {
    fs::permissions(folder.path(), fs::perms::all);
    for (const auto& one : fs::directory_iterator(folder.path())) fs::permissions(one, fs::perms{0666});
}

}  // namespace

TEST_CASE("a journal that a crash left is played back before reading") {
    const Folder folder;
    one_student(folder);
    const auto before = facts(reading(folder));
    const auto bytes = bytes_of(folder.file());
    leave_hot_journal(folder);
    CHECK(facts(reading(folder)) == before);
    CHECK(folder.names() == Names{"class.db"});
    CHECK(bytes_of(folder.file()) == bytes);
}

TEST_CASE("a journal that a crash left is played back before writing") {
    const Folder folder;
    one_student(folder);
    leave_hot_journal(folder);
    operation(folder, [](Gradebook& book) { book.add_evidence(seen(1, "quiz", 1)); });
    CHECK(reading(folder).evidence().size() == 1);
    CHECK(folder.names() == Names{"class.db"});
}

TEST_CASE("a journal that nobody may play back is told") {
    const Folder folder;
    one_student(folder);
    const auto before = facts(reading(folder));
    leave_hot_journal(folder);
    open_to_all(folder);
    SUBCASE("the file may not be written") {
        fs::permissions(folder.file(), fs::perms{0444});
    }
    SUBCASE("the folder may not be written") {
        fs::permissions(folder.path(), fs::perms{0555});
    }
    const auto said = in_child([&] {
        become_nobody();
        return error_of([&] { (void)reading(folder); });
    });
    CHECK(starts(said, "a writing command was cut off, and " + folder.file().string() +
                           " may not be written to put it right | run any waymark command as somebody who may write"));
    open_to_all(folder);
    CHECK(facts(reading(folder)) == before);
}

TEST_CASE("what may not be written or read says so") {
    const Folder folder;
    one_student(folder);
    open_to_all(folder);
    const auto path = folder.file().string();
    const auto as_nobody = [&](const std::function<void()>& work) {
        return in_child([&] {
            become_nobody();
            return error_of(work);
        });
    };
    const auto read = [&] { (void)facts(reading(folder)); };
    const auto write = [&] {
        auto book = writing(folder);
        book.begin(start());
        book.add_evidence(seen(1, "quiz", 1));
        book.finish("", false);
    };
    const auto before = bytes_of(folder.file());
    SUBCASE("the file is read-only") {
        fs::permissions(folder.file(), fs::perms{0444});
        CHECK(as_nobody(read) == "nothing");
        CHECK(starts(as_nobody(write), path + " may not be written; nothing was changed | the file and its folder"));
    }
    SUBCASE("the folder is read-only") {
        fs::permissions(folder.path(), fs::perms{0555});
        CHECK(as_nobody(read) == "nothing");
        CHECK(starts(as_nobody(write), path + " may not be written; nothing was changed | the file and its folder"));
    }
    SUBCASE("the folder is read-only and holds no gradebook") {
        fs::remove(folder.file());
        fs::permissions(folder.path(), fs::perms{0555});
        CHECK(as_nobody(read) == "nothing");
        CHECK(starts(as_nobody(write), path + " cannot be made: Permission denied | the folder must be there"));
        CHECK(folder.names().empty());
        return;
    }
    SUBCASE("the file may not be read") {
        fs::permissions(folder.file(), fs::perms{0});
        CHECK(starts(as_nobody(read), path + " may not be read | "));
        CHECK(starts(as_nobody(write), path + " may not be written; nothing was changed | "));
    }
    SUBCASE("the folder may not be entered") {
        fs::permissions(folder.path(), fs::perms{0});
        CHECK(starts(as_nobody(read), path + " may not be read | "));
        CHECK(starts(as_nobody(write), path + " may not be read | "));
    }
    open_to_all(folder);
    CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("a full disk changes nothing") {
    const Folder folder;
    one_student(folder);
    const auto before = bytes_of(folder.file());
    // From nothing at all to nearly enough: opening, journal, pages and commit each fail once.
    int failed = 0;
    for (rlim_t room = 0; room < 2'000'000; room += 24'989) {
        CAPTURE(room);
        const auto said = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{room, room};
            setrlimit(RLIMIT_FSIZE, &limit);
            return error_of([&] {
                auto book = writing(folder);
                book.begin(start());
                for (int at = 0; at < 2000; ++at) book.add_evidence(seen(1, "a target of some length", 1));
                book.finish("much", false);
            });
        });
        if (said == "nothing") {
            CHECK(failed > 0);
            break;
        }
        ++failed;
        CHECK(said == "the disk is full; nothing was changed | make room and try again");
        CHECK(reading(folder).evidence().empty());
        CHECK(bytes_of(folder.file()) == before);
        CHECK(folder.names() == Names{"class.db"});
    }
    CHECK(reading(folder).evidence().size() == 2000);
}

TEST_CASE("a full disk leaves no new gradebook") {
    const Folder folder;
    const auto said = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{8'000, 8'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        return error_of([&] { one_student(folder); });
    });
    CHECK(said == "the disk is full; nothing was changed | make room and try again");
    CHECK(folder.names().empty());
}

TEST_CASE("a full disk in the middle of a migration leaves the older gradebook") {
    const Folder folder;
    one_student(folder);
    const auto before = bytes_of(folder.file());
    std::vector<std::string> longer(migrations().begin(), migrations().end());
    longer.emplace_back("CREATE TABLE more (a INTEGER) STRICT;");
    for (const rlim_t room : {0, 5'000, 50'000}) {
        CAPTURE(room);
        const auto said = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{room, room};
            setrlimit(RLIMIT_FSIZE, &limit);
            return error_of([&] {
                const GradebookOpener opener{.busy_milliseconds = 20, .migrations = longer};
                auto book = opener.open(folder.file(), Gradebook::Mode::write, std::nullopt);
            });
        });
        CHECK(said == "the disk is full; nothing was changed | make room and try again");
        CHECK(bytes_of(folder.file()) == before);
        CHECK(folder.names() == Names{"class.db"});
    }
}

TEST_CASE("a gradebook survives fifty writers that are killed, each operation whole or not at all") {
    constexpr int kRows = 20;
    const Folder folder;
    one_student(folder);
    std::mt19937 random(20260907);
    std::size_t known = 0;
    const auto write = [&] {
        operation(folder, [](Gradebook& book) {
            for (int at = 0; at < kRows; ++at) book.add_evidence(seen(1, "quiz", at % 5));
        });
    };
    // Writers get the time of about five operations, however slow the machine is.
    const auto begun = std::chrono::steady_clock::now();
    write();
    const auto once = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
    const auto longest = std::clamp<int>(static_cast<int>(once.count()) * 10, 5'000, 2'000'000);
    for (int round = 0; round < 50; ++round) {
        CAPTURE(round);
        const auto child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                for (;;) write();
            } catch (...) {
                _exit(1);
            }
        }
        usleep(static_cast<useconds_t>(std::uniform_int_distribution<int>(500, longest)(random)));
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));
        const auto book = reading(folder);
        std::map<OperationId, int> rows;
        for (const auto& one : book.evidence()) ++rows[one.operation];
        for (const auto& [id, count] : rows) {
            if (count != kRows) FAIL_CHECK("operation " << id << " has " << count << " rows");
        }
        CHECK(rows.size() + 1 == book.operations().size());
        CHECK(rows.size() >= known);
        known = rows.size();
    }
    MESSAGE(known << " operations were whole");
    CHECK(known > 1);
    // A journal that never became hot stays until the next writer.
    operation(folder, [](Gradebook& book) { book.add_evidence(seen(1, "after", 1)); });
    CHECK(sql(folder.file(), "PRAGMA integrity_check") == Names{"ok"});
    CHECK(sql(folder.file(), "PRAGMA foreign_key_check").empty());
    CHECK(folder.names() == Names{"class.db"});
}

TEST_CASE("first writers that race each other lose nothing") {
    const Folder folder;
    constexpr int kWriters = 6;
    std::vector<pid_t> children;
    for (int number = 0; number < kWriters; ++number) {
        const auto child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            int failed = 0;
            for (int at = 0; at < 10; ++at) {
                try {
                    // Half of them make the file in vain, so that it comes and goes under the others.
                    // However slow the machine, each waits its turn.
                    auto book = GradebookOpener{.busy_milliseconds = 120'000}.open(
                        folder.file(), Gradebook::Mode::write, std::nullopt);
                    book.begin(start());
                    const auto name = std::to_string(number) + "-" + std::to_string(at);
                    book.add_student(person("s-" + name, "S", name));
                    book.finish("added", number % 2 == 0 || at < 5);
                } catch (const std::exception& failure) {
                    std::fprintf(stderr, "writer %d: %s\n", number, failure.what());
                    failed = 1;
                }
            }
            _exit(failed);
        }
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    CHECK(reading(folder).students().size() == kWriters / 2 * 5);
    CHECK(folder.names() == Names{"class.db"});
}

}  // namespace waymark::classroom::test
