#include "waymark/plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>

using namespace waymark;

namespace {

constexpr Date kToday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

/// Draws that are the same on every machine.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : engine_(seed) {}
    int operator()(int low, int high) {
        return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }

private:
    std::mt19937_64 engine_;
};

/// Skills without needs, some due, with several activities each.
CurriculumParts small_course(Draw& draw) {
    CurriculumParts parts;
    const int skills = draw(1, 4);
    for (int at = 0; at < skills; ++at) {
        Skill skill;
        skill.id = "s" + std::to_string(at);
        skill.minutes = draw(10, 60);
        skill.priority = static_cast<Priority>(draw(0, 2));
        if (draw(0, 1) == 0) skill.due_session = draw(1, 3);
        parts.skills.push_back(std::move(skill));
    }
    for (int at = 0, count = draw(1, 6); at < count; ++at) {
        Activity activity;
        activity.id = "a" + std::to_string(at);
        activity.teaches = {static_cast<SkillIndex>(draw(0, skills - 1))};
        activity.minutes = draw(5, 40);
        if (draw(0, 2) == 0) activity.interests = {"music"};
        parts.activities.push_back(std::move(activity));
    }
    return parts;
}

/// Skills of these ids without needs, and an activity for each: a0 teaches the first.
CurriculumParts course(std::initializer_list<const char*> ids) {
    CurriculumParts parts;
    for (const auto* id : ids) {
        const auto at = parts.skills.size();
        Skill skill;
        skill.id = id;
        parts.skills.push_back(std::move(skill));
        Activity activity;
        activity.id = "a" + std::to_string(at);
        activity.teaches = {at};
        parts.activities.push_back(std::move(activity));
    }
    return parts;
}

PlanStudent small_student(Draw& draw, const CurriculumParts& parts) {
    PlanStudent student;
    student.states.resize(parts.skills.size());
    for (std::size_t at = 0; at < parts.skills.size(); ++at) {
        student.prospects.push_back({draw(0, 90) / 100.0, draw(5, 95) / 100.0, draw(0, 10) / 10.0});
    }
    student.interests = {"music"};
    if (draw(0, 1) == 0) student.goals = {static_cast<SkillIndex>(draw(0, static_cast<int>(parts.skills.size()) - 1))};
    return student;
}

PlanRequest one_session(const Session& session, PlanStudent student) {
    PlanRequest request;
    request.sessions = {&session, 1};
    request.today = kToday;
    request.policy.distinct_activities = 100;
    request.policy.own_share = 0.3;
    request.students.push_back(std::move(student));
    return request;
}

PlanValue sum(const StudentPlan& plan) {
    PlanValue value;
    for (const auto& slot : plan.slots) value += slot.value;
    return value;
}

struct Piece {
    SkillIndex skill = 0;
    int minutes = 0;
    PlanValue value;
};

PlanValue best_of_all(const std::vector<Piece>& pieces, std::size_t from, std::vector<bool>& used, int minutes) {
    if (from == pieces.size()) return {};
    auto best = best_of_all(pieces, from + 1, used, minutes);
    const auto& piece = pieces[from];
    if (piece.minutes <= minutes && !used[piece.skill]) {
        used[piece.skill] = true;
        auto with = best_of_all(pieces, from + 1, used, minutes - piece.minutes);
        with += piece.value;
        best = std::max(best, with);
        used[piece.skill] = false;
    }
    return best;
}

}  // namespace

TEST_CASE("a student's session is worth the most that any choice of activities could be") {
    Draw draw(5);
    for (int round = 0; round < 1000; ++round) {
        const auto parts = small_course(draw);
        const auto student = small_student(draw, parts);
        const Session session{1, kToday + std::chrono::days(1), draw(10, 90)};
        // What each activity is worth, from plans in which it is the only one and there is time for it.
        std::vector<Piece> pieces;
        for (const auto& activity : parts.activities) {
            CurriculumParts only{.skills = parts.skills, .activities = {activity}, .checks = {}};
            const Curriculum curriculum(std::move(only));
            if (activity.minutes > session.minutes) continue;
            const auto plan = plan_week(curriculum, one_session(session, student)).front();
            const auto slot = std::ranges::find_if(
                plan.slots, [](const Slot& one) { return one.options.front().activity.has_value(); });
            if (slot != plan.slots.end()) pieces.push_back({slot->skill, activity.minutes, slot->value});
        }
        std::vector<bool> used(parts.skills.size(), false);
        const auto best = best_of_all(pieces, 0, used, session.minutes);
        const Curriculum curriculum(parts);
        CHECK(sum(plan_week(curriculum, one_session(session, student)).front()) == best);
    }
}

