#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "open.hpp"
#include "support.hpp"

namespace waymark::classroom::test {
namespace {

using Names = std::vector<std::string>;

void one_student(const Folder& folder) {
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
}

bool starts(const std::string& text, const std::string& with) {
    return text.starts_with(with);
}

Gradebook quick(const Folder& folder, Gradebook::Mode mode) {
    return GradebookOpener{.busy_milliseconds = 20}.open(folder.file(), mode, std::nullopt);
}

/// Migrations of a later waymark: one more table, and possibly a mistake.
std::vector<std::string> later(const std::string& newest) {
    std::vector<std::string> all(migrations().begin(), migrations().end());
    all.push_back(newest);
    return all;
}

}  // namespace

TEST_CASE("reading a gradebook that is not there gives an empty one and creates nothing") {
    const Folder folder;
    {
        const auto book = reading(folder);
        CHECK(facts(book).empty());
        CHECK(book.operations().empty());
        CHECK(book.dependents(1).empty());
        CHECK(book.class_texts().empty());
    }
    CHECK(facts(reading(folder, "2026-09-07")).empty());
    CHECK(folder.names().empty());
    CHECK(facts(Gradebook::open(folder.path() / "no" / "class.db", Gradebook::Mode::read)).empty());
}

TEST_CASE("an empty file is a new gradebook") {
    const Folder folder;
    write_bytes(folder.file(), "");
    CHECK(facts(reading(folder)).empty());
    CHECK(bytes_of(folder.file()).empty());
    { const auto unused = writing(folder); }
    CHECK(bytes_of(folder.file()).empty());
    one_student(folder);
    CHECK(reading(folder).students().size() == 1);
}

TEST_CASE("an empty database is a new gradebook") {
    const Folder folder;
    sql(folder.file(), "CREATE TABLE t (a); DROP TABLE t; VACUUM");
    CHECK(bytes_of(folder.file()).size() > 0);
    CHECK(facts(reading(folder)).empty());
    one_student(folder);
    CHECK(reading(folder).students().size() == 1);
}

TEST_CASE("reading changes no byte and leaves no file") {
    const Folder folder;
    one_student(folder);
    const auto before = bytes_of(folder.file());
    {
        const auto book = reading(folder);
        CHECK_FALSE(facts(book).empty());
        CHECK(folder.names() == Names{"class.db"});
        const auto past = reading(folder, "2026-09-07");
        CHECK_FALSE(facts(past).empty());
        CHECK(folder.names() == Names{"class.db"});
    }
    CHECK(folder.names() == Names{"class.db"});
    CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("a dry run, an operation without facts and one that dies change no byte") {
    const Folder folder;
    one_student(folder);
    const auto before = bytes_of(folder.file());
    const auto add = [](Gradebook& book) {
        book.begin(start());
        for (int at = 0; at < 50; ++at) book.add_evidence(seen(1, "quiz", 1));
    };
    {
        auto book = writing(folder);
        add(book);
        CHECK(book.evidence().size() == 50);
        book.finish("dry", true);
        CHECK(book.evidence().empty());
    }
    {
        auto book = writing(folder);
        book.begin(start());
        book.finish("nothing", false);
    }
    {
        auto book = writing(folder);
        add(book);
    }
    { const auto unused = writing(folder); }
    CHECK(bytes_of(folder.file()) == before);
    CHECK(folder.names() == Names{"class.db"});
    CHECK(reading(folder).operations().size() == 1);
}

TEST_CASE("a file made in vain goes away") {
    const Folder folder;
    { const auto unused = writing(folder); }
    CHECK(folder.names().empty());
    for (const bool dry_run : {true, false}) {
        auto book = writing(folder);
        book.begin(start());
        if (dry_run) book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.finish("", dry_run);
    }
    CHECK(folder.names().empty());
    {
        auto book = writing(folder);
        book.begin(start());
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
    }
    CHECK(folder.names().empty());
}

TEST_CASE("whoever waited for a file that was made in vain makes it anew") {
    const Folder folder;
    const auto child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int failed = 0;
        try {
            while (!std::filesystem::exists(folder.file())) usleep(1'000);
            one_student(folder);
        } catch (const std::exception& failure) {
            std::fprintf(stderr, "the second: %s\n", failure.what());
            failed = 1;
        }
        _exit(failed);
    }
    auto first = std::make_unique<Gradebook>(writing(folder));
    usleep(100'000);
    first.reset();
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(reading(folder).students().size() == 1);
}

TEST_CASE("the file is private whatever the umask") {
    for (const mode_t mask : {mode_t{0}, mode_t{0777}, mode_t{022}}) {
        const Folder folder;
        const auto before = umask(mask);
        const auto said = error_of([&] { one_student(folder); });
        umask(before);
        CHECK(said == "nothing");
        struct stat status {};
        REQUIRE(stat(folder.file().c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}

TEST_CASE("what is not a gradebook is refused and left as it is") {
    const Folder folder;
    const auto refused = [&](const std::string& message) {
        const auto before = bytes_of(folder.file());
        CHECK(starts(error_of([&] { (void)reading(folder); }), message));
        CHECK(starts(error_of([&] { (void)writing(folder); }), message));
        CHECK(bytes_of(folder.file()) == before);
        CHECK(folder.names() == Names{"class.db"});
    };
    SUBCASE("a short text") {
        write_bytes(folder.file(), "title: Spanish 1\n");
        refused("class.db is not a waymark gradebook | ");
    }
    SUBCASE("a long text") {
        write_bytes(folder.file(), std::string(10000, 'x'));
        refused("class.db is not a waymark gradebook | ");
    }
    SUBCASE("another program's database") {
        sql(folder.file(), "PRAGMA application_id = 42; CREATE TABLE t (a)");
        refused("class.db is not a waymark gradebook | ");
    }
    SUBCASE("a database of nobody") {
        sql(folder.file(), "CREATE TABLE t (a)");
        refused("class.db is not a waymark gradebook | ");
    }
    SUBCASE("a newer version") {
        one_student(folder);
        sql(folder.file(), "PRAGMA user_version = 99");
        refused("class.db was made by a newer version of waymark | update waymark");
    }
    SUBCASE("a gradebook without its tables") {
        one_student(folder);
        sql(folder.file(), "DROP VIEW current_student; DROP VIEW live_operation");
        const auto book = reading(folder);
        CHECK(starts(error_of([&] { (void)book.students(); }), "class.db does not hold what a gradebook holds | "));
    }
    SUBCASE("a folder") {
        std::filesystem::create_directory(folder.file());
        CHECK(error_of([&] { (void)reading(folder); }).find("class.db is a folder, not a gradebook") !=
              std::string::npos);
        CHECK(error_of([&] { (void)writing(folder); }).find("class.db is a folder, not a gradebook") !=
              std::string::npos);
    }
}

TEST_CASE("a damaged gradebook is told as such") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        for (int at = 0; at < 2000; ++at) book.add_evidence(seen(1, "quiz", 1));
    });
    auto bytes = bytes_of(folder.file());
    const auto whole = bytes;
    SUBCASE("garbage in every page but the first") {
        for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = '\x5A';
    }
    SUBCASE("the second half is gone") {
        bytes.resize(bytes.size() / 2 / 4096 * 4096);
    }
    write_bytes(folder.file(), bytes);
    CHECK(starts(error_of([&] { (void)facts(reading(folder)); }), "class.db is damaged | put back a copy"));
    CHECK(starts(error_of([&] {
                     auto book = writing(folder);
                     (void)facts(book);
                 }),
                 "class.db is damaged | "));
    write_bytes(folder.file(), whole);
    CHECK(reading(folder).evidence().size() == 2000);
}

TEST_CASE("a second writer waits and then says why it cannot; readers read on") {
    const Folder folder;
    one_student(folder);
    auto first = writing(folder);
    first.begin(start());
    first.add_evidence(seen(1, "quiz", 1));
    CHECK(error_of([&] { (void)quick(folder, Gradebook::Mode::write); }) ==
          "another waymark is writing to class.db (waited 5 seconds); nothing was changed | "
          "try again when it has ended");
    CHECK(quick(folder, Gradebook::Mode::read).evidence().empty());
    first.finish("done", false);
    CHECK(quick(folder, Gradebook::Mode::write).evidence().size() == 1);
}

TEST_CASE("what one reader reads belongs together") {
    const Folder folder;
    one_student(folder);
    auto writer = quick(folder, Gradebook::Mode::write);
    writer.begin(start());
    writer.add_evidence(seen(1, "quiz", 1));
    {
        const auto reader = quick(folder, Gradebook::Mode::read);
        CHECK(reader.students().size() == 1);
        // The writer cannot end while somebody reads what was before.
        CHECK(starts(error_of([&] { writer.finish("late", false); }), "another waymark is writing to class.db"));
        CHECK(reader.evidence().empty());
    }
    CHECK(reading(folder).evidence().empty());
}

TEST_CASE("a gradebook of the first version is read as it is and brought up to date by writing") {
    const Folder folder;
    const auto first = migrations().first(1);
    {
        const GradebookOpener opener{.busy_milliseconds = 20, .migrations = first};
        auto book = opener.open(folder.file(), Gradebook::Mode::write, std::nullopt);
        book.begin({.verb = "test",
                    .typed = "t",
                    .today = day("2026-09-07"),
                    .recorded_at = "2026-09-07T08:00:00Z",
                    .class_texts = {{"class.yaml", "title: Spanish 1\n"}}});
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.finish("added", false);
    }
    CHECK(sql(folder.file(), "PRAGMA user_version") == Names{"1"});
    CHECK(reading(folder).students().size() == 1);
    CHECK(reading(folder).aliases().empty());
    CHECK(reading(folder).mappings().empty());
    operation(folder, [](Gradebook& book) {
        book.add_evidence(seen(1, "quiz", 3));
        book.add_alias({1, "canvas", "4711"});
        book.add_mapping({"Quiz 7", {"ser-estar"}, std::nullopt});
    });
    CHECK(sql(folder.file(), "PRAGMA user_version") == Names{std::to_string(migrations().size())});
    CHECK(reading(folder).aliases().size() == 1);
    CHECK(reading(folder).mappings().size() == 1);
    CHECK(folder.names() == Names{"class.db", "class.db.v1.bak"});
    CHECK(reading(folder).evidence().size() == 1);
}

TEST_CASE("an older gradebook is copied and brought up to date by the first command that writes") {
    const Folder folder;
    one_student(folder);
    const auto old_bytes = bytes_of(folder.file());
    const auto longer = later("CREATE TABLE more (a INTEGER NOT NULL) STRICT;");
    const GradebookOpener opener{.busy_milliseconds = 20, .migrations = longer};

    SUBCASE("reading brings it up to date in memory only") {
        CHECK(opener.open(folder.file(), Gradebook::Mode::read, std::nullopt).students().size() == 1);
        CHECK(opener.open(folder.file(), Gradebook::Mode::read, day("2026-09-06")).students().empty());
        CHECK(bytes_of(folder.file()) == old_bytes);
        CHECK(folder.names() == Names{"class.db"});
    }
    SUBCASE("a dry run leaves it old") {
        {
            auto book = opener.open(folder.file(), Gradebook::Mode::write, std::nullopt);
            book.begin(start());
            book.add_evidence(seen(1, "quiz", 1));
            book.finish("dry", true);
        }
        CHECK(bytes_of(folder.file()) == old_bytes);
        CHECK(folder.names() == Names{"class.db"});
    }
    SUBCASE("writing leaves a private copy") {
        const auto today = std::to_string(migrations().size());
        const auto copy_name = "class.db.v" + today + ".bak";
        write_bytes(folder.path() / (copy_name + ".part"), "left by a crash");
        write_bytes(folder.path() / copy_name, "an earlier copy");
        {
            auto book = opener.open(folder.file(), Gradebook::Mode::write, std::nullopt);
            book.begin(start());
            book.add_evidence(seen(1, "quiz", 1));
            book.finish("new", false);
        }
        CHECK(folder.names() == Names{"class.db", copy_name});
        CHECK(sql(folder.file(), "PRAGMA user_version") == Names{std::to_string(longer.size())});
        CHECK(sql(folder.file(), "SELECT count(*) FROM more") == Names{"0"});
        const auto copy = folder.path() / copy_name;
        CHECK(sql(copy, "PRAGMA user_version") == Names{today});
        CHECK(sql(copy, "PRAGMA integrity_check") == Names{"ok"});
        CHECK(Gradebook::open(copy, Gradebook::Mode::read).students().size() == 1);
        struct stat status {};
        REQUIRE(stat(copy.c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
        CHECK(opener.open(folder.file(), Gradebook::Mode::read, std::nullopt).evidence().size() == 1);
        CHECK(starts(error_of([&] { (void)reading(folder); }), "class.db was made by a newer version"));
    }
    SUBCASE("a migration that fails changes nothing") {
        const auto wrong = later("CREATE TABLE more (a INTEGER) STRICT; CREATE TABLE student (a);");
        const GradebookOpener failing{.busy_milliseconds = 20, .migrations = wrong};
        CHECK(starts(error_of([&] { (void)failing.open(folder.file(), Gradebook::Mode::write, std::nullopt); }),
                     "class.db does not hold what a gradebook holds"));
        CHECK(bytes_of(folder.file()) == old_bytes);
        CHECK(folder.names() == Names{"class.db"});
    }
}

TEST_CASE("a gradebook that another tool turned to write-ahead logging is turned back by writing") {
    const Folder folder;
    one_student(folder);
    sql(folder.file(), "PRAGMA journal_mode = WAL");
    operation(folder, [](Gradebook& book) { book.add_evidence(seen(1, "quiz", 1)); });
    CHECK(sql(folder.file(), "PRAGMA journal_mode") == Names{"delete"});
    CHECK(folder.names() == Names{"class.db"});
}

}  // namespace waymark::classroom::test
