#include "waymark/classroom/row_students.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "people.hpp"
#include "waymark/classroom/find_student.hpp"

namespace waymark::classroom {

struct RowStudents::Known {
    std::vector<Student> everybody;
    std::vector<Enrolment> enrolments;
    StudentIndex index;

    Known(std::vector<Student> all, std::span<const StudentAlias> aliases, std::vector<Enrolment> changes)
        : everybody(std::move(all)), enrolments(std::move(changes)), index(everybody, aliases) {}

    [[nodiscard]] const Student& meant(const Identity& who) const;
    [[nodiscard]] const Student& named(const Identity& who) const;
};

RowStudents::RowStudents(std::vector<Student> everybody, std::span<const StudentAlias> aliases,
                         std::vector<Enrolment> enrolments)
    : known_(std::make_shared<Known>(std::move(everybody), aliases, std::move(enrolments))) {
}

const Student& RowStudents::of(const KeyedRow& row) const {
    Identity who;
    who.typed = row.cell("student");
    who.name = person_name(who.typed, row.cell("given name"), row.cell("family name"));
    if (row.has("given name")) who.typed = who.whole_name();
    who.school_id = row.cell("id");
    who.email = row.cell("e-mail");
    const auto& student = known_->meant(who);
    if (student.status != EnrolmentStatus::left) return student;
    return find_present(known_->everybody, known_->enrolments, student.slug);
}

const Student& RowStudents::Known::meant(const Identity& who) const {
    if (const auto id = who.shortened_id(); !id.empty()) {
        throw Error(Error::Kind::usage, shortened_reason(id), std::string(kShortenedHint));
    }
    const auto claim = index.claim(who, {.by_hand = true});
    if (!claim.doubt.empty()) {
        throw Error(Error::Kind::usage, claim.doubt, claim.other_name.empty() ? "" : "correct the id or the name");
    }
    if (!claim.students.empty()) return everybody[claim.students.front()];
    const auto& student = named(who);
    std::string reason;
    if (index.has_other_id(static_cast<std::size_t>(&student - everybody.data()), who, reason)) {
        throw Error(Error::Kind::usage, fmt::format("{} could be {}", who.whole_name(), reason),
                    "if it is the same person: " + alias_command(student.slug, who));
    }
    return student;
}

const Student& RowStudents::Known::named(const Identity& who) const {
    // Without a name, what stands in place of an id is what was typed.
    for (const auto& typed : {who.typed, who.whole_name(), who.school_id, who.email}) {
        if (typed.empty()) continue;
        const auto called = index.called(typed);
        return called.size() == 1 ? everybody[called.front()] : find_student(everybody, typed);
    }
    throw Error(Error::Kind::usage, "the row names no student");
}

}  // namespace waymark::classroom
