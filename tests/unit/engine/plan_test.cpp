#include "waymark/plan.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

using namespace waymark;
using namespace std::chrono;

namespace {

constexpr Date kToday = sys_days(2026y / 11 / 22);

struct Room {
    Curriculum curriculum;
    std::vector<Session> sessions;
    PlanRequest request;
};

/// Any graph of needs, any states, any limits. `number`: a number from low to high.
Room any_room(const std::function<int(int, int)>& number) {
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
                          .tool = number(0, 1) == 0 ? "laptop" : "paper",
                          .interests = {},
                          .place = static_cast<Place>(number(0, 2)),
                          .capacity = std::nullopt,
                          .check = std::nullopt,
                          .link = {}};
        if (number(0, 2) == 0) activity.capacity = number(0, 3);
        activity.preparation_minutes = number(0, 1) * 10;
        activity.marking_minutes = number(0, 3);
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
        student.time_factor = number(0, 3) == 0 ? 1.5 : 1.0;
        if (number(0, 2) == 0) student.dropped.push_back(static_cast<SkillIndex>(number(0, skills - 1)));
        if (number(0, 2) == 0) student.goals.push_back(static_cast<SkillIndex>(number(0, skills - 1)));
        if (number(0, 2) == 0 && !room.curriculum.activities().empty()) {
            const int last = static_cast<int>(room.curriculum.activities().size()) - 1;
            student.requests.push_back(static_cast<ActivityIndex>(number(0, last)));
        }
        if (number(0, 1) == 0) {
            for (int skill = 0; skill < skills; ++skill) {
                student.prospects.push_back({number(0, 100) / 100.0, number(0, 100) / 100.0, number(0, 20) / 10.0});
            }
        }
        if (number(0, 3) == 0) {
            for (int skill = 0; skill < skills; ++skill) {
                student.due.push_back(number(0, 1) == 0 ? std::nullopt : std::optional(number(1, 20)));
            }
        }
        student.device_at_home = number(0, 1) == 0;
        student.weeks_without_aspire = number(0, 5);
        student.yielded = number(0, 2);
        room.request.students.push_back(std::move(student));
    }
    room.request.today = kToday;
    room.request.policy.own_share = number(0, 2) * 0.15;
    room.request.policy.distinct_activities = number(0, 5);
    room.request.policy.options_per_slot = number(1, 4);
    room.request.policy.screen_tools = {"laptop"};
    if (number(0, 1) == 1) room.request.policy.screen_minutes = number(0, 60);
    if (number(0, 1) == 1) room.request.policy.new_preparations = number(0, 3);
    if (number(0, 1) == 1) room.request.policy.marking_minutes = number(0, 8);
    return room;
}

std::vector<StudentPlan> planned(Room& room) {
    room.request.sessions = room.sessions;
    return plan_week(room.curriculum, room.request);
}

