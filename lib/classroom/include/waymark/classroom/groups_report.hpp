#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "waymark/classroom/reports.hpp"

/// Who works with whom in one session.
namespace waymark::classroom {

struct GroupsReport {
    std::string title;
    LevelNames names;
    int session = 0;  ///< its number in the term
    Date on{};
    int session_minutes = 0;
    bool fixed = false;  ///< as they were fixed, not made now
    int smallest = 2;    ///< students that a group was to have at least

    struct Member {
        std::string slug;
        std::string name;
        bool peer = false;  ///< has mastered the skill and works with those who are ready for it
    };
    struct Line {
        int number = 1;
        std::string skill;
        std::string skill_title;
        std::string activity;        ///< id; empty: their own way
        std::string activity_title;  ///< empty: their own way
        int minutes = 0;
        std::vector<Member> members;
        int met_before = 0;  ///< how often two of them were in one group before, over all pairs
    };
    std::vector<Line> groups;
    std::vector<Member> alone;   ///< no group fits them
    std::vector<Member> absent;  ///< excused that day
    std::vector<WeekReport::Conference> conferences;
    std::vector<std::string> notes;
    std::vector<FixedGroup> made;  ///< the same, to be stored
};

struct GroupsWish {
    int smallest = 2;
    int largest = 4;
    bool peers = false;
    std::vector<SkillIndex> skills;  ///< only these; empty = any
};

/// Groups for `session`. The class's rules on who works with whom hold, pairs that worked together least come first.
/// Error (failed) when the rules contradict each other or the sizes.
[[nodiscard]] GroupsReport groups_report(const ClassState& state, const Session& session, const GroupsWish& wish);
/// The groups that were fixed for `session`; nothing when none were.
[[nodiscard]] std::optional<GroupsReport> fixed_groups_report(const ClassState& state, const Session& session);

/// Two who would be kept apart and together by these rules, directly or through others; the rule given last is not
/// among those that are blamed. Nothing when they agree.
struct PairingConflict {
    Pairing apart;
    std::vector<StudentId> chain;  ///< who keeps them together, from the first to the second
};
[[nodiscard]] std::optional<PairingConflict> find_conflict(const std::vector<Pairing>& pairings);

}  // namespace waymark::classroom
