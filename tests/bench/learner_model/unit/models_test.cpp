#include "models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "waymark/estimate.hpp"

using namespace waymark::bench;

namespace {

const std::vector<std::size_t> kSkill{0};

double after(std::string_view name, const std::vector<double>& scores) {
    for (const auto& kind : model_kinds()) {
        if (kind.name != name) continue;
        const auto model = kind.make();
        for (const double score : scores) model->predict_then_learn({0, 0, 0, kSkill, score});
        return model->predict_then_learn({0, 0, 0, kSkill, 1});
    }
    return -1;
}

}  // namespace

TEST_CASE("baselines, by hand") {
    CHECK(after("class mean", {1, 1, 0}) == doctest::Approx(3.0 / 5));
    CHECK(after("decaying average", {}) == doctest::Approx(0.5));
    CHECK(after("decaying average", {1}) == doctest::Approx(1));
    CHECK(after("decaying average", {1, 0, 1}) == doctest::Approx(0.65 + 0.35 * 0.5));
    // Student up .5, item down .5: sigma(1).
    CHECK(after("Elo", {1}) == doctest::Approx(0.731059).epsilon(1e-5));
    // Four parts move by .25: sigma(1).
    CHECK(after("Elo with skills", {1}) == doctest::Approx(0.731059).epsilon(1e-5));
    // L .5 -> .8 after a right answer, .88 after the chance to learn; .88 * .8 + .12 * .2.
    CHECK(after("BKT .5/.4/.2/.2", {1}) == doctest::Approx(0.728));
    // L .3: wrong: .06 / (1 - .31) = .0869565, learns: .2239130; .8 * L + .1 * (1 - L)
    CHECK(after("BKT .3/.15/.2/.1", {0}) == doctest::Approx(0.256739).epsilon(1e-5));
    // sigma(.2 * 2 - .1)
    CHECK(after("PFA", {1, 1, 0}) == doctest::Approx(0.574443).epsilon(1e-5));
}

TEST_CASE("no model reads the future: later answers do not move earlier predictions") {
    std::mt19937_64 random(7);
    std::vector<Answer> answers;
    for (int count = 0; count < 400; ++count) {
        const auto value = random();
        answers.push_back({static_cast<std::uint32_t>(value % 7), static_cast<std::uint32_t>(value / 7 % 23), 0, kSkill,
                           static_cast<double>(value / 161 % 2)});
    }
    for (const auto& kind : model_kinds()) {
        CAPTURE(kind.name);
        for (const std::size_t changed : {0, 1, 57, 200, 399}) {
            auto other = answers;
            for (std::size_t at = changed; at < other.size(); ++at) other[at].score = 1 - other[at].score;
            const auto one = kind.make(), two = kind.make();
            bool moved_later = false;
            for (std::size_t at = 0; at < answers.size(); ++at) {
                const double before = one->predict_then_learn(answers[at]);
                const double now = two->predict_then_learn(other[at]);
                if (at <= changed) CHECK(before == now);
                moved_later = moved_later || before != now;
            }
            CHECK(moved_later == (changed + 1 < answers.size()));
        }
    }
}
