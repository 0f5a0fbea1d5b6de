// Plans one week for one student with the engine alone: no files, no database, no clock.
#include <waymark/waymark.hpp>

#include <cstdio>

int main() {
    using namespace std::chrono;
    constexpr waymark::Date monday = sys_days(2026y / 11 / 9);

    waymark::CurriculumParts parts;
    parts.skills.push_back(
        {.id = "count", .title = "Count to ten", .can_do = {}, .unit = {}, .needs = {}, .minutes = 40});
    parts.skills.push_back({.id = "add", .title = "Add", .can_do = {}, .unit = {}, .needs = {{0}}, .minutes = 60});
    parts.activities.push_back({.id = "dice", .title = "Dice race", .kind = "game", .teaches = {1}, .minutes = 20});
    parts.activities.push_back(
        {.id = "shop", .title = "Corner shop", .kind = "conversation", .teaches = {1}, .minutes = 25});
    const waymark::Curriculum curriculum(std::move(parts));

    const waymark::Calendar calendar({.term_starts = monday,
                                      .term_ends = monday + days(4),
                                      .meetings = {{Monday, 45}, {Thursday, 45}},
                                      .breaks = {},
                                      .exceptions = {}});

    // Answers in the order in which they happened: student 0 counts well and has not been asked to add.
    waymark::BeliefFilter filter(curriculum.skills().size());
    for (int answer = 0; answer < 12; ++answer) filter.observe({.student = 0, .item = 0, .skills = {0}, .score = 1.0});

    std::vector<waymark::SkillState> states(curriculum.skills().size());
    const waymark::MasteryPolicy policy;
    for (waymark::SkillIndex skill = 0; skill < states.size(); ++skill) {
        states[skill].estimate = filter.estimate(0, skill, policy.success_rate);
        states[skill].decision = waymark::decide(states[skill].estimate, policy);
        std::printf("%-12s %.2f\n", curriculum.skills()[skill].title.c_str(), states[skill].estimate.probability);
    }

    waymark::PlanRequest request;
    request.sessions = calendar.sessions_in_week(monday);
    request.today = monday;
    request.students.push_back({.states = states, .interests = {"food"}, .tools = {}, .done = {}});
    const auto plans = waymark::plan_week(curriculum, request);
    for (const auto& slot : plans.front().slots) {
        std::printf("session %d: %s, %d minutes\n", slot.session.value_or(0),
                    curriculum.skills()[slot.skill].title.c_str(), slot.minutes);
        for (const auto& option : slot.options) {
            if (option.activity) std::printf("  %s\n", curriculum.activities()[*option.activity].title.c_str());
        }
    }
}
