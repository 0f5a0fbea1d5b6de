#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"

namespace waymark::classroom {

/// How the statuses of some skills are decided where that is not by the estimate.
struct GradingNote {
    std::string formula;
    double mastered_from = 0.0;
    std::vector<std::string> skills;  ///< titles; empty: all that are taught
};

/// One for each rule of the school, in the order of the skills.
[[nodiscard]] std::vector<GradingNote> grading_notes(const ClassFile& file);

/// What a target of evidence is called: its check and item, or what was recorded where the class file knows neither.
[[nodiscard]] std::string target_title(const ClassFile& file, std::string_view target);

/// Why one student's status on one skill is what it is.
struct SkillReport {
    std::string title;
    Date today{};
    std::string slug;
    std::string name;
    std::string skill;  ///< id
    std::string skill_title;
    std::string can_do;
    LevelNames names;
    MasteryPolicy mastery;
    std::optional<GradingNote> grading;  ///< where a rule of the school decides
    Explanation explanation;
    std::vector<std::string> what;           ///< what each piece of evidence of the explanation is of
    std::optional<TeacherDecision> teacher;  ///< the word that decides, where there is one
    double expected = 0.0;         ///< share of typical tasks expected to succeed now, from all answers of the class
    std::optional<double> recall;  ///< predicted for today
    std::optional<ReviewDay> review;
};

[[nodiscard]] SkillReport skill_report(const ClassState& state, const StudentState& student, SkillIndex skill);

/// What a class, and others with it, taught about items and skills.
struct KnowledgeReport {
    std::string title;
    KnowledgeFile knowledge;
    struct Line {
        bool item = false;  ///< otherwise a skill
        std::string id;
        std::string title;
        double success = 0.0;            ///< share of answers that an average student is expected to get right
        double least = 0.0, most = 0.0;  ///< between which that lies in 19 of 20 cases
    };
    std::vector<Line> lines;  ///< items, then skills, the hardest first
};

/// What the answers of `state` and `others` taught. Error (refused) when a class counts twice.
[[nodiscard]] KnowledgeReport knowledge_report(const ClassState& state, std::span<const KnowledgeFile> others);

}  // namespace waymark::classroom
