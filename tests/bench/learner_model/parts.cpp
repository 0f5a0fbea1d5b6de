#include "parts.hpp"

#include <array>
#include <functional>

namespace waymark::bench {

std::vector<WithoutPart> without_parts() {
    std::vector<WithoutPart> all;
    const auto without = [&](std::string part, const std::function<void(FilterSettings&)>& take_out) {
        FilterSettings settings;
        take_out(settings);
        all.push_back({std::move(part), settings});
    };
    without("student", [](FilterSettings& s) { s.student_variance = s.student_walk = 0; });
    without("skill", [](FilterSettings& s) { s.skill_variance = 0; });
    without("item", [](FilterSettings& s) { s.item_variance = 0; });
    without("student with skill", [](FilterSettings& s) { s.student_skill_variance = 0; });
    without("several skills at once", [](FilterSettings& s) { s.combination_variance = 0; });
    without("student walks", [](FilterSettings& s) { s.student_walk = 0; });
    without("own gain by practice", [](FilterSettings& s) { s.student_practice_variance = 0; });
    static constexpr std::array<const char*, kCircumstances> kNames{
        "practice",   "item known",  "student's recent answers", "skill's recent answers",
        "skill last", "same skills", "same skills, last",        "position"};
    for (std::size_t at = 0; at < kCircumstances; ++at) {
        without(kNames.at(at), [at](FilterSettings& s) { s.weight_means.at(at) = 0; });
    }
    without("forgetting in gaps", [](FilterSettings& s) { s.gap_walk = s.gap_forget = 0; });
    without("slips", [](FilterSettings& s) { s.slip = {-20, 0}; });
    without("last step of calibration", [](FilterSettings& s) { s.calibration_variance = 0; });
    return all;
}

}  // namespace waymark::bench
