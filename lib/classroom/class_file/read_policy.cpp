#include <fmt/format.h>

#include "shape.hpp"
#include "taught.hpp"

namespace waymark::classroom {
namespace {

void read_mastery(const Node& node, Policy& policy, Complaints& complaints) {
    auto& mastery = policy.mastery;
    mastery.success_rate = number(node, "success_rate").value_or(mastery.success_rate);
    mastery.mastered_at = number(node, "mastered_at").value_or(mastery.mastered_at);
    mastery.not_yet_at = number(node, "not_yet_at").value_or(mastery.not_yet_at);
    mastery.least_observations = integer(node, "least_observations").value_or(mastery.least_observations);
    if (mastery.not_yet_at >= mastery.mastered_at) {
        complaints.error(
            "levels-crossed", node.spot,
            fmt::format("not_yet_at ({}) must be below mastered_at ({})", mastery.not_yet_at, mastery.mastered_at));
    }
    const auto* names = node.find("level_names");
    if (names == nullptr) return;
    auto& levels = policy.level_names;
    levels.mastered = text_or(*names, "mastered", levels.mastered);
    levels.not_yet = text_or(*names, "not_yet", levels.not_yet);
    levels.not_sure = text_or(*names, "not_sure", levels.not_sure);
    if (levels.mastered == levels.not_yet || levels.mastered == levels.not_sure || levels.not_yet == levels.not_sure) {
        complaints.error("levels-alike", names->spot, "two levels have one name",
                         "each status needs a name of its own");
    }
}

}  // namespace

void read_policy(const Node& node, Policy& policy, Complaints& complaints) {
    if (const auto* mastery = node.find("mastery")) read_mastery(*mastery, policy, complaints);
    if (const auto* week = node.find("week")) {
        if (const auto minutes = integer(*week, "class_minutes")) policy.class_minutes = minutes;
        policy.home_minutes = integer(*week, "home_minutes").value_or(policy.home_minutes);
        policy.options_per_slot = integer(*week, "options_per_slot").value_or(policy.options_per_slot);
        policy.held_up_at_most = integer(*week, "held_up_at_most").value_or(policy.held_up_at_most);
        policy.check_share = number(*week, "check_share").value_or(policy.check_share);
        policy.own_share = number(*week, "own_share").value_or(policy.own_share);
        if (const auto minutes = integer(*week, "screen_minutes")) policy.screen_minutes = minutes;
        if (week->find("screen_tools") != nullptr) {
            policy.screen_tools.clear();
            for (const auto& one : words(*week, "screen_tools")) policy.screen_tools.push_back(one.text);
        }
        if (week->find("students_choose") != nullptr) {
            policy.students_choose.clear();
            for (const auto& one : words(*week, "students_choose")) policy.students_choose.push_back(one.text);
        }
    }
    if (const auto* review = node.find("review")) {
        policy.recall_target = number(*review, "recall").value_or(policy.recall_target);
        policy.review_share = number(*review, "share").value_or(policy.review_share);
        policy.encompassed_share = number(*review, "encompassed").value_or(policy.encompassed_share);
    }
    if (const auto* pace = node.find("pace")) {
        policy.slowest_pace = number(*pace, "slowest").value_or(policy.slowest_pace);
        policy.fastest_pace = number(*pace, "fastest").value_or(policy.fastest_pace);
    }
    if (const auto* teacher = node.find("teacher")) {
        auto& limits = policy.teacher;
        limits.distinct_activities = integer(*teacher, "distinct_activities").value_or(limits.distinct_activities);
        if (const auto most = integer(*teacher, "new_preparations")) limits.new_preparations = most;
        if (const auto most = integer(*teacher, "marking_minutes")) limits.marking_minutes = most;
        if (const auto* conferences = teacher->find("conferences")) {
            auto& talks = limits.conferences;
            talks.minutes_in_session = integer(*conferences, "minutes").value_or(talks.minutes_in_session);
            talks.minutes_each = integer(*conferences, "each").value_or(talks.minutes_each);
            if (const auto most = integer(*conferences, "at_least_every")) limits.longest_wait = most;
        }
    }
}

}  // namespace waymark::classroom
