#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <vector>

#include "waymark/knowledge.hpp"
#include "waymark/pace.hpp"
#include "waymark/plan.hpp"
#include "waymark/retention.hpp"

/// The promises of fairness that hang on the learner model, over random classes and evidence.
using namespace waymark;
using namespace std::chrono;

namespace {

constexpr Date kToday = sys_days(2026y / 11 / 22);

int number(int low, int high) {
    return *rc::gen::inRange(low, high + 1);
}

std::vector<SkillEvidence> some_evidence(int least, int most) {
    std::vector<SkillEvidence> evidence;
    for (int at = 0, count = number(least, most); at < count; ++at) {
        evidence.push_back({.score = number(0, 4) / 4.0,
                            .weight = number(0, 1) == 0 ? 1.0 : 0.5,
                            .skills = number(1, 3),
                            .day = kToday - days(number(0, 200))});
    }
    std::ranges::stable_sort(evidence, {}, &SkillEvidence::day);
    return evidence;
}

Decision decided(std::span<const SkillEvidence> evidence, const MasteryPolicy& policy = {}) {
    return decide(with_own_evidence({}, evidence, policy.success_rate), policy);
}

constexpr std::array kMethods{GradingMethod::highest,          GradingMethod::latest,           GradingMethod::mean,
                              GradingMethod::weighted_average, GradingMethod::decaying_average, GradingMethod::n_times,
                              GradingMethod::power_law,        GradingMethod::knowledge_tracing};

/// Skills in a chain, each with a check and an activity; some mastered from the start of the chain on.
struct Chain {
    Curriculum curriculum;
    std::vector<Session> sessions;
    PlanRequest request;
};

Chain some_chain() {
    CurriculumParts parts;
    const auto skills = static_cast<std::size_t>(number(2, 8));
    for (SkillIndex at = 0; at < skills; ++at) {
        Skill skill{.id = "s" + std::to_string(at), .title = {}, .can_do = {}, .unit = {}, .needs = {}};
        if (at > 0) skill.needs.push_back({at - 1});
        parts.skills.push_back(skill);
        Check check{.id = "c" + std::to_string(at), .title = {}, .kind = {}, .minutes = number(3, 12), .items = {}};
        check.items.push_back({check.id, {}, {at}, 1.0});
        parts.checks.push_back(check);
        Activity activity{.id = "a" + std::to_string(at), .title = {}, .kind = {}, .teaches = {at}};
        activity.minutes = number(5, 30);
        parts.activities.push_back(activity);
    }
    Chain chain{Curriculum(parts), {}, {}};
    for (int at = 1; at <= 3; ++at) chain.sessions.push_back({at, kToday + days(at), number(20, 60)});
    PlanStudent student{.states = std::vector<SkillState>(skills), .interests = {}, .tools = {}, .done = {}};
    const auto mastered = static_cast<std::size_t>(number(0, static_cast<int>(skills)));
    std::vector<ReviewCandidate> candidates;
    for (SkillIndex at = 0; at < mastered; ++at) {
        auto& state = student.states[at];
        state.decision.status = Status::mastered;
        state.estimate.observations = 5;
        state.last_seen = kToday - days(number(1, 90));
        const auto memory = practise(std::nullopt, RecallGrade::good, *state.last_seen);
        state.review_on = review_day(*memory, 0.8).due;
        candidates.push_back({.skill = at, .memory = *memory, .test = std::nullopt});
    }
    student.reviews = reviews_due(candidates, kToday, 0.8, number(0, 40));
    if (mastered + 1 < skills) student.probes = {mastered + 1};
    chain.request.students.push_back(std::move(student));
    chain.request.today = kToday;
    return chain;
}

}  // namespace

TEST_CASE("property 2: who was right on what follows is past a wrong need, and a need that holds up long is checked") {
    CHECK(rc::check([] {
        auto chain = some_chain();
        auto& student = chain.request.students[0];
        const auto blocked = student.probes;
        RC_PRE(!blocked.empty());
        chain.request.sessions = chain.sessions;
        chain.request.policy.check_share = 1.0;
        const auto plan = plan_week(chain.curriculum, chain.request)[0];
        const auto offered = std::ranges::find(plan.slots, blocked.front(), &Slot::skill);
        RC_ASSERT(offered != plan.slots.end());
        RC_ASSERT(offered->purpose == Purpose::check);
        RC_ASSERT(offered->reasons.front().kind == Reason::Kind::blocked);

        student.states[blocked.front()].direct_success = true;
        const auto after = standings(chain.curriculum, student.states, kToday);
        RC_ASSERT(after[blocked.front()].readiness == Readiness::ready);
    }));
}

