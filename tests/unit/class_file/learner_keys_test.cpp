#include <doctest/doctest.h>

#include "class_text.hpp"
#include "waymark/classroom/knowledge_file.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::test {
namespace {

const char* const kSkills = "skills: [{id: a}, {id: b}]\n";

}  // namespace

TEST_CASE("the estimate decides unless the school has a rule, and a skill may have its own") {
    const auto plain = load_class(kSkills);
    REQUIRE(plain.file);
    CHECK(!plain.file->grading[0]);

    const auto school = load_class(
        "policy: {grading: {method: weighted_average, newest_share: 0.7, mastered_from: 0.6}}\n"
        "skills: [{id: a}, {id: b, grading: {method: n_times, times: 4}}, {id: c, grading: {method: estimate}}]\n");
    REQUIRE(school.file);
    const auto& rules = school.file->grading;
    REQUIRE(rules[0]);
    CHECK(rules[0]->method == GradingMethod::weighted_average);
    CHECK(rules[0]->newest_share == 0.7);
    CHECK(rules[0]->mastery == 0.6);
    REQUIRE(rules[1]);
    CHECK(rules[1]->method == GradingMethod::n_times);
    CHECK(rules[1]->times == 4);
    CHECK(rules[1]->mastery == 0.6);
    CHECK(!rules[2]);
}

TEST_CASE("a rule takes the class's share of success where it names no other") {
    const auto loaded =
        load_class(std::string("policy: {mastery: {success_rate: 0.7}, grading: {method: latest}}\n") + kSkills);
    REQUIRE(loaded.file);
    CHECK(loaded.file->grading[0]->mastery == 0.7);
    CHECK(load_class(std::string("policy: {grading: {method: median}}\n") + kSkills).codes() ==
          std::vector<std::string>{"unknown-choice"});
}

TEST_CASE("tests are a skill's own, else its unit's, and dated checks") {
    const auto loaded = load_class(
        "units: [{id: u, test: 2026-09-18}]\n"
        "skills: [{id: a, unit: u}, {id: b, unit: u, test: 2026-09-16}, {id: c}]\n"
        "checks: [{id: q, skills: [a, c], maximum: 1, on: 2026-09-10}]\n");
    REQUIRE(loaded.file);
    const auto day = [](const char* iso) { return *text::parse_iso_date(iso); };
    CHECK(loaded.file->tests[0] == std::vector<Date>{day("2026-09-10"), day("2026-09-18")});
    CHECK(loaded.file->tests[1] == std::vector<Date>{day("2026-09-16")});
    CHECK(loaded.file->tests[2] == std::vector<Date>{day("2026-09-10")});
}

TEST_CASE("what a skill encompasses is practised in the policy's part, from YAML and from a sheet") {
    const auto loaded =
        load_class("skills: [{id: a}, {id: b, encompasses: [a]}]\npolicy: {review: {encompassed: 0.3}}\n");
    REQUIRE(loaded.file);
    REQUIRE(loaded.file->encompassings.size() == 1);
    CHECK(loaded.file->encompassings[0].skill == 1);
    CHECK(loaded.file->encompassings[0].part == 0);
    CHECK(loaded.file->encompassings[0].share == 0.3);
    const auto sheet = load_sheet("skill,id,encompasses\nFirst,a,\nSecond,b,a\n");
    REQUIRE(sheet.file);
    CHECK(sheet.file->encompassings.size() == 1);
}

TEST_CASE("what other classes taught is read back letter for letter, and nothing else passes for it") {
    classroom::KnowledgeFile knowledge;
    knowledge.classes = {"0123"};
    knowledge.answers = 7;
    knowledge.base = {0.1, 0.3};
    knowledge.slip = {-3, 0.2};
    knowledge.weights.fill({0.25, 0.001});
    knowledge.skills["a"] = {-0.5, 0.25};
    knowledge.combinations[{"a", "b"}] = {0.125, 0.4};
    knowledge.items["quiz-1"] = {1.0 / 3, 0.5};
    const auto text = classroom::knowledge_text(knowledge);
    const auto read = classroom::parse_knowledge(text);
    REQUIRE(read);
    CHECK(classroom::knowledge_text(*read) == text);
    CHECK(read->items.at("quiz-1").mean == 1.0 / 3);
    CHECK(!classroom::parse_knowledge("{}"));
    CHECK(!classroom::parse_knowledge("student,score"));
    CHECK(!classroom::parse_knowledge(R"({"schema": "course-knowledge/1", "model": 1})"));

    const auto loaded =
        load({{"class.yaml", class_text(std::string(kSkills) + "knowledge: k.json\n")}, {"k.json", text}});
    REQUIRE(loaded.file);
    REQUIRE(loaded.file->carried);
    CHECK(loaded.file->carried->answers == 7);
}

}  // namespace waymark::test