/// The first rule that the plans break, empty when they break none.
std::string broken_rule(const Room& room, const std::vector<StudentPlan>& plans) {
#define HOLDS(rule) \
    if (!(rule)) return #rule
    HOLDS(plans.size() == room.request.students.size());
    std::map<int, std::set<std::pair<bool, std::size_t>>> at_once;
    std::map<std::pair<int, std::size_t>, int> seats;
    std::set<std::size_t> prepared;
    int marking = 0;
    for (std::size_t at = 0; at < plans.size(); ++at) {
        const auto standing = standings(room.curriculum, room.request.students[at].states, kToday);
        std::map<int, int> used;
        int checks = 0, screen = 0;
        bool could_aspire = false;
        for (SkillIndex skill = 0; skill < standing.size(); ++skill) {
            const auto& dropped = room.request.students[at].dropped;
            could_aspire = could_aspire || (standing[skill].readiness == Readiness::ready &&
                                            room.curriculum.skills()[skill].priority == Priority::aspire &&
                                            std::ranges::find(dropped, skill) == dropped.end());
        }
        for (const auto& slot : plans[at].slots) {
            HOLDS(standing[slot.skill].readiness != Readiness::blocked);
            const auto& dropped = room.request.students[at].dropped;
            HOLDS(std::ranges::find(dropped, slot.skill) == dropped.end());
            int most_marking = 0, most_screen = 0;
            HOLDS(!slot.options.empty() && !slot.reasons.empty());
            HOLDS(static_cast<int>(slot.options.size()) <= room.request.policy.options_per_slot);
            const int session = slot.session.value_or(0);
            used[session] += slot.minutes;
            if (slot.purpose == Purpose::check) checks += slot.minutes;
            if (room.curriculum.skills()[slot.skill].priority == Priority::aspire) could_aspire = false;
            for (const auto& option : slot.options) {
                HOLDS(option.minutes <= slot.minutes);
                if (option.activity) {
                    const auto& activity = room.curriculum.activities()[*option.activity];
                    most_marking = std::max(most_marking, activity.marking_minutes);
                    if (activity.tool == "laptop") most_screen = std::max(most_screen, option.minutes);
                    HOLDS(slot.session || activity.tool != "laptop" || room.request.students[at].device_at_home);
                    if (activity.preparation_minutes > 0) prepared.insert(*option.activity);
                    HOLDS(option.minutes ==
                          static_cast<int>(std::ceil(activity.minutes * room.request.students[at].time_factor)));
                }
                if (session == 0) continue;
                if (option.activity) ++seats[{session, *option.activity}];
                if (option.activity) at_once[session].emplace(false, *option.activity);
                if (option.check) at_once[session].emplace(true, *option.check);
            }
            marking += most_marking;
            screen += most_screen;
        }
        HOLDS(!room.request.policy.screen_minutes || screen <= *room.request.policy.screen_minutes);
        HOLDS(checks <= room.request.policy.check_share * plans[at].planned_minutes);
        const bool waited = room.request.students[at].weeks_without_aspire + 1 >= room.request.policy.aspire_weeks;
        HOLDS(!(could_aspire && waited && room.sessions.back().minutes >= 10));
        for (const auto& [session, minutes] : used) {
            const int room_for = session == 0 ? room.request.students[at].home_minutes
                                              : room.sessions[static_cast<std::size_t>(session) - 1].minutes;
            HOLDS(minutes <= room_for);
        }
    }
    const auto& policy = room.request.policy;
    HOLDS(!policy.new_preparations || static_cast<int>(prepared.size()) <= *policy.new_preparations);
    HOLDS(!policy.marking_minutes || marking <= *policy.marking_minutes);
    for (const auto& [session, activities] : at_once) {
        HOLDS(static_cast<int>(activities.size()) <= room.request.policy.distinct_activities);
    }
    for (const auto& [where, taken] : seats) {
        const auto capacity = room.curriculum.activities()[where.second].capacity;
        HOLDS(!capacity || taken <= *capacity);
    }
#undef HOLDS
    return {};
}

}  // namespace

TEST_CASE("no plan goes against a need, the clock, the room, fairness or itself") {
    CHECK(rc::check([] {
        auto room = any_room([](int low, int high) { return *rc::gen::inRange(low, high + 1); });
        const auto plans = planned(room);
        RC_ASSERT(broken_rule(room, plans) == std::string());
    }));
}

TEST_CASE("nor does any of ten thousand classes, the same on every machine") {
    std::mt19937_64 engine(20'261'122);
    const auto number = [&](int low, int high) {
        return low + static_cast<int>(engine() % static_cast<std::uint64_t>(high - low + 1));
    };
    for (int count = 0; count < 10'000; ++count) {
        auto room = any_room(number);
        const auto broken = broken_rule(room, planned(room));
        INFO("class ", count);
        REQUIRE(broken == std::string());
    }
}