TEST_CASE("property 3: time alone changes no status, and what is to refresh still meets needs") {
    CHECK(rc::check([] {
        auto evidence = some_evidence(0, 12);
        const auto before = decided(evidence);
        for (auto& one : evidence) one.day -= days(number(1, 400));
        RC_ASSERT(decided(evidence).status == before.status);

        auto chain = some_chain();
        const auto& states = chain.request.students[0].states;
        const auto now = standings(chain.curriculum, states, kToday);
        const auto later = standings(chain.curriculum, states, kToday + days(number(1, 1000)));
        for (SkillIndex skill = 0; skill < now.size(); ++skill) {
            const bool kept = states[skill].decision.status == Status::mastered;
            RC_ASSERT((later[skill].readiness == Readiness::mastered ||
                       later[skill].readiness == Readiness::to_refresh) == kept);
            RC_ASSERT((now[skill].readiness == Readiness::blocked) == (later[skill].readiness == Readiness::blocked));
        }
    }));
}

TEST_CASE("property 4: fewer observations than the policy asks for are not sure, by the estimate and by every rule") {
    CHECK(rc::check([] {
        const MasteryPolicy policy{.least_observations = number(1, 6)};
        const auto evidence = some_evidence(0, policy.least_observations - 1);
        RC_ASSERT(decided(evidence, policy).status == Status::not_sure);
        std::vector<double> scores;
        for (const auto& one : evidence) scores.push_back(one.score);
        for (const auto method : kMethods) {
            const GradingRule rule{.method = method};
            RC_ASSERT(decide_by(rule, scores, policy.least_observations).status == Status::not_sure);
        }
    }));
}

TEST_CASE("property 4: not sure never ranks as behind: what one was seen to fail changes no pace") {
    CHECK(rc::check([] {
        auto chain = some_chain();
        CalendarParts parts;
        parts.term_starts = kToday - days(60);
        parts.term_ends = kToday + days(60);
        parts.meetings = {{Monday, 40, {}}, {Thursday, 40, {}}};
        const Calendar calendar(parts);
        const std::vector<Date> recorded{kToday - days(1)};
        WorkFacts work;
        work.last_evidence = kToday - days(1);
        const PlannedWork planned(chain.curriculum, calendar, {});
        auto states = chain.request.students[0].states;
        const auto before = pace(chain.curriculum, calendar, planned, work, states, recorded, kToday);
        const auto unknown = static_cast<std::size_t>(number(0, static_cast<int>(states.size()) - 1));
        RC_PRE(states[unknown].decision.status != Status::mastered);
        // Two failures are too few to say anything.
        states[unknown].estimate = with_own_evidence({}, std::vector<SkillEvidence>(2, {.score = 0}), 0.8);
        states[unknown].decision = decide(states[unknown].estimate, {});
        const auto after = pace(chain.curriculum, calendar, planned, work, states, recorded, kToday);
        RC_ASSERT(states[unknown].decision.status == Status::not_sure);
        RC_ASSERT(after.state == before.state);
        RC_ASSERT(after.sessions_ahead >= before.sessions_ahead);
    }));
}

TEST_CASE("property 6: checks keep to their share, and nothing settled is checked or reviewed before it is due") {
    CHECK(rc::check([] {
        auto chain = some_chain();
        chain.request.sessions = chain.sessions;
        const auto& student = chain.request.students[0];
        const auto plan = plan_week(chain.curriculum, chain.request)[0];
        int week = student.home_minutes, checks = 0;
        for (const auto& session : chain.sessions) week += session.minutes;
        for (const auto& slot : plan.slots) {
            if (slot.purpose == Purpose::check) checks += slot.minutes;
            const auto& state = student.states[slot.skill];
            if (state.decision.status != Status::mastered) continue;
            RC_ASSERT(slot.purpose == Purpose::refresh);
            RC_ASSERT(*state.review_on <= kToday);
        }
        RC_ASSERT(checks <= 0.15 * week);
    }));
}
