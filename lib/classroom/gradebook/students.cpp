#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <map>

#include "state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "word_list.hpp"

namespace waymark::classroom {
namespace {

const char* word(EnrolmentStatus status) {
    switch (status) {
        case EnrolmentStatus::active:
            return "active";
        case EnrolmentStatus::inactive:
            return "inactive";
        case EnrolmentStatus::left:
            return "left";
    }
    return "active";
}

EnrolmentStatus enrolment(const std::string& word) {
    if (word == "left") return EnrolmentStatus::left;
    return word == "inactive" ? EnrolmentStatus::inactive : EnrolmentStatus::active;
}

std::string random_key() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        throw Error(Error::Kind::failed, "the system gives no random numbers");
    }
    std::string key;
    for (const auto byte : bytes) key += fmt::format("{:02x}", byte);
    return key;
}

}  // namespace

namespace {

void mark_namesakes(std::vector<Student>& students) {
    std::map<std::string, std::vector<Student*>> by_name;
    for (auto& one : students) {
        if (one.status != EnrolmentStatus::left) by_name[text::match_key(one.display_name())].push_back(&one);
    }
    for (auto& [name, all] : by_name) {
        for (auto* one : all) one->namesake = all.size() > 1;
    }
}

}  // namespace

std::string Student::display_name() const {
    return text::whole_name(preferred.empty() ? given : preferred, family);
}

std::string Student::name_on_paper() const {
    return namesake ? display_name() + " (" + slug + ")" : display_name();
}

std::vector<Student> Gradebook::students(bool with_left) const {
    return state_->told([&] {
        std::vector<Student> all;
        auto& rows = state_->statement(
            "SELECT id, key, slug, given, family, preferred, section, email, school_id, status, joined, interests, "
            "tools"
            " FROM current_student ORDER BY family, given, slug");
        while (rows.executeStep()) {
            Student one;
            one.id = rows.getColumn(0).getInt64();
            one.key = rows.getColumn(1).getString();
            one.slug = rows.getColumn(2).getString();
            one.given = rows.getColumn(3).getString();
            one.family = rows.getColumn(4).getString();
            one.preferred = rows.getColumn(5).getString();
            one.section = rows.getColumn(6).getString();
            one.email = rows.getColumn(7).getString();
            one.school_id = rows.getColumn(8).getString();
            one.status = enrolment(rows.getColumn(9).getString());
            one.joined = date_column(rows.getColumn(10));
            one.interests = list_of(rows.getColumn(11).getString());
            one.tools = list_of(rows.getColumn(12).getString());
            if (with_left || one.status != EnrolmentStatus::left) all.push_back(std::move(one));
        }
        mark_namesakes(all);
        return all;
    });
}

StudentId Gradebook::add_student(const Student& student) {
    return state_->told([&] {
        (void)state_->current();
        auto added = student;
        for (int number = 2;; ++number) {
            auto& known =
                bound(state_->statement("SELECT s.id, s.id IN (SELECT id FROM current_student), d.given, d.family"
                                        " FROM student AS s LEFT JOIN student_detail AS d ON d.id ="
                                        " (SELECT max(id) FROM student_detail WHERE student_id = s.id)"
                                        " WHERE s.slug = ?1"),
                      added.slug);
            if (!known.executeStep()) break;
            if (known.getColumn(1).getInt() != 0) {
                throw Error(Error::Kind::failed,
                            fmt::format("{} is somebody on the roster already: {} {}", added.slug,
                                        known.getColumn(2).getString(), known.getColumn(3).getString()),
                            "waymark roster show " + added.slug);
            }
            if (known.getColumn(2).getString() == student.given && known.getColumn(3).getString() == student.family) {
                added.id = known.getColumn(0).getInt64();
                change_student(added);
                return added.id;
            }
            // Slugs never return: somebody who was undone keeps theirs, and no caller can see that it is taken.
            added.slug = fmt::format("{}-{}", student.slug, number);
        }
        bound(state_->statement("INSERT INTO student (key, slug) VALUES (?1, ?2)"), random_key(), added.slug).exec();
        added.id = state_->database->getLastInsertRowid();
        change_student(added);
        return added.id;
    });
}

void Gradebook::change_student(const Student& student) {
    state_->told([&] {
        bound(
            state_->statement("INSERT INTO student_detail (operation_id, student_id, given, family, preferred, section,"
                              " email, school_id, status, joined, interests, tools)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
            state_->add_fact(), student.id, student.given, student.family, student.preferred, student.section,
            student.email, student.school_id, word(student.status), text::iso_date(student.joined),
            list_text(student.interests), list_text(student.tools))
            .exec();
    });
}

std::vector<Enrolment> Gradebook::enrolments() const {
    return state_->told([&] {
        std::vector<Enrolment> changes;
        auto& rows = state_->statement(
            "SELECT d.student_id, o.recorded_on, d.status FROM student_detail AS d JOIN operation AS o"
            " ON o.id = d.operation_id WHERE d.operation_id IN (SELECT id FROM live_operation)"
            " ORDER BY d.student_id, d.id");
        StudentId student = 0;
        auto before = EnrolmentStatus::active;
        while (rows.executeStep()) {
            if (rows.getColumn(0).getInt64() != student) {
                student = rows.getColumn(0).getInt64();
                before = EnrolmentStatus::active;
            }
            const auto status = enrolment(rows.getColumn(2).getString());
            if (status != before) {
                changes.push_back({.student = student, .from = date_column(rows.getColumn(1)), .status = status});
            }
            before = status;
        }
        return changes;
    });
}

}  // namespace waymark::classroom
