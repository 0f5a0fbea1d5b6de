#include "support.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom::test {

Folder::Folder() {
    auto name = (std::filesystem::temp_directory_path() / "waymark-gradebook-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> Folder::names() const {
    std::vector<std::string> all;
    for (const auto& one : std::filesystem::directory_iterator(path_)) all.push_back(one.path().filename().string());
    std::ranges::sort(all);
    return all;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(stream.good());
}

Date day(std::string_view iso) {
    return text::parse_iso_date(iso).value();
}

OperationStart start(std::string_view today, const std::string& verb) {
    return {.verb = verb,
            .typed = "waymark " + verb,
            .who = "kovacs",
            .today = day(today),
            .recorded_at = std::string(today) + "T08:00:00Z",
            .class_texts = {{"class.yaml", "title: Spanish 1\n", "tree"}}};
}

Student person(const std::string& slug, const std::string& given, const std::string& family) {
    Student one;
    one.slug = slug;
    one.given = given;
    one.family = family;
    one.joined = day("2026-09-01");
    return one;
}

Evidence seen(StudentId student, const std::string& target, double score, std::string_view on) {
    Evidence one;
    one.student = student;
    one.target = target;
    one.score = score;
    one.maximum = 4;
    one.raw = std::to_string(score);
    one.happened_on = day(on);
    one.source = "typed";
    return one;
}

StoredPlan week_of(StudentId student, int slots, std::string_view monday) {
    StoredPlan plan;
    plan.student = student;
    plan.week = day(monday);
    for (int number = 1; number <= slots; ++number) {
        StoredSlot slot;
        slot.number = number;
        if (number % 2 == 1) slot.on = plan.week;
        slot.purpose = number % 2 == 1 ? "learn" : "practise";
        slot.skill = "ser-estar";
        slot.skill_title = "ser and estar";
        slot.minutes = 10 + number;
        slot.options = {{"a", "game", "", "A game", 10}, {"b", "", "quiz-1", "A check", 5}};
        slot.reasons = {"it is due", "it was asked for"};
        plan.slots.push_back(slot);
    }
    return plan;
}

Gradebook reading(const Folder& folder) {
    return Gradebook::open(folder.file(), Gradebook::Mode::read);
}

Gradebook reading(const Folder& folder, std::string_view as_of) {
    return Gradebook::open(folder.file(), Gradebook::Mode::read, day(as_of));
}

Gradebook writing(const Folder& folder) {
    return Gradebook::open(folder.file(), Gradebook::Mode::write);
}

OperationId operation(const Folder& folder, const std::function<void(Gradebook&)>& facts, std::string_view today) {
    auto book = writing(folder);
    const auto id = book.begin(start(today));
    facts(book);
    book.finish("did it", false);
    return id;
}

std::string facts(const Gradebook& book) {
    std::ostringstream out;
    const auto words = [&](const std::vector<std::string>& list) {
        for (const auto& one : list) out << one << ';';
        out << '|';
    };
    for (const auto& one : book.students(true)) {
        out << "student " << one.id << '|' << one.key << '|' << one.slug << '|' << one.given << '|' << one.family << '|'
            << one.preferred << '|' << one.section << '|' << one.email << '|' << one.school_id << '|'
            << static_cast<int>(one.status) << '|' << text::iso_date(one.joined) << '|';
        words(one.interests);
        words(one.tools);
        out << '\n';
    }
    for (const bool corrected : {false, true}) {
        for (const auto& one : book.evidence(corrected)) {
            out << (corrected ? "all " : "evidence ") << one.id << '|' << one.operation << '|' << one.student << '|'
                << one.target << '|' << one.attempt << '|' << static_cast<int>(one.state) << '|'
                << one.score.value_or(-1) << '|' << one.maximum.value_or(-1) << '|' << one.raw << '|'
                << text::iso_date(one.happened_on) << '|' << one.source << '|' << one.source_line << '|'
                << one.corrects.value_or(0) << '\n';
        }
    }
    for (const auto& one : book.decisions()) {
        out << "decision " << one.student << '|' << one.skill << '|' << static_cast<int>(one.status) << '|'
            << one.because << '|' << text::iso_date(one.decided_on) << '\n';
    }
    for (const auto& one : book.session_changes()) {
        out << "session " << text::iso_date(one.on) << '|' << one.minutes << '|' << one.because << '\n';
    }
    for (const auto& one : book.absences()) {
        out << "absence " << one.student << '|' << text::iso_date(one.on) << '|' << one.because << '\n';
    }
    for (const auto& one : book.comments()) {
        out << "comment " << one.id << '|' << one.student << '|' << one.skill << '|' << one.text << '|'
            << text::iso_date(one.said_on) << '\n';
    }
    for (const auto& one : book.aliases()) {
        out << "alias " << one.student << '|' << one.system << '|' << one.value << '\n';
    }
    for (const auto& one : book.mappings()) {
        out << "mapping " << one.title << '|' << one.maximum.value_or(-1) << '|';
        words(one.targets);
        out << '\n';
    }
    for (const auto& plan : book.all_plans()) {
        out << "plan " << plan.student << '|' << text::iso_date(plan.week) << '|' << plan.revision << '|'
            << plan.published << '\n';
        for (const auto& slot : plan.slots) {
            out << "  slot " << slot.id << '|' << slot.number << '|' << (slot.on ? text::iso_date(*slot.on) : "home")
                << '|' << slot.purpose << '|' << slot.skill << '|' << slot.skill_title << '|' << slot.minutes << '|'
                << slot.chosen << '|' << (slot.done ? (*slot.done ? "done" : "not done") : "unrecorded") << '|';
            words(slot.reasons);
            for (const auto& one : slot.options) {
                out << one.letter << ',' << one.activity << ',' << one.check << ',' << one.title << ',' << one.minutes
                    << ';';
            }
            out << '\n';
        }
    }
    return out.str();
}

std::string error_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::failed) return "of another kind";
        return std::string(error.what()) + " | " + error.hint();
    }
    return "nothing";
}

std::string in_child(const std::function<std::string()>& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const auto child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::string said;
        try {
            said = work();
        } catch (const std::exception& failure) {
            said = std::string("exception: ") + failure.what();
        }
        const auto written = write(ends[1], said.data(), said.size());
        _exit(written == static_cast<ssize_t>(said.size()) ? 0 : 1);
    }
    close(ends[1]);
    std::string said;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = read(ends[0], buffer.data(), buffer.size())) > 0;) {
        said.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : "died";
}

void become_nobody() {
    constexpr uid_t kNobody = 65534;
    if (getuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(2);
}

std::vector<std::string> sql(const std::filesystem::path& file, const std::string& text) {
    std::vector<std::string> rows;
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    const auto keep = [](void* kept, int, char** values, char**) {
        static_cast<std::vector<std::string>*>(kept)->emplace_back(values[0] != nullptr ? values[0] : "");
        return 0;
    };
    char* message = nullptr;
    if (sqlite3_exec(database, text.c_str(), keep, &rows, &message) != SQLITE_OK) {
        rows.push_back(std::string("error: ") + (message != nullptr ? message : ""));
    }
    sqlite3_free(message);
    sqlite3_close(database);
    return rows;
}

}  // namespace waymark::classroom::test
