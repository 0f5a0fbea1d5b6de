#include "waymark/classroom/together.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "some_class.hpp"
#include "waymark/classroom/sheets.hpp"

namespace waymark::test {
namespace {

const char* const kPaper =
    "  - {id: paper-a, title: Paper A, teaches: [a], minutes: 30, tool: laptop, preparation_minutes: 10, "
    "marking_minutes: 2}\n";

/// Eight students; the last three have mastered a.
classroom::Facts eight_students() {
    classroom::Facts facts;
    for (int at = 1; at <= 8; ++at) {
        classroom::Student student;
        student.id = at;
        student.slug = "s-" + std::to_string(at);
        student.given = "S" + std::to_string(at);
        student.joined = day("2026-08-31");
        facts.students.push_back(std::move(student));
        if (at > 5) facts.decisions.push_back({at, "a", Status::mastered, "said so", day("2026-08-31")});
    }
    return facts;
}

classroom::StoredSlot slot(const std::string& skill, const std::string& activity, const std::string& title,
                           int minutes) {
    classroom::StoredSlot made;
    made.number = 1;
    made.on = day("2026-09-02");
    made.purpose = "learn";
    made.skill = skill;
    made.skill_title = skill;
    made.minutes = minutes;
    made.options = {{.letter = "a", .activity = activity, .check = {}, .title = title, .minutes = minutes}};
    return made;
}

/// Of the five who lack a, `papers` learn it with the paper and the others with the game; who has mastered it does c.
std::vector<classroom::StoredPlan> plans(int papers) {
    std::vector<classroom::StoredPlan> all;
    for (int at = 1; at <= 8; ++at) {
        classroom::StoredPlan plan;
        plan.student = at;
        plan.week = day("2026-08-31");
        plan.slots = {at > 5         ? slot("c", "do-c", "Do C", 20)
                      : at <= papers ? slot("a", "paper-a", "Paper A", 30)
                                     : slot("a", "do-a", "Do A", 20)};
        all.push_back(std::move(plan));
    }
    return all;
}

}  // namespace

TEST_CASE("teaching all who lack a skill at once is weighed against the plans") {
    const auto state = classroom::class_state(some_class(kPaper), eight_students(), day("2026-08-31"));
    const auto found = classroom::taught_together(state, plans(2), day("2026-08-31"));
    REQUIRE(found.size() == 1);
    const auto& one = found.front();
    CHECK(one.skill == "a");
    CHECK(one.activity == "do-a");
    CHECK(one.students == 5);
    CHECK(one.of == 8);
    CHECK(one.on == day("2026-09-02"));
    CHECK(one.minutes == 20);
    // Do A, Paper A and Do C are three; without the paper its preparation and two sheets to mark are saved.
    CHECK(one.at_once == 3);
    CHECK(one.at_once_then == 2);
    CHECK(one.teacher_minutes == 10 + 2 * 2);
    CHECK(one.teacher_minutes_then == 0);
    REQUIRE(one.others.size() == 1);
    CHECK(one.others.front().title == "Do C");
    CHECK(one.others.front().students == 3);
    CHECK(one.already == 3);
    CHECK(one.saves());
    CHECK_FALSE(one.planned());
    // Where most of them have the paper, nobody is taken off it; another sheet to mark is no saving.
    CHECK(classroom::taught_together(state, plans(4), day("2026-08-31")).empty());
    const auto paper = classroom::taught_together(state, plans(5), day("2026-08-31"));
    REQUIRE(paper.size() == 1);
    CHECK(paper.front().activity == "paper-a");
    CHECK(paper.front().already == 5);
    CHECK_FALSE(paper.front().saves());
    CHECK(paper.front().planned());
}

TEST_CASE("a block that the plans come to is told and saves nothing; of too few nothing is said") {
    const auto state = classroom::class_state(some_class(kPaper), eight_students(), day("2026-08-31"));
    const auto block = classroom::taught_together(state, plans(0), day("2026-08-31"));
    REQUIRE(block.size() == 1);
    CHECK(block.front().already == 5);
    CHECK(block.front().planned());
    CHECK_FALSE(block.front().saves());
    auto facts = eight_students();
    facts.absences.push_back({.student = 1, .on = day("2026-09-02"), .excused = true, .because = {}});
    const auto fewer = classroom::class_state(some_class(kPaper), facts, day("2026-08-31"));
    CHECK(classroom::taught_together(fewer, plans(2), day("2026-08-31")).empty());
}

TEST_CASE("what several classes have in common is prepared once and copied for each") {
    auto state = classroom::class_state(some_class(kPaper), eight_students(), day("2026-08-31"));
    const auto first = classroom::preparation_list(state, plans(2), day("2026-08-31"));
    state.file.title = "Another class";
    const auto second = classroom::preparation_list(state, plans(5), day("2026-08-31"));
    const auto both = classroom::preparation_over({first, second});
    CHECK(both.titles == std::vector<std::string>{"Some class", "Another class"});
    CHECK(first.preparation_minutes == 10);
    CHECK(second.preparation_minutes == 10);
    CHECK(both.preparation_minutes == 10);
    CHECK(both.marking_minutes == 2 * 2 + 5 * 2);
    std::vector<std::pair<std::string, int>> needed;
    for (const auto& line : both.lines) needed.emplace_back(line.title, line.most);
    CHECK(needed == std::vector<std::pair<std::string, int>>{{"Do A", 3}, {"Do C", 6}, {"Paper A", 7}});
    CHECK(both.lines.front().classes == std::vector<std::string>{"Some class"});
    REQUIRE(both.tools.size() == 2);
    CHECK(both.tools[0].tool == "laptop");
    CHECK(both.tools[0].class_title == "Some class");
    CHECK(both.tools[0].students == 2);
    CHECK(both.tools[1].students == 5);
}

TEST_CASE("the preparation list counts what the week's report counts: what was chosen, for who is in the class") {
    auto facts = eight_students();
    facts.students[1].status = classroom::EnrolmentStatus::inactive;
    const auto state = classroom::class_state(some_class(kPaper), facts, day("2026-08-31"));
    auto all = plans(3);
    for (auto& plan : all) {
        plan.slots.front().options.push_back(
            {.letter = "b", .activity = "do-c", .check = {}, .title = "Do C", .minutes = 20});
    }
    all.front().slots.front().chosen = "b";
    const auto week = day("2026-08-31");
    // Of the three with the paper one chose something else, and one left.
    const auto list = classroom::preparation_list(state, all, week);
    const auto paper = std::ranges::find(list.lines, "paper-a", &classroom::Preparation::activity);
    REQUIRE(paper != list.lines.end());
    CHECK(paper->most == 1);
    CHECK(list.marking_minutes == 2);
    CHECK(classroom::week_report(state, week, all).marking_minutes == list.marking_minutes);
    all[2].slots.front().chosen = "b";
    const auto without = classroom::preparation_list(state, all, week);
    CHECK(without.preparation_minutes == 0);
    CHECK(classroom::week_report(state, week, all).preparation_minutes == 0);
}

}  // namespace waymark::test
