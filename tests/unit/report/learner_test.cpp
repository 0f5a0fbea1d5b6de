#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

#include "some_class.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/skill_report.hpp"
#include "waymark/classroom/week_plan.hpp"

namespace waymark::test {
namespace {

using classroom::class_state;

/// Answers of both students on any skills, on any days of September.
classroom::Facts any_facts() {
    auto facts = two_students();
    const auto number = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
    for (int count = number(0, 25); count > 0; --count) {
        const auto skill = std::string(1, static_cast<char>('a' + number(0, 2)));
        const auto on = "2026-09-" + std::string(number(0, 1) == 0 ? "0" : "1") + std::to_string(number(1, 9));
        answer(facts, number(1, 2), skill, on, 1, number(0, 4) / 4.0);
    }
    return facts;
}

classroom::ClassFile with_knowledge(const classroom::KnowledgeFile& knowledge) {
    auto file = some_class();
    file.carried = std::make_shared<const classroom::KnowledgeFile>(knowledge);
    return file;
}

void check_close(const Belief& a, const Belief& b) {
    CHECK(a.mean == doctest::Approx(b.mean));
    CHECK(a.variance == doctest::Approx(b.variance));
}

}  // namespace

TEST_CASE("a school's own rule decides, and its number and formula are in the reports") {
    auto facts = two_students();
    for (const double score : {0.2, 0.4, 0.6, 0.8, 1.0}) {
        answer(facts, 1, "a", "2026-09-0" + std::to_string(static_cast<int>(score * 5 + 0.5)), 1, score);
    }
    const auto file =
        some_class("policy: {grading: {method: decaying_average, newest_share: 0.65, mastered_from: 0.6}}\n");
    const auto state = class_state(file, facts, day("2026-09-10"));
    // Canvas's standard decaying average of 1 to 5 is 4.47, of 5.
    REQUIRE(state.students[0].histories[0].grade);
    CHECK(*state.students[0].histories[0].grade * 5 == doctest::Approx(4.47).epsilon(0.001));
    CHECK(state.students[0].skills[0].decision.cause == StatusCause::rule_met);
    const auto notes = classroom::grading_notes(state.file);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].formula == "score by score: 65 % the score + 35 % the value before it");
    CHECK(notes[0].skills.empty());
    const auto report = classroom::skill_report(state, state.students[0], 0);
    CHECK(report.explanation.evidence.size() == 5);
    CHECK(report.grading->formula == notes[0].formula);
    // The status became mastered on the day on which the rule was met: .73 of 1 on the fourth day.
    REQUIRE(state.students[0].work.changes.size() == 1);
    CHECK(state.students[0].work.changes[0].on == day("2026-09-04"));
}

TEST_CASE("an explanation names each piece of evidence and ends at the status of the class") {
    CHECK(rc::check([] {
        const auto state = class_state(some_class(), any_facts(), day("2026-09-20"));
        for (const auto& student : state.students) {
            for (SkillIndex skill = 0; skill < student.skills.size(); ++skill) {
                const auto report = classroom::skill_report(state, student, skill);
                RC_ASSERT(report.what.size() == report.explanation.evidence.size());
                RC_ASSERT(report.explanation.decision.status == student.skills[skill].decision.status);
                if (student.skills[skill].estimate.observations > 0) {
                    RC_ASSERT(std::abs(*report.explanation.value - student.skills[skill].estimate.probability) < 1e-12);
                }
            }
        }
    }));
}

TEST_CASE("property 3: evidence on other skills and later days take no status away") {
    CHECK(rc::check([] {
        auto facts = any_facts();
        const auto before = class_state(some_class(), facts, day("2026-09-20"));
        answer(facts, 1, "b", "2026-09-20", 5, 0.0);
        answer(facts, 2, "b", "2026-09-20", 5, 0.0);
        const auto after = class_state(some_class(), facts, day("2026-09-29"));
        for (std::size_t at = 0; at < 2; ++at) {
            for (const SkillIndex skill : {0, 2}) {
                RC_ASSERT(after.students[at].skills[skill].decision.status ==
                          before.students[at].skills[skill].decision.status);
            }
        }
    }));
}

