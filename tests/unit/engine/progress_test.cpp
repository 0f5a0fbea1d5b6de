#include "waymark/progress.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <stdexcept>
#include <string>

using namespace waymark;

namespace {

/// Skills in a chain, each needing the one before.
Curriculum chain(std::size_t count) {
    CurriculumParts parts;
    for (std::size_t at = 0; at < count; ++at) {
        Skill skill;
        skill.id = "s" + std::to_string(at);
        if (at > 0) skill.needs.push_back({at - 1});
        parts.skills.push_back(std::move(skill));
    }
    return Curriculum(std::move(parts));
}

/// Nothing to find out about students and skills: what is left is knowledge tracing with known rates.
ProgressSettings certain() {
    return {.slip = 0.1,
            .guess = 0.1,
            .ability_variance = 1e-9,
            .difficulty_variance = 1e-9,
            .learning = {0.0, 1e-9},
            .unmet_need = {2.0, 1e-9},
            .known_before = {0.0, 1e-9},
            .known_before_later = {0.0, 1e-12},
            .known_before_ability = 1.0,
            .losses = 1e-9,
            .exposure = 1000};
}

}  // namespace

TEST_CASE("with certain rates it is Bayesian knowledge tracing, by hand") {
    const auto curriculum = chain(1);
    LearningModel model(curriculum, 1, certain());
    CHECK(model.known(0, 0) == doctest::Approx(0.5));
    CHECK(model.prospects(0)[0].learning == doctest::Approx(0.5));
    // Known 1/2, after the work 3/4; one item right: 0.75 * 0.9 / (0.75 * 0.9 + 0.25 * 0.1) = 27/28.
    model.observe(0, 0, 1, 1);
    CHECK(model.known(0, 0) == doctest::Approx(27.0 / 28).epsilon(1e-4));
    // Known 55/56 after more work; both of two items wrong: (55/56)(0.01) / ((55/56)(0.01) + (1/56)(0.81)).
    model.observe(0, 0, 0, 2);
    CHECK(model.known(0, 0) == doctest::Approx(0.55 / (0.55 + 0.81)).epsilon(1e-3));
}

TEST_CASE("a check without work does not teach") {
    const auto curriculum = chain(1);
    LearningModel model(curriculum, 1, certain());
    model.observe(0, 0, 1, 1, false);
    CHECK(model.known(0, 0) == doctest::Approx(0.9).epsilon(1e-4));
}

TEST_CASE("what is known is lost at the rate that is assumed") {
    const auto curriculum = chain(1);
    auto settings = certain();
    settings.losses = 10;
    LearningModel model(curriculum, 1, settings);
    model.observe(0, 0, 8, 8);
    const double known = model.known(0, 0);
    model.pass(0, 3);
    CHECK(model.known(0, 0) == doctest::Approx(known * 0.99 * 0.99 * 0.99));
}

TEST_CASE("who can do a skill probably knew what it needs") {
    const auto curriculum = chain(2);
    LearningModel model(curriculum, 1);
    const double before = model.known(0, 0);
    model.observe(0, 1, 2, 2);
    CHECK(model.known(0, 0) > before + 0.1);
    LearningModel other(curriculum, 1);
    other.observe(0, 1, 0, 2);
    CHECK(other.known(0, 0) < before);
}

TEST_CASE("a skill that classmates find easy looks easy, a student who learns quickly looks quick") {
    CurriculumParts parts;
    for (const auto* id : {"easy", "hard", "new"}) {
        Skill skill;
        skill.id = id;
        parts.skills.push_back(std::move(skill));
    }
    const Curriculum curriculum(std::move(parts));
    LearningModel model(curriculum, 12);
    for (std::size_t student = 0; student < 10; ++student) {
        model.observe(student, 0, 2, 2);
        model.observe(student, 1, 0, 2);
    }
    const auto untried = model.prospects(11);
    CHECK(untried[0].learning > untried[1].learning + 0.2);
    model.observe(10, 1, 2, 2);
    CHECK(model.prospects(10)[2].learning > model.prospects(0)[2].learning);
}

TEST_CASE("opening a skill is worth what it adds to learning the next") {
    const auto curriculum = chain(2);
    const LearningModel model(curriculum, 1, certain());
    // Skill 1 is known before with 1/4. Its need unknown it is learned with s(-2), known with s(0).
    const auto prospect = model.prospects(0)[0];
    CHECK(prospect.opens == doctest::Approx(0.75 * (0.5 - 1 / (1 + std::exp(2.0)))).epsilon(1e-4));
    CHECK(prospect.worth(0) == doctest::Approx(0.25));
    CHECK(prospect.worth(2) == doctest::Approx(0.25 * (1 + 2 * prospect.opens)));
}

TEST_CASE("probabilities stay probabilities, and right answers never lower what is believed of the skill") {
    CHECK(rc::check([] {
        const auto curriculum = chain(5);
        LearningModel model(curriculum, 3);
        for (int step = 0, steps = *rc::gen::inRange(1, 60); step < steps; ++step) {
            const auto student = *rc::gen::inRange<std::size_t>(0, 3);
            const auto skill = *rc::gen::inRange<SkillIndex>(0, 5);
            const int right = *rc::gen::inRange(0, 3);
            const double before = model.known(student, skill);
            model.observe(student, skill, right, 2);
            if (right == 2) RC_ASSERT(model.known(student, skill) >= before - 1e-9);
            for (SkillIndex one = 0; one < 5; ++one) {
                RC_ASSERT(model.known(student, one) >= 0.0 && model.known(student, one) <= 1.0);
            }
            for (const auto& prospect : model.prospects(student)) {
                RC_ASSERT(prospect.learning >= 0.0 && prospect.learning <= 1.0 && prospect.opens >= -1e-12);
            }
            model.pass(student, *rc::gen::inRange(0, 3));
        }
    }));
}

TEST_CASE("what cannot be is refused") {
    const auto curriculum = chain(1);
    LearningModel model(curriculum, 1);
    CHECK_THROWS_AS(model.observe(0, 0, 3, 2), std::invalid_argument);
    CHECK_THROWS_AS(model.observe(0, 0, 0, 0), std::invalid_argument);
    CHECK_THROWS_AS(model.observe(1, 0, 0, 1), std::out_of_range);
    CHECK_THROWS_AS(model.observe(0, 1, 0, 1), std::out_of_range);
}
