#include "some_class.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "class_text.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::test {

Date day(const std::string& iso) {
    return *text::parse_date(iso, Date{});
}

classroom::ClassFile some_class(const std::string& more) {
    auto loaded = load({{"class.yaml",
                         "title: Some class\n"
                         "term: {starts: 2026-08-31, ends: 2026-09-30}\n"
                         "meets: [{days: [monday, wednesday], minutes: 40}]\n"
                         "skills:\n"
                         "  - {id: a, title: A, minutes: 60, due: 2026-09-09}\n"
                         "  - {id: b, title: B, minutes: 60, needs: [a]}\n"
                         "  - {id: c, title: C, minutes: 60}\n"
                         "activities:\n"
                         "  - {id: do-a, title: Do A, teaches: [a], minutes: 20}\n"
                         "  - {id: do-b, title: Do B, teaches: [b], minutes: 20, sessions: 2}\n"
                         "  - {id: do-c, title: Do C, teaches: [c], minutes: 20}\n" +
                             more}});
    for (const auto& one : loaded.diagnostics) {
        if (one.severity == text::Severity::error) FAIL(one.message);
    }
    return std::move(*loaded.file);
}

classroom::Facts two_students() {
    classroom::Facts facts;
    for (const auto* name : {"Ana", "Ben"}) {
        classroom::Student student;
        student.id = static_cast<classroom::StudentId>(facts.students.size() + 1);
        student.slug = std::string(1, static_cast<char>(name[0] - 'A' + 'a')) + "-x";
        student.given = name;
        student.family = "X";
        student.joined = day("2026-08-31");
        facts.students.push_back(std::move(student));
    }
    return facts;
}

void answer(classroom::Facts& facts, classroom::StudentId student, const std::string& skill, const std::string& from,
            int times, double score) {
    for (int at = 0; at < times; ++at) {
        classroom::Evidence one;
        one.id = static_cast<classroom::EvidenceId>(facts.evidence.size() + 1);
        one.student = student;
        one.target = skill;
        one.score = score;
        one.maximum = 1.0;
        one.happened_on = day(from) + std::chrono::days(at);
        facts.evidence.push_back(std::move(one));
    }
    std::ranges::stable_sort(facts.evidence, {}, &classroom::Evidence::happened_on);
}

}  // namespace waymark::test
