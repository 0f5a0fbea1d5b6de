#include "asked_for.hpp"

#include <algorithm>

#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {

bool is_of_kind(const Activity& activity, const StudentRequest& request) {
    return text::match_key(activity.kind) == text::match_key(request.target);
}

std::vector<ActivityIndex> activities_asked_for(const ClassState& state, const StudentState& student,
                                                const StudentRequest& request) {
    const auto& curriculum = state.file.curriculum;
    std::vector<ActivityIndex> all;
    switch (request.kind) {
        case StudentRequest::Kind::activity:
            if (const auto one = curriculum.find_activity(request.target)) all.push_back(*one);
            break;
        case StudentRequest::Kind::skill:
            for (const auto skill : goal_skills(state.file, request.target)) {
                const auto of_skill = curriculum.activities_for(skill);
                all.insert(all.end(), of_skill.begin(), of_skill.end());
            }
            break;
        case StudentRequest::Kind::kind:
            // Those of the first skill that has one, so that a taste does not fill the week.
            for (const auto skill : ready_skills(state, student)) {
                for (const auto one : curriculum.activities_for(skill)) {
                    const auto& what = curriculum.activities()[one];
                    const bool open = std::ranges::none_of(what.teaches, [&](SkillIndex taught) {
                        return student.standings[taught].readiness == Readiness::blocked;
                    });
                    if (open && is_of_kind(what, request)) all.push_back(one);
                }
                if (!all.empty()) break;
            }
            break;
        case StudentRequest::Kind::own:
            break;
    }
    return all;
}

}  // namespace waymark::classroom