TEST_CASE("must work that is due comes before anything that promises more") {
    auto parts = course({"dull", "bright"});
    parts.skills[0].due_session = 1;
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(2);
    student.prospects = {{0.9, 0.1, 0.0}, {0.0, 0.9, 2.0}};
    const Session session{1, kToday + std::chrono::days(1), 20};
    CHECK(plan_week(curriculum, one_session(session, student)).front().slots.front().skill == 0);
    student.states[0].decision.status = Status::mastered;
    CHECK(plan_week(curriculum, one_session(session, student)).front().slots.front().skill == 1);
}

TEST_CASE("what a due skill needs is due before it") {
    auto parts = course({"first", "last", "other"});
    for (auto& skill : parts.skills) skill.minutes = 20;
    parts.skills[1].needs = {{0}};
    parts.skills[1].due_session = 2;
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(3);
    student.prospects = {{0.9, 0.1, 0.0}, {0.0, 0.9, 0.0}, {0.0, 0.9, 2.0}};
    const Session session{1, kToday + std::chrono::days(1), 20};
    const auto plan = plan_week(curriculum, one_session(session, student)).front();
    REQUIRE(!plan.slots.empty());
    CHECK(plan.slots.front().skill == 0);
    CHECK(plan.slots.front().value.due > 0);
}

TEST_CASE("a goal has its share of the week, and no more") {
    auto parts = course({"theirs", "mine", "mine-too"});
    for (const auto at : {1U, 2U}) parts.skills[at].priority = Priority::aspire;
    const Curriculum curriculum(parts);
    PlanStudent student;
    student.states.resize(3);
    student.goals = {1, 2};
    const std::array<Session, 3> sessions{{{1, kToday + std::chrono::days(1), 20},
                                           {2, kToday + std::chrono::days(2), 20},
                                           {3, kToday + std::chrono::days(3), 20}}};
    auto request = one_session(sessions[0], student);
    request.sessions = sessions;
    const auto plan = plan_week(curriculum, request).front();
    REQUIRE(plan.slots.size() == 3);
    CHECK(plan.slots[0].skill == 1);
    CHECK(plan.slots[0].reasons.front().kind == Reason::Kind::goal);
    CHECK(plan.slots[1].skill == 0);
}

TEST_CASE("an activity the student asked for is planned where nothing above it forbids") {
    auto parts = course({"a", "b"});
    PlanStudent student;
    student.states.resize(2);
    student.prospects = {{0.0, 0.9, 0.0}, {0.5, 0.2, 0.0}};
    student.requests = {1};
    const Session session{1, kToday + std::chrono::days(1), 20};
    const auto plan = plan_week(Curriculum(parts), one_session(session, student)).front();
    REQUIRE(plan.slots.size() == 1);
    CHECK(plan.slots[0].options[0].activity == 1);
    CHECK(plan.slots[0].reasons[0].kind == Reason::Kind::requested);
    parts.skills[0].due_session = 1;
    const auto due = plan_week(Curriculum(parts), one_session(session, student)).front();
    CHECK(due.slots[0].options[0].activity == 0);
    student.requests = {7};
    CHECK_THROWS_AS(plan_week(Curriculum(parts), one_session(session, student)), std::out_of_range);
}

TEST_CASE("who lost a first choice comes first the next time: over a term losses differ by at most one") {
    CurriculumParts parts;
    Skill skill;
    skill.id = "s";
    parts.skills.push_back(skill);
    for (const auto* id : {"best", "other"}) {
        Activity activity;
        activity.id = id;
        activity.teaches = {0};
        parts.activities.push_back(std::move(activity));
    }
    parts.activities[0].capacity = 2;
    parts.activities[0].interests = {"music"};
    const Curriculum curriculum(parts);
    const Session session{1, kToday + std::chrono::days(1), 20};
    PlanStudent student;
    student.states.resize(1);
    student.interests = {"music"};
    auto request = one_session(session, student);
    request.students.assign(5, student);
    request.policy.options_per_slot = 1;
    for (int week = 0; week < 18; ++week) {
        const auto plans = plan_week(curriculum, request);
        int lost = 0;
        for (std::size_t at = 0; at < plans.size(); ++at) {
            request.students[at].yielded += plans[at].yielded;
            lost += plans[at].yielded;
        }
        CHECK(lost == 3);
        const auto [least, most] =
            std::ranges::minmax(request.students, {}, [](const PlanStudent& one) { return one.yielded; });
        CHECK(most.yielded - least.yielded <= 1);
    }
}

