#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/knowledge_file.hpp"
#include "waymark/knowledge.hpp"
#include "waymark/pace.hpp"
#include "waymark/readiness.hpp"
#include "waymark/retention.hpp"

namespace waymark::classroom {

/// What the teacher said, and whether it still waits: until there is later evidence on its skill, or, where it is about
/// no skill, any later evidence.
struct StudentComment {
    Comment comment;
    bool open = true;
};

/// One thing to hand in, recorded as missing and not scored since: an item by itself, or all items of a check that were
/// missed on one day. Work that is optional for the student is never missing.
struct MissingPiece {
    std::string target;  ///< id of the check; else the item or skill as recorded
    std::string title;   ///< as the class file calls it today
    int items = 1;
    Date on{};
};

/// What one student did on one skill.
struct SkillHistory {
    std::vector<SkillEvidence> evidence;  ///< that a status can rest on, oldest first
    std::vector<std::string> targets;     ///< what each piece of it is of, as it was recorded
    std::optional<double> grade;          ///< by the school's own rule, where it has one and that gives a number
    std::optional<Memory> memory;  ///< what practice has left; practice of what encompasses the skill counts in part
    std::optional<ReviewDay> review;
};

/// All that is known of one student on one day. The first three hold one entry for each skill of the curriculum.
struct StudentState {
    Student student;
    std::vector<SkillState> skills;
    std::vector<SkillHistory> histories;
    std::vector<Standing> standings;
    std::map<SkillIndex, TeacherDecision> decisions;  ///< the teacher's word, where there is one
    PaceTerms terms;                                  ///< which sessions and which work are this student's
    WorkFacts work;                                   ///< what was mastered when
    Pace pace;
    std::optional<Date> last_evidence;
    std::vector<StudentComment> comments;  ///< oldest first
    std::vector<PlanOverride> overrides;   ///< oldest first
    Adjustment adjustment;
    std::optional<Date> last_conference;
    std::vector<StudentGoal> goals;        ///< oldest first
    std::vector<StudentRequest> requests;  ///< oldest first
    std::vector<MissingPiece> missing;     ///< oldest first; every report counts these

    /// The teacher's word on a skill; nothing where none was said.
    [[nodiscard]] const TeacherDecision* decision_on(SkillIndex skill) const {
        const auto found = decisions.find(skill);
        return found == decisions.end() ? nullptr : &found->second;
    }
    /// Whether a session on this day is none of theirs.
    [[nodiscard]] bool excused_on(Date day) const { return std::ranges::binary_search(terms.excused, day); }
};

/// A scored answer of one student on one skill.
struct ScoredAnswer {
    std::size_t student = 0;  ///< place in ClassState::students
    SkillIndex skill = 0;
    Date on{};
    double share = 0.0;  ///< of the maximum, 0 to 1
};

/// The class on one day: class file and gradebook joined, estimates and standings computed.
struct ClassState {
    ClassFile file;  ///< its calendar with the sessions that were cancelled or changed
    std::vector<SessionChange> session_changes;
    std::vector<Project> projects;
    Date today{};
    std::vector<StudentState> students;  ///< active ones, by family name
    std::vector<Student> away;           ///< who is not active: they left, or are inactive
    std::vector<Enrolment> enrolments;   ///< changes of who is on the roster, by student, oldest first
    std::vector<std::string> unmapped;   ///< targets of evidence that the class file does not know, each once
    std::size_t evidence = 0;            ///< pieces of evidence in force
    std::vector<Date> recorded;          ///< days with evidence of anybody, in order
    std::vector<Pairing> pairings;
    std::vector<FixedGroup> fixed_groups;  ///< by session
    std::vector<ScoredAnswer> answers;     ///< in the order in which they happened
    KnowledgeFile taught;                  ///< what these answers taught about items and skills, from nothing
};

/// Item-to-skill mapping is applied here, on reading: a corrected mapping needs no new import.
[[nodiscard]] ClassState class_state(ClassFile file, Facts facts, Date today);

/// The first test of the skill after `day`, if any.
[[nodiscard]] std::optional<Date> next_test(const ClassFile& file, SkillIndex skill, Date day);

/// The status that this evidence on a skill gives, by the school's rule or by the estimate; a teacher's word wins.
[[nodiscard]] Decision status_of(const ClassFile& file, SkillIndex skill, std::span<const SkillEvidence> evidence,
                                 std::optional<Status> teacher = std::nullopt);

/// The skills a target speaks of, after renames; empty when the class file does not know it. What teachers said of
/// titles of other systems is in target_skills.hpp.
[[nodiscard]] std::vector<SkillIndex> skills_of_target(const ClassFile& file, std::string_view target);

/// Skills that the student may start, the most urgent first: must before should before aspire, then by due point, then
/// in the order of the curriculum.
[[nodiscard]] std::vector<SkillIndex> ready_skills(const ClassState& state, const StudentState& student);

/// The student whom `typed` means, as lookup.hpp reads it among those who are here.
[[nodiscard]] const StudentState& find_student(const ClassState& state, std::string_view typed);

/// Somebody of `state.away` whom `typed` means, or nothing.
[[nodiscard]] const Student* find_away(const ClassState& state, std::string_view typed);

/// The facts as they would be if `student`, who is away, had come back today: for their report.
void bring_back(Facts& facts, StudentId student, Date today);

}  // namespace waymark::classroom