TEST_CASE("property 5: what is said of a student's work changes no estimate and no status") {
    CHECK(rc::check([] {
        auto facts = any_facts();
        const auto before = class_state(some_class(), facts, day("2026-09-20"));
        facts.comments.push_back(
            {.id = 1, .student = 1, .skill = "a", .text = "I can do this", .said_on = day("2026-09-05")});
        facts.paces.push_back({.student = 1, .from = day("2026-09-05"), .rate = 1.2});
        facts.students[0].interests = {"music"};
        const auto after = class_state(some_class(), facts, day("2026-09-20"));
        for (std::size_t at = 0; at < 2; ++at) {
            for (SkillIndex skill = 0; skill < 3; ++skill) {
                const auto& one = before.students[at].skills[skill];
                const auto& other = after.students[at].skills[skill];
                RC_ASSERT(one.decision.status == other.decision.status);
                RC_ASSERT(std::abs(one.estimate.probability - other.estimate.probability) < 1e-15);
                RC_ASSERT(std::abs(one.estimate.mean - other.estimate.mean) < 1e-15);
            }
        }
    }));
}

TEST_CASE("shared work moves the status's probability less than own work") {
    auto own = two_students();
    answer(own, 1, "a", "2026-08-31", 1);
    auto shared = own;
    for (auto& one : shared.evidence) one.shared_by = 3;
    const auto of = [](const classroom::Facts& facts) {
        return class_state(some_class(), facts, day("2026-09-06")).students[0].skills[0].estimate.probability;
    };
    CHECK(of(own) == doctest::Approx(0.775));
    CHECK(of(shared) == doctest::Approx(0.606497).epsilon(1e-5));
}

TEST_CASE("answers of one day are one practice, and a review falls due when recall has fallen") {
    auto facts = two_students();
    for (int count = 0; count < 4; ++count) answer(facts, 1, "a", "2026-09-01", 1);
    const auto state = class_state(some_class(), facts, day("2026-09-03"));
    const auto& history = state.students[0].histories[0];
    REQUIRE(history.memory);
    // A first practice that went well: w[2] of FSRS-6.
    CHECK(history.memory->stability == 2.3065);
    REQUIRE(history.review);
    CHECK(state.students[0].standings[0].readiness == Readiness::mastered);
    const auto due = history.review->due;
    CHECK(recall(*history.memory, due) >= 0.75);
    CHECK(recall(*history.memory, due + std::chrono::days(1)) < 0.75);
    const auto later = class_state(some_class(), facts, due);
    CHECK(later.students[0].standings[0].readiness == Readiness::to_refresh);
    CHECK(later.students[0].skills[0].decision.status == Status::mastered);
    CHECK(later.students[0].standings[1].readiness == Readiness::ready);  // b needs a
}

TEST_CASE("a test ahead moves a review forward, and practice of what encompasses a skill moves it back") {
    auto facts = two_students();
    for (int count = 0; count < 4; ++count) answer(facts, 1, "a", "2026-09-01", 1);
    const auto review = [&](const std::string& more) {
        return *class_state(some_class(more), facts, day("2026-09-12")).students[0].histories[0].review;
    };
    const auto plain = review("");
    const auto tested = review("checks: [{id: exam, skills: [a], maximum: 1, on: 2026-09-28}]\n");
    CHECK(tested.cause == ReviewCause::test_ahead);
    CHECK(tested.due < plain.due);

    auto parts = facts;
    answer(parts, 1, "b", "2026-09-08", 1);
    auto file = some_class();
    const auto before = *class_state(file, parts, day("2026-09-12")).students[0].histories[0].review;
    file.encompassings = {{1, 0, 0.5}};
    const auto after = *class_state(file, parts, day("2026-09-12")).students[0].histories[0].review;
    CHECK(before.due == plain.due);
    CHECK(after.due > plain.due);
}

TEST_CASE("after weeks away reviews come within their share of the week") {
    auto facts = two_students();
    for (const auto* skill : {"a", "b", "c"}) {
        for (int count = 0; count < 4; ++count) answer(facts, 1, skill, "2026-09-01", 1);
    }
    const auto reviews = [&](const std::string& share) {
        const auto file = some_class("policy: {review: {share: " + share + "}}\n");
        const auto plan = classroom::plan_week(class_state(file, facts, day("2026-09-20")), day("2026-09-21"), {},
                                               classroom::Keep::begun);
        return std::ranges::count(plan.plans[0].slots, "refresh", &classroom::StoredSlot::purpose);
    };
    // Two sessions of 40 minutes; a review is reckoned at a quarter of an hour.
    CHECK(reviews("0.5") == 2);
    CHECK(reviews("0.2") == 1);
    CHECK(reviews("0") == 0);
}

