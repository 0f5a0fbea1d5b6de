#include "waymark/plan.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace waymark;
using namespace std::chrono;

namespace {

constexpr Date kToday = sys_days(2026y / 11 / 22);

struct Room {
    Curriculum curriculum;
    std::vector<Session> sessions;
    PlanRequest request;
};

/// A room drawn by rapidcheck: any graph of needs, any states, any limits.
Room any_room() {
    const auto number = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
    CurriculumParts parts;
    const int skills = number(1, 12);
    for (int at = 0; at < skills; ++at) {
        Skill skill{.id = "s" + std::to_string(at),
                    .title = {},
                    .can_do = {},
                    .unit = {},
                    .needs = {},
                    .minutes = number(10, 90),
                    .priority = static_cast<Priority>(number(0, 2)),
                    .due_session = std::nullopt};
        if (at > 0 && number(0, 1) == 1) skill.needs.push_back({static_cast<SkillIndex>(number(0, at - 1))});
        if (number(0, 2) == 0) skill.due_session = number(1, 20);
        parts.skills.push_back(skill);
    }
    for (int at = 0, count = number(0, 3); at < count; ++at) {
        Check check{.id = "c" + std::to_string(at), .title = {}, .kind = {}, .minutes = number(5, 20), .items = {}};
        check.items.push_back({check.id, {}, {static_cast<SkillIndex>(number(0, skills - 1))}, 1.0});
        parts.checks.push_back(check);
    }
    for (int at = 0, count = number(0, 20); at < count; ++at) {
        Activity activity{.id = "a" + std::to_string(at),
                          .title = {},
                          .kind = number(0, 1) == 0 ? "game" : "reading",
                          .teaches = {static_cast<SkillIndex>(number(0, skills - 1))},
                          .minutes = number(5, 60),
                          .tool = {},
                          .interests = {},
                          .place = static_cast<Place>(number(0, 2)),
                          .capacity = std::nullopt,
                          .check = std::nullopt,
                          .link = {}};
        if (number(0, 2) == 0) activity.capacity = number(1, 3);
        parts.activities.push_back(activity);
    }
    Room room{Curriculum(parts), {}, {}};
    for (int at = 0, count = number(1, 3); at < count; ++at) {
        room.sessions.push_back({at + 1, kToday + days(at + 1), number(10, 60)});
    }
    for (int at = 0, count = number(1, 6); at < count; ++at) {
        PlanStudent student{.states = std::vector<SkillState>(static_cast<std::size_t>(skills)),
                            .interests = {},
                            .tools = {},
                            .done = {},
                            .home_minutes = number(0, 1) * 30};
        for (auto& state : student.states) {
            state.decision.status = static_cast<Status>(number(0, 2));
            state.estimate.observations = number(0, 4);
            state.direct_success = number(0, 4) == 0;
        }
        room.request.students.push_back(std::move(student));
    }
    room.request.today = kToday;
    room.request.policy.distinct_activities = number(1, 5);
    room.request.policy.options_per_slot = number(1, 4);
    return room;
}

std::vector<StudentPlan> planned(Room& room) {
    room.request.sessions = room.sessions;
    return plan_week(room.curriculum, room.request);
}

}  // namespace

TEST_CASE("no plan goes against a need, the clock, the room or itself") {
    CHECK(rc::check([] {
        auto room = any_room();
        const auto plans = planned(room);
        RC_ASSERT(plans.size() == room.request.students.size());
        std::map<int, std::set<std::pair<bool, std::size_t>>> at_once;
        std::map<std::pair<int, std::size_t>, int> seats;
        for (std::size_t at = 0; at < plans.size(); ++at) {
            const auto standing = standings(room.curriculum, room.request.students[at].states, kToday);
            std::map<int, int> used;
            for (const auto& slot : plans[at].slots) {
                RC_ASSERT(standing[slot.skill].readiness != Readiness::blocked);
                RC_ASSERT(!slot.options.empty() && !slot.reasons.empty());
                RC_ASSERT(static_cast<int>(slot.options.size()) <= room.request.policy.options_per_slot);
                const int session = slot.session.value_or(0);
                used[session] += slot.minutes;
                for (const auto& option : slot.options) {
                    RC_ASSERT(option.minutes <= slot.minutes);
                    if (session == 0) continue;
                    if (option.activity) ++seats[{session, *option.activity}];
                    if (option.activity) at_once[session].emplace(false, *option.activity);
                    if (option.check) at_once[session].emplace(true, *option.check);
                }
            }
            for (const auto& [session, minutes] : used) {
                const int room_for = session == 0 ? room.request.students[at].home_minutes
                                                  : room.sessions[static_cast<std::size_t>(session) - 1].minutes;
                RC_ASSERT(minutes <= room_for);
            }
        }
        for (const auto& [session, activities] : at_once) {
            RC_ASSERT(static_cast<int>(activities.size()) <= room.request.policy.distinct_activities);
        }
        for (const auto& [where, taken] : seats) {
            const auto capacity = room.curriculum.activities()[where.second].capacity;
            RC_ASSERT(!capacity || taken <= *capacity);
        }
    }));
}

TEST_CASE("the same request gives the same plans") {
    CHECK(rc::check([] {
        auto room = any_room();
        const auto first = planned(room), second = planned(room);
        for (std::size_t at = 0; at < first.size(); ++at) {
            RC_ASSERT(first[at].slots.size() == second[at].slots.size());
            for (std::size_t slot = 0; slot < first[at].slots.size(); ++slot) {
                RC_ASSERT(first[at].slots[slot].options == second[at].slots[slot].options);
                RC_ASSERT(first[at].slots[slot].reasons == second[at].slots[slot].reasons);
            }
        }
    }));
}

TEST_CASE("what is unseen is checked first, and nothing of it is taught before the result") {
    CurriculumParts parts;
    parts.skills.push_back({.id = "a", .title = "A", .can_do = {}, .unit = {}, .needs = {}});
    parts.checks.push_back({.id = "q", .title = "Quiz", .kind = "quiz", .minutes = 5, .items = {{"q", "", {0}, 1.0}}});
    parts.activities.push_back({.id = "x", .title = "X", .kind = "game", .teaches = {0}, .minutes = 20});
    Room room{Curriculum(parts), {{1, kToday + days(1), 50}}, {}};
    room.request.today = kToday;
    room.request.students.push_back({.states = std::vector<SkillState>(1), .interests = {}, .tools = {}, .done = {}});
    const auto plans = planned(room);
    REQUIRE(plans[0].slots.size() == 1);
    CHECK(plans[0].slots[0].purpose == Purpose::check);
    CHECK(plans[0].slots[0].reasons[0].kind == Reason::Kind::unseen);
    CHECK(plans[0].unused_minutes == 45);
}