TEST_CASE("the same request gives the same plans") {
    CHECK(rc::check([] {
        auto room = any_room([](int low, int high) { return *rc::gen::inRange(low, high + 1); });
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

namespace {

/// One student and one skill with a quiz of 5 minutes and a game.
Room room_of_one_skill(std::vector<Session> sessions, const SkillState& state, int skill_minutes = Skill{}.minutes,
                       int game_minutes = 20) {
    CurriculumParts parts;
    parts.skills.push_back({.id = "a", .title = "A", .can_do = {}, .unit = {}, .needs = {}, .minutes = skill_minutes});
    parts.checks.push_back({.id = "q", .title = "Quiz", .kind = "quiz", .minutes = 5, .items = {{"q", "", {0}, 1.0}}});
    parts.activities.push_back({.id = "x", .title = "X", .kind = "game", .teaches = {0}, .minutes = game_minutes});
    Room room{Curriculum(parts), std::move(sessions), {}};
    room.request.today = kToday;
    room.request.students.push_back({.states = {state}, .interests = {}, .tools = {}, .done = {}});
    return room;
}

}  // namespace

TEST_CASE("what is unseen is checked first, and taught from the session after on") {
    // Something else is ready: the lesson waits for what the check says.
    CurriculumParts parts;
    for (const auto* id : {"a", "b"}) parts.skills.push_back({.id = id, .title = id, .can_do = {}, .unit = {}});
    parts.checks.push_back({.id = "q", .title = "Quiz", .kind = "quiz", .minutes = 5, .items = {{"q", "", {0}, 1.0}}});
    for (SkillIndex skill = 0; skill < 2; ++skill) {
        parts.activities.push_back(
            {.id = "x" + std::to_string(skill), .title = {}, .kind = "game", .teaches = {skill}, .minutes = 40});
    }
    Room room{Curriculum(parts), {{1, kToday + days(1), 50}, {2, kToday + days(3), 50}}, {}};
    room.request.today = kToday;
    room.request.students.push_back({.states = std::vector<SkillState>(2), .interests = {}, .tools = {}, .done = {}});
    const auto slots = planned(room)[0].slots;
    REQUIRE(slots.size() >= 3);
    CHECK(slots[0].purpose == Purpose::check);
    CHECK(slots[0].reasons[0].kind == Reason::Kind::unseen);
    CHECK(slots[1].session == 1);
    CHECK(slots[1].skill == 1);
    CHECK(slots[2].session == 2);
    CHECK(slots[2].skill == 0);
    CHECK(slots[2].purpose == Purpose::learn);
    CHECK(slots[2].reasons.front() == Reason{Reason::Kind::checked, 1, {}});
    CHECK(std::ranges::count(slots, Purpose::check, &Slot::purpose) == 1);
}

TEST_CASE("where nothing else is ready, what was checked is taught in what is left of the session") {
    auto room = room_of_one_skill({{1, kToday + days(1), 50}}, {});
    const auto plan = planned(room)[0];
    REQUIRE(plan.slots.size() == 3);
    CHECK(plan.slots[0].purpose == Purpose::check);
    CHECK(plan.slots[1].purpose == Purpose::learn);
    CHECK(plan.slots[1].options.front().activity == ActivityIndex{0});
    CHECK(plan.slots[1].reasons.front() == Reason{Reason::Kind::checked, 1, {}});
    CHECK(plan.slots[2].minutes == 25);
    CHECK(plan.unused_minutes == 0);
}

TEST_CASE("what serves two skills is offered once in a session") {
    CurriculumParts parts;
    for (const auto* id : {"a", "b"}) parts.skills.push_back({.id = id, .title = id, .can_do = {}, .unit = {}});
    parts.activities.push_back({.id = "x", .title = {}, .kind = "game", .teaches = {0, 1}, .minutes = 20});
    Room room{Curriculum(parts), {{1, kToday + days(1), 60}}, {}};
    room.request.today = kToday;
    room.request.students.push_back({.states = std::vector<SkillState>(2), .interests = {}, .tools = {}, .done = {}});
    const auto plan = planned(room)[0];
    CHECK(std::ranges::count_if(plan.slots, [](const Slot& slot) { return slot.options[0].activity == 0U; }) == 1);
}

TEST_CASE("a session that is over holds what is pinned there and nothing new") {
    SkillState wrong;
    wrong.estimate.observations = 1;
    wrong.decision = {Status::not_sure, StatusCause::too_few_observations};
    auto room = room_of_one_skill({{1, kToday - days(1), 50}, {2, kToday + days(1), 50}}, wrong);
    room.request.next_session = 2;
    const auto later = planned(room)[0];
    for (const auto& slot : later.slots) CHECK(slot.session == 2);
    room.request.students[0].pins.push_back({.session = 1,
                                             .purpose = Purpose::learn,
                                             .skill = 0,
                                             .options = {{.activity = 0, .check = {}, .minutes = 20}},
                                             .reasons = {{Reason::Kind::teacher, 0, {}}}});
    const auto plan = planned(room)[0];
    CHECK(std::ranges::count(plan.slots, std::optional(1), &Slot::session) == 1);
    CHECK(plan.slots[0].pin == 0U);
    // A week that is over is planned as it would have been.
    room.request.next_session = 3;
    room.request.students[0].pins.clear();
    CHECK(planned(room)[0].slots[0].session == 1);
}

TEST_CASE("what is right so far is checked again before it is taught again") {
    SkillState seen;
    seen.estimate.observations = 1;
    seen.decision = {Status::not_sure, StatusCause::too_few_observations};
    seen.direct_success = true;
    auto room = room_of_one_skill({{1, kToday + days(1), 50}}, seen);
    const auto right = planned(room);
    CHECK(right[0].slots[0].purpose == Purpose::check);
    CHECK(right[0].slots[0].reasons[0] == Reason{Reason::Kind::shown_once, 1, {}});
    room.request.students[0].states[0].always_right = true;
    CHECK(planned(room)[0].slots[0].reasons[0] == Reason{Reason::Kind::right_so_far, 1, {}});

    room.request.students[0].states[0].direct_success = false;
    const auto wrong = planned(room);
    CHECK(wrong[0].slots[0].purpose == Purpose::learn);
}

TEST_CASE("a goal that has a date presses as must work does, with what it needs") {
    CurriculumParts parts;
    for (const auto* id : {"must", "first", "goal"}) {
        parts.skills.push_back({.id = id, .title = id, .can_do = {}, .unit = {}, .needs = {}, .minutes = 40});
    }
    parts.skills[2].needs = {{1}};
    parts.skills[0].due_session = 3;
    parts.skills[1].priority = parts.skills[2].priority = Priority::aspire;
    for (SkillIndex at = 0; at < 3; ++at) {
        parts.activities.push_back(
            {.id = "x" + std::to_string(at), .title = {}, .kind = "game", .teaches = {at}, .minutes = 40});
    }
    Room room{Curriculum(parts), {{1, kToday + days(1), 40}}, {}};
    room.request.today = kToday;
    room.request.students.push_back(
        {.states = std::vector<SkillState>(3), .interests = {}, .tools = {}, .done = {}, .goals = {2}});
    CHECK(planned(room)[0].slots[0].skill == 0);
    // Two skills of a session each: the first must be begun in the session before the last.
    room.request.students[0].goals_due = {{.skill = 2, .session = 2}};
    CHECK(planned(room)[0].slots[0].skill == 1);
    room.request.students[0].goals_due = {{.skill = 2, .session = 20}};
    CHECK(planned(room)[0].slots[0].skill == 0);
}

TEST_CASE("when the week's work on a skill is done, the check shows whether it was enough") {
    SkillState wrong;
    wrong.estimate.observations = 1;
    wrong.decision = {Status::not_sure, StatusCause::too_few_observations};
    auto room = room_of_one_skill({{1, kToday + days(1), 40}, {2, kToday + days(3), 40}}, wrong, 20, 40);
    const auto plan = planned(room)[0];
    REQUIRE(plan.slots.size() == 2);
    CHECK(plan.slots[0].purpose == Purpose::learn);
    CHECK(plan.slots[1].session == 2);
    CHECK(plan.slots[1].purpose == Purpose::check);
    CHECK(plan.slots[1].reasons[0].kind == Reason::Kind::worked_on);
}

TEST_CASE("what is pinned stands first, as it is, and the rest is planned around it") {
    CurriculumParts parts;
    for (const auto* id : {"a", "b"}) parts.skills.push_back({.id = id, .title = id, .can_do = {}, .unit = {}});
    parts.skills.push_back({.id = "c", .title = "C", .can_do = {}, .unit = {}, .needs = {{0}}});
    for (SkillIndex skill = 0; skill < 3; ++skill) {
        parts.activities.push_back(
            {.id = "x" + std::to_string(skill), .title = {}, .kind = "game", .teaches = {skill}, .minutes = 20});
    }
    Room room{Curriculum(parts), {{1, kToday + days(1), 50}}, {}};
    room.request.today = kToday;
    room.request.policy.distinct_activities = 2;
    PlanStudent student{.states = std::vector<SkillState>(3), .interests = {}, .tools = {}, .done = {}};
    // Skill c is blocked by a; the teacher wants it on Monday all the same.
    student.pins.push_back({.session = 1,
                            .purpose = Purpose::learn,
                            .skill = 2,
                            .options = {{.activity = 2, .check = {}, .minutes = 20}},
                            .reasons = {{Reason::Kind::teacher, 0, "a guest comes"}}});
    student.dropped.push_back(0);
    room.request.students.push_back(student);
    const auto plans = planned(room);
    REQUIRE(plans[0].slots.size() == 3);
    CHECK(plans[0].slots[0].skill == 2);
    CHECK(plans[0].slots[0].reasons[0].word == "a guest comes");
    // Of the two activities at once one is taken, so b comes with its own, and the last ten minutes with a free choice.
    CHECK(plans[0].slots[1].skill == 1);
    CHECK(plans[0].slots[1].options[0].activity == 1);
    CHECK(plans[0].slots[2].skill == 1);
    CHECK(plans[0].planned_minutes == 50);

    room.request.students[0].pins[0].options.clear();
    CHECK_THROWS_AS(planned(room), std::invalid_argument);
}

TEST_CASE("minutes that fit nothing are left, and an activity with no places is never offered") {
    CurriculumParts parts;
    parts.skills.push_back({.id = "a", .title = "A", .can_do = {}, .unit = {}, .needs = {}});
    for (const auto* id : {"full", "long"}) {
        parts.activities.push_back({.id = id, .title = {}, .kind = "game", .teaches = {0}, .minutes = 40});
    }
    parts.activities[0].capacity = 0;
    Room room{Curriculum(parts), {{1, kToday + days(1), 9}, {2, kToday + days(2), 45}}, {}};
    room.request.today = kToday;
    room.request.students.push_back({.states = std::vector<SkillState>(1), .interests = {}, .tools = {}, .done = {}});
    const auto plan = planned(room)[0];
    REQUIRE(plan.slots.size() == 1);
    CHECK(plan.slots[0].session == 2);
    CHECK(plan.slots[0].options[0].activity == 1);
    CHECK(plan.unused_minutes == 9 + 5);
    for (const auto& option : plan.slots[0].options) CHECK(option.activity != 0);
}

TEST_CASE("screen minutes and a home without a device are kept, whatever is chosen") {
    CurriculumParts parts;
    for (const auto* id : {"a", "b"}) parts.skills.push_back({.id = id, .title = id, .can_do = {}, .unit = {}});
    for (SkillIndex skill = 0; skill < 2; ++skill) {
        parts.activities.push_back(
            {.id = "x" + std::to_string(skill), .title = {}, .kind = "game", .teaches = {skill}, .minutes = 20});
        parts.activities.back().tool = "laptop";
    }
    parts.activities.push_back({.id = "y", .title = {}, .kind = "book", .teaches = {0}, .minutes = 20, .tool = "book"});
    Room room{Curriculum(parts), {{1, kToday + days(1), 40}}, {}};
    room.request.today = kToday;
    room.request.policy.screen_tools = {"laptop"};
    room.request.policy.screen_minutes = 20;
    PlanStudent student{.states = std::vector<SkillState>(2), .interests = {}, .tools = {}, .done = {}};
    student.home_minutes = 20;
    student.device_at_home = false;
    room.request.students.push_back(student);
    int screen = 0;
    const auto plan = planned(room)[0];
    for (const auto& slot : plan.slots) {
        bool on_screen = false;
        for (const auto& option : slot.options) on_screen = on_screen || (option.activity && *option.activity < 2);
        screen += on_screen ? slot.minutes : 0;
        CHECK(!(on_screen && !slot.session));
    }
    CHECK(screen == 20);
}