TEST_CASE("property 2: a skill that one need holds up for long is offered as a check") {
    auto facts = two_students();
    answer(facts, 1, "a", "2026-08-31", 3, 0.0);
    const auto offered = [&](const std::string& sessions, const classroom::Facts& all) {
        const auto file = some_class(
            "checks: [{id: quiz-b, skills: [b], maximum: 1, minutes: 5}]\n"
            "policy: {week: {held_up_at_most: " +
            sessions + "}}\n");
        const auto plan = classroom::plan_week(class_state(file, all, day("2026-09-20")), day("2026-09-21"), {},
                                               classroom::Keep::begun);
        return std::ranges::any_of(plan.plans[0].slots, [](const classroom::StoredSlot& slot) {
            return slot.skill == "b" && slot.purpose == "check";
        });
    };
    // Six sessions are over: 31 Aug, 2, 7, 9, 14 and 16 Sep.
    CHECK(offered("5", facts));
    CHECK(!offered("6", facts));
    // Who was checked and failed waits again.
    answer(facts, 1, "b", "2026-09-16", 1, 0.0);
    CHECK(!offered("5", facts));
}

TEST_CASE("what a class taught holds no student, and the next class starts from it") {
    auto facts = two_students();
    facts.students[0].given = "Aristophanes";
    facts.students[0].school_id = "S-774411";
    answer(facts, 1, "a", "2026-09-01", 6, 0.0);
    answer(facts, 2, "a", "2026-09-01", 6, 0.0);
    answer(facts, 1, "c", "2026-09-01", 6);
    answer(facts, 2, "Essay of Aristophanes (c)", "2026-09-01", 2);
    const auto state = class_state(some_class(), facts, day("2026-09-20"));
    const auto text = classroom::knowledge_text(state.taught);
    for (const auto* person : {"Aristophanes", "a-x", "b-x", "Ben", "S-774411", "\"X\""}) {
        CAPTURE(person);
        CHECK(text.find(person) == std::string::npos);
    }
    CHECK(state.taught.items.contains("a"));

    const auto cold = class_state(some_class(), two_students(), day("2026-09-20"));
    const auto carried = class_state(with_knowledge(state.taught), two_students(), day("2026-09-20"));
    const auto mean = [](const classroom::ClassState& of, SkillIndex skill) {
        return of.students[0].skills[skill].estimate.mean;
    };
    CHECK(mean(carried, 0) < mean(cold, 0));
    CHECK(mean(carried, 2) > mean(carried, 0));
    // What this class teaches is told apart from what it was told.
    CHECK(classroom::knowledge_text(class_state(with_knowledge(state.taught), facts, day("2026-09-20")).taught) ==
          text);
}

TEST_CASE("what classes taught merges in any order, and no class counts twice") {
    std::vector<classroom::KnowledgeFile> all;
    for (const double score : {0.0, 0.5, 1.0}) {
        auto facts = two_students();
        answer(facts, 1, "a", "2026-09-01", 6, score);
        answer(facts, 2, "c", "2026-09-01", 4, 1 - score);
        auto file = some_class();
        file.title += std::to_string(score);
        all.push_back(class_state(file, facts, day("2026-09-20")).taught);
    }
    using Files = std::vector<classroom::KnowledgeFile>;
    const auto together = classroom::merge_knowledge(all);
    const auto backwards = classroom::merge_knowledge(Files{all[2], all[1], all[0]});
    const auto first_two = classroom::merge_knowledge(Files{classroom::merge_knowledge(Files{all[0], all[1]}), all[2]});
    const auto last_two = classroom::merge_knowledge(Files{all[0], classroom::merge_knowledge(Files{all[1], all[2]})});
    for (const auto& other : {backwards, first_two, last_two}) {
        CHECK(other.classes == together.classes);
        CHECK(other.answers == together.answers);
        check_close(other.base, together.base);
        REQUIRE(other.skills.size() == together.skills.size());
        for (const auto& [id, belief] : together.skills) check_close(other.skills.at(id), belief);
        for (const auto& [id, belief] : together.items) check_close(other.items.at(id), belief);
    }
    CHECK_THROWS_AS(static_cast<void>(classroom::merge_knowledge(Files{all[0], all[0]})), classroom::Error);
}

}  // namespace waymark::test
