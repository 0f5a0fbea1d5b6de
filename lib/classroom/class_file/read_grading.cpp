#include "read_grading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shape.hpp"

namespace waymark::classroom {
namespace {

std::optional<GradingMethod> method_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, GradingMethod>, 8> kMethods{{
        {"highest", GradingMethod::highest},
        {"latest", GradingMethod::latest},
        {"mean", GradingMethod::mean},
        {"weighted_average", GradingMethod::weighted_average},
        {"decaying_average", GradingMethod::decaying_average},
        {"n_times", GradingMethod::n_times},
        {"power_law", GradingMethod::power_law},
        {"knowledge_tracing", GradingMethod::knowledge_tracing},
    }};
    const auto* found = std::ranges::find(kMethods, word, &std::pair<std::string_view, GradingMethod>::first);
    return found == kMethods.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

void read_grading(const Node& node, Grading& grading) {
    auto& rule = grading.rule;
    if (const auto method = word(node, "method")) {
        const auto of_school = method_of(method->text);
        grading.by_rule = of_school.has_value();
        rule.method = of_school.value_or(rule.method);
    }
    const auto read = [&](double& value, std::string_view key) { value = number(node, key).value_or(value); };
    read(rule.mastery, "mastered_from");
    read(rule.newest_share, "newest_share");
    rule.times = integer(node, "times").value_or(rule.times);
    read(rule.known_at_first, "known_at_first");
    read(rule.learns, "learns");
    read(rule.slips, "slips");
    read(rule.guesses, "guesses");
    read(rule.known_at, "known_from");
}

}  // namespace waymark::classroom
