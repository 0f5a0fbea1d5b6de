#include "planner.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "waymark/plan.hpp"

namespace waymark::bench {
namespace {

Curriculum curriculum_of(const Needs& needs) {
    CurriculumParts parts;
    for (std::size_t at = 0; at < needs.size(); ++at) {
        const auto number = std::to_string(at);
        Skill skill;
        skill.id = "skill-" + number;
        skill.minutes = kSlotMinutes;
        for (const auto need : needs[at]) skill.needs.push_back({need});
        parts.skills.push_back(std::move(skill));
        Activity activity;
        activity.id = "activity-" + number;
        activity.teaches = {at};
        activity.minutes = kSlotMinutes;
        parts.activities.push_back(std::move(activity));
    }
    return Curriculum(std::move(parts));
}

class Planner final : public Policy {
public:
    Planner(const Needs& needs, int limit, const ProgressSettings& settings)
        : curriculum_(curriculum_of(needs)), model_(curriculum_, kStudents, settings) {
        request_.policy.options_per_slot = 1;
        request_.policy.distinct_activities = limit == 0 ? static_cast<int>(needs.size()) : limit;
        request_.students.resize(kStudents);
        for (auto& student : request_.students) student.states.resize(needs.size());
    }

    std::vector<std::optional<std::size_t>> choose(int slot) override {
        const std::array<Session, 1> session{{{.number = slot + 1, .date = Date{}, .minutes = kSlotMinutes}}};
        request_.sessions = session;
        request_.next_session = slot + 1;
        request_.term_left = 1.0 - slot / static_cast<double>(kWeeks * kSlotsPerWeek);
        request_.term_minutes = (kWeeks * kSlotsPerWeek - slot) * kSlotMinutes;
        for (std::size_t at = 0; at < kStudents; ++at) {
            auto& student = request_.students[at];
            student.prospects = model_.prospects(at);
            for (std::size_t skill = 0; skill < student.states.size(); ++skill) {
                const bool known = student.prospects[skill].known >= 0.5;
                student.states[skill].decision.status = known ? Status::mastered : Status::not_yet;
            }
        }
        const auto plans = plan_week(curriculum_, request_);
        std::vector<std::optional<std::size_t>> chosen;
        for (const auto& plan : plans) {
            if (plan.slots.size() > 1) throw std::logic_error("more than one slot in the time of one");
            const bool works = !plan.slots.empty() && plan.slots.front().options.front().activity.has_value();
            chosen.push_back(works ? std::optional(plan.slots.front().skill) : std::nullopt);
        }
        return chosen;
    }
    void see(std::size_t student, std::size_t skill, int right) override { model_.observe(student, skill, right, 2); }
    void pass(std::size_t student) override { model_.pass(student); }

private:
    Curriculum curriculum_;
    LearningModel model_;
    PlanRequest request_;
};

}  // namespace

std::unique_ptr<Policy> make_planner(const Needs& needs, int limit, const ProgressSettings& settings) {
    return std::make_unique<Planner>(needs, limit, settings);
}

}  // namespace waymark::bench