TEST_CASE("however many want the same few seats, over a term their losses differ by at most one") {
    Draw draw(11);
    for (int round = 0; round < 200; ++round) {
        CurriculumParts parts;
        Skill skill;
        skill.id = "s";
        skill.minutes = 10'000;
        parts.skills.push_back(skill);
        for (const auto* id : {"best", "other"}) {
            Activity activity;
            activity.id = id;
            activity.teaches = {0};
            parts.activities.push_back(std::move(activity));
        }
        const int students = draw(2, 12);
        parts.activities[0].capacity = draw(1, students);
        parts.activities[0].interests = {"music"};
        const Curriculum curriculum(parts);
        std::vector<Session> sessions;
        for (int at = 1, count = draw(1, 3); at <= count; ++at) {
            sessions.push_back({at, kToday + std::chrono::days(at), 20});
        }
        PlanStudent student;
        student.states.resize(1);
        student.interests = {"music"};
        auto request = one_session(sessions.front(), student);
        request.sessions = sessions;
        request.students.assign(static_cast<std::size_t>(students), student);
        request.policy.options_per_slot = 1;
        int lost = 0;
        for (int week = 0; week < 18; ++week) {
            const auto plans = plan_week(curriculum, request);
            for (std::size_t at = 0; at < plans.size(); ++at) request.students[at].yielded += plans[at].yielded;
            for (const auto& plan : plans) lost += plan.yielded;
            const auto [least, most] =
                std::ranges::minmax(request.students, {}, [](const PlanStudent& one) { return one.yielded; });
            CHECK(most.yielded - least.yielded <= 1);
        }
        // Each week as many have it as there are seats in all its sessions.
        const int seats = static_cast<int>(sessions.size()) * *parts.activities[0].capacity;
        CHECK(lost == 18 * std::max(0, students - seats));
    }
}

TEST_CASE("everybody is offered something to aspire to within four weeks, whatever is due") {
    auto parts = course({"endless", "dream"});
    for (auto& skill : parts.skills) skill.minutes = 10'000;
    parts.skills[0].due_session = 1;
    parts.skills[1].priority = Priority::aspire;
    const Curriculum curriculum(parts);
    const Session session{1, kToday + std::chrono::days(1), 60};
    PlanStudent student;
    student.states.resize(2);
    auto request = one_session(session, student);
    request.sessions = {&session, 1};
    int since = 0;
    for (int week = 0; week < 18; ++week) {
        request.students[0].weeks_without_aspire = since;
        const auto plan = plan_week(curriculum, request).front();
        const bool offered = std::ranges::any_of(plan.slots, [](const Slot& slot) { return slot.skill == 1; });
        since = offered ? 0 : since + 1;
        CHECK(since < 4);
    }
}

TEST_CASE("who has one thing to do is served before who finds something in any offer, and who has time to wait waits") {
    const Curriculum curriculum(course({"only", "any", "other", "third"}));
    PlanStudent few, many;
    for (auto* student : {&few, &many}) {
        student->states.resize(4);
        student->prospects.assign(4, {1.0, 0.5, 0.0});
        for (auto& state : student->states) state.decision.status = Status::mastered;
    }
    const auto lacks = [](PlanStudent& student, SkillIndex skill, double learning) {
        student.prospects[skill] = {0.0, learning, 0.0};
        student.states[skill].decision.status = Status::not_yet;
    };
    lacks(few, 0, 0.5);
    for (const SkillIndex skill : {1U, 2U, 3U}) lacks(many, skill, 0.55);
    const Session session{1, kToday + std::chrono::days(1), 20};
    auto request = one_session(session, few);
    request.students.push_back(many);
    request.policy.distinct_activities = 1;
    const auto activity_of = [&](std::size_t at) {
        const auto plans = plan_week(curriculum, request);
        return plans[at].slots.front().options.front().activity;
    };
    CHECK(activity_of(0) == 0);
    // Of six pieces of work that there is time for, two would do for the first student; the other needs nearly all.
    request.term_minutes = 120;
    CHECK(activity_of(0) != 0);
    CHECK(activity_of(1).has_value());
    CHECK(activity_of(1) != 0);
}

TEST_CASE("every slot names the check that will show that it worked, where the class has one") {
    CurriculumParts parts;
    Skill skill;
    skill.id = "s";
    parts.skills.push_back(skill);
    parts.checks.push_back({.id = "long", .title = {}, .kind = {}, .minutes = 20, .items = {{"i", {}, {0}, 1.0}}});
    parts.checks.push_back({.id = "short", .title = {}, .kind = {}, .minutes = 5, .items = {{"j", {}, {0}, 1.0}}});
    Activity activity;
    activity.id = "a";
    activity.teaches = {0};
    parts.activities.push_back(activity);
    PlanStudent student;
    student.states.resize(1);
    student.states[0].estimate.observations = 1;
    const Session session{1, kToday + std::chrono::days(1), 20};
    CHECK(plan_week(Curriculum(parts), one_session(session, student)).front().slots.front().shown_by == 1);
    parts.activities[0].check = 0;
    CHECK(plan_week(Curriculum(parts), one_session(session, student)).front().slots.front().shown_by == 0);
}
