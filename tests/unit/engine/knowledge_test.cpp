#include "waymark/knowledge.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace waymark;

namespace {

std::vector<SkillEvidence> scores(const std::vector<double>& values) {
    std::vector<SkillEvidence> evidence;
    for (const double value : values) evidence.push_back({.score = value});
    return evidence;
}

double known(const std::vector<double>& values) {
    return known_after(scores(values), 0.8);
}

}  // namespace

TEST_CASE("right and wrong answers, by hand") {
    CHECK(known({}) == 0.4);
    // .4 * .9 / (.36 + .12) = .75; learns .25 * .1
    CHECK(known({1}) == doctest::Approx(0.775));
    // .4 * .1 / (.04 + .48) = .0769231; learns .0923077
    CHECK(known({0}) == doctest::Approx(0.1692308).epsilon(1e-6));
    // Four wrong, then two right: .01217 -> each wrong: odds / 8, learns a tenth …
    double by_hand = 0.4;
    for (const double right : {0, 0, 0, 0, 1, 1}) {
        const double odds = by_hand / (1 - by_hand) * (right > 0 ? 4.5 : 0.125);
        by_hand = odds / (1 + odds) + 0.1 / (1 + odds);
    }
    CHECK(known({0, 0, 0, 0, 1, 1}) == doctest::Approx(by_hand));
}

TEST_CASE("a graded score counts as success from the policy's share on, below it as failure in part") {
    CHECK(known({0.8}) == known({1}));
    CHECK(known({0.4}) == known({0}));
    // Half of the way between .4 and .8: odds 2/3 * .125^.5 = .235702 -> .190742, learns .080926
    CHECK(known({0.6}) == doctest::Approx(0.271668).epsilon(1e-5));
    CHECK(known({0.6}) < known({0.7}));
}

TEST_CASE("group work counts less, and a failure on several skills is shared between them") {
    // Odds 2/3 * 4.5^.5 = 1.414214 -> .585786; half the chance to learn: .414214 * .05
    CHECK(known_after(0.4, {.score = 1, .weight = 0.5}, 0.8) == doctest::Approx(0.606497).epsilon(1e-5));
    CHECK(known_after(0.4, {.score = 1, .skills = 2}, 0.8) == known({1}));
    CHECK(known_after(0.4, {.score = 0, .skills = 2}, 0.8) == doctest::Approx(known({0.6})));
    CHECK_THROWS_AS(static_cast<void>(known_after(0.4, {.score = 1.1}, 0.8)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(known_after(0.4, {.score = 1, .weight = 0}, 0.8)), std::invalid_argument);
}

TEST_CASE("an explanation holds every piece of evidence and what would change the status") {
    const MasteryPolicy policy;
    const auto told = explain(scores({1, 0, 1}), policy);
    REQUIRE(told.evidence.size() == 3);
    CHECK(told.evidence[0].before == 0.4);
    CHECK(told.evidence[1].before == told.evidence[0].after);
    CHECK(told.evidence[1].decision.cause == StatusCause::too_few_observations);
    CHECK(told.value == told.evidence[2].after);
    // .775 -> wrong .370874 -> right .753596: between the two bounds.
    CHECK(*told.value == doctest::Approx(0.753596).epsilon(1e-5));
    CHECK(told.decision.status == Status::not_sure);
    REQUIRE(told.changes.size() == 2);
    CHECK(told.changes[0].to == Status::mastered);
    CHECK(told.changes[0].items == 1);
    // .753596 -> wrong .348918 -> wrong .156543
    CHECK(told.changes[1].to == Status::not_yet);
    CHECK(told.changes[1].items == 2);

    const auto decided = explain(scores({1, 0, 1}), policy, Status::mastered);
    CHECK(decided.decision.cause == StatusCause::teacher_decided);
    CHECK(decided.changes.empty());
    // Nothing observed: three right answers are the fewest that the policy asks for.
    CHECK(explain({}, policy).decision.cause == StatusCause::nothing_observed);
    CHECK(explain({}, policy).changes.at(0).items == 3);
}

TEST_CASE("an explanation by a school's rule holds its number and what would change it") {
    // Canvas's scores 1 to 5 as shares of 5, mastery at 3: 65 % the newest, 35 % the mean of the earlier ones.
    const GradingRule rule{.method = GradingMethod::weighted_average, .mastery = 0.6};
    const auto told = explain_by(rule, scores({0.2, 0.4, 0.6, 0.8, 1.0}), 3);
    CHECK(!told.evidence[0].before);
    CHECK(*told.evidence[0].after == doctest::Approx(0.2));
    // 65 % of .4 and 35 % of .2; then 65 % of .6 and 35 % of .3.
    CHECK(*told.evidence[1].after == doctest::Approx(0.33));
    CHECK(told.evidence[1].decision.status == Status::not_sure);
    CHECK(*told.evidence[2].after == doctest::Approx(0.495));
    CHECK(told.evidence[2].decision.cause == StatusCause::rule_not_met);
    CHECK(*told.value == doctest::Approx(0.825));  // 4.125 of 5
    CHECK(told.decision.cause == StatusCause::rule_met);
    // One zero: 35 % of .6 is below .6.
    REQUIRE(told.changes.size() == 1);
    CHECK(told.changes[0].to == Status::not_yet);
    CHECK(told.changes[0].items == 1);
    // The highest score never falls again.
    CHECK(explain_by({.method = GradingMethod::highest}, scores({1, 1, 1}), 3).changes.empty());
}

TEST_CASE("what would change the status does change it, and one less does not") {
    CHECK(rc::check([] {
        const auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
        std::vector<double> shares;
        for (const int value : values) shares.push_back(value / 4.0);
        const MasteryPolicy policy;
        const auto told = explain(scores(shares), policy);
        for (const auto& change : told.changes) {
            auto more = shares;
            for (int item = 0; item < change.items; ++item) {
                RC_ASSERT(explain(scores(more), policy).decision.status != change.to);
                more.push_back(change.right ? 1 : 0);
            }
            RC_ASSERT(explain(scores(more), policy).decision.status == change.to);
        }
    }));
}
