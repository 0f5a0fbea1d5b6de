#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/events.hpp"
#include "waymark/classroom/overrides.hpp"
#include "waymark/classroom/wishes.hpp"
#include "waymark/status.hpp"

namespace waymark::classroom {

using OperationId = std::int64_t;
using EvidenceId = std::int64_t;

enum class EnrolmentStatus { active, inactive, left };

/// A person on the roster, as facts stand now.
struct Student {
    StudentId id = 0;
    std::string key;   ///< random, permanent, never shown first
    std::string slug;  ///< readable, unique, never changes
    std::string given;
    std::string family;
    std::string preferred;  ///< given name to show instead; may be empty
    std::string section;
    std::string email;
    std::string school_id;  ///< the id the school's system uses
    EnrolmentStatus status = EnrolmentStatus::active;
    Date joined{};
    std::vector<std::string> interests;
    std::vector<std::string> tools;
    bool namesake = false;  ///< somebody else who has not left is shown under the same name

    /// "Zoë Kovács"; the preferred given name where there is one.
    [[nodiscard]] std::string display_name() const;
    /// The same for sheets that hold no slug: with it behind the name where two students would read alike.
    [[nodiscard]] std::string name_on_paper() const;

    friend bool operator==(const Student&, const Student&) = default;
};

/// From this day on a student had this status.
struct Enrolment {
    StudentId student = 0;
    Date from{};
    EnrolmentStatus status = EnrolmentStatus::active;
};

enum class EvidenceState { scored, excused, missing, pending, in_progress, not_assigned };
/// "scored", "not assigned": the same in the gradebook, in reports and for programs.
[[nodiscard]] const char* word(EvidenceState state);

/// One observation. `target` is the id of an item, a check or a skill as it was written; what skills it speaks of is
/// decided on reading, from the class file.
struct Evidence {
    EvidenceId id = 0;
    OperationId operation = 0;
    StudentId student = 0;
    std::string target;
    int attempt = 1;
    EvidenceState state = EvidenceState::scored;
    std::optional<double> score;
    std::optional<double> maximum;
    std::string raw;  ///< the cell as it was written
    Date happened_on{};
    std::string source;  ///< file name, or "typed"
    int source_line = 0;
    std::optional<EvidenceId> corrects;
    int shared_by = 1;  ///< how many people share the score
};

/// What another system calls a student.
struct StudentAlias {
    /// The system of other names that files have for a student, as the teacher says: no ids.
    static constexpr std::string_view kNames = "name";

    StudentId student = 0;
    std::string system;  ///< "canvas", "login" …
    std::string value;

    friend bool operator==(const StudentAlias&, const StudentAlias&) = default;
};

/// What the teacher said a result of another system is about.
struct ResultMapping {
    std::string title;                 ///< of the item, as the other system writes it
    std::vector<std::string> targets;  ///< ids of skills, checks or items; none: it is about nothing taught here
    std::optional<double> maximum;     ///< where the file does not say it

    friend bool operator==(const ResultMapping&, const ResultMapping&) = default;
};

struct TeacherDecision {
    StudentId student = 0;
    std::string skill;
    Status status = Status::not_sure;
    std::string because;
    Date decided_on{};
};

/// One option of a slot as it was printed.
struct StoredOption {
    std::string letter;    ///< "a", "b" …
    std::string activity;  ///< id; empty for a check or "your choice"
    std::string check;     ///< id; empty for an activity
    std::string title;
    int minutes = 0;
};

struct StoredSlot {
    std::int64_t id = 0;
    int number = 0;          ///< 1, 2 … within the student's week; what a published plan gains has a number above all
    std::optional<Date> on;  ///< nothing = at home
    std::string purpose;     ///< check, learn, practise, refresh
    std::string skill;       ///< id
    std::string skill_title;
    int minutes = 0;
    std::vector<StoredOption> options;
    std::vector<std::string> reasons;  ///< sentences
    std::string shown_by;              ///< id of the check that will show that it worked; empty: none does
    std::string shown_by_title;
    std::string chosen;        ///< letter, or empty
    std::optional<bool> done;  ///< nothing = not recorded
    std::optional<Date> done_on;
};

/// One student's week.
struct StoredPlan {
    StudentId student = 0;
    Date week{};
    int revision = 1;
    bool published = false;                ///< its week was published after this revision was made
    std::vector<StoredSlot> slots;         ///< by session, home last
    Date made_on{};                        ///< the day this revision was made
    int yielded = 0;                       ///< first choices lost to a full activity
    std::vector<RequestOutcome> requests;  ///< what the student asked for in this week
    int last_number = 0;                   ///< the highest that a slot of this week has had, in any revision
};

/// What the state of a class is derived from: everything a gradebook knows of people and their work.
struct Facts {
    std::vector<Student> students;               ///< those who left, too
    std::vector<Evidence> evidence;              ///< by (happened_on, id), without the superseded
    std::vector<TeacherDecision> decisions;      ///< the newest for each student and skill
    std::vector<SessionChange> session_changes;  ///< by day, the newest for each
    std::vector<Absence> absences;               ///< excused ones, by student and day
    std::vector<Comment> comments;               ///< oldest first
    std::vector<ResultMapping> mappings;         ///< the newest for each title
    std::vector<PlanOverride> overrides;         ///< oldest first
    std::vector<Project> projects;               ///< the newest of each name, oldest first
    std::vector<Adjustment> adjustments;         ///< the newest of each student
    std::vector<Conference> conferences;         ///< oldest first
    std::vector<Enrolment> enrolments;           ///< changes of who is on the roster, by student, oldest first
    std::vector<StudentPace> paces;              ///< by student and day, the newest of each
    std::vector<StudentExtension> extensions;    ///< by student and skill, the newest of each
    std::vector<StudentGoal> goals;              ///< those held, oldest first
    std::vector<StudentRequest> requests;        ///< those held, oldest first
    std::vector<Pairing> pairings;               ///< the newest of each pair, without those taken back
    std::vector<FixedGroup> fixed_groups;        ///< by session and number, the newest of each session

    /// As the gradebook will say it once this is written: what it said of the day gives way.
    void put(const SessionChange& change);
    void put(const Absence& absence);
};

/// One writing command.
struct Operation {
    OperationId id = 0;
    std::string verb;     ///< "roster import"
    std::string typed;    ///< the command line
    std::string summary;  ///< what it did, in the teacher's words
    Date recorded_on{};
    std::string recorded_at;  ///< ISO time stamp in UTC
    std::string who;
    bool undone = false;
    std::optional<OperationId> target;  ///< of undo and redo
};

/// What a writing command says of itself when it begins.
struct OperationStart {
    std::string verb;
    std::string typed;
    std::string who;
    Date today{};
    std::string recorded_at;
    std::vector<ClassText> class_texts;
};

/// The database beside the class file. Facts carry the operation that added them and are never changed or deleted;
/// what is current is derived by skipping operations that are undone. Every function throws Error (kind failed) with a
/// sentence for the teacher when the database cannot do its part: full disk, read-only folder, locked by another
/// process (after 5 s), not a gradebook, made by a newer version.
class Gradebook {
public:
    enum class Mode { read, write };

    /// Opens `file`. A reader sees the gradebook as it was at one moment; a writer holds it until finish. Reading a
    /// gradebook that does not exist yet gives an empty one and creates nothing. Writing creates it with mode 0600 and
    /// migrates an older one after a copy (class.db.v1.bak). Reading changes no byte, except that a hot journal left by
    /// a crash is recovered first. With `as_of`, everything recorded later is unseen.
    static Gradebook open(const std::filesystem::path& file, Mode mode, std::optional<Date> as_of = std::nullopt);
    ~Gradebook();
    Gradebook(Gradebook&&) noexcept;
    Gradebook& operator=(Gradebook&&) noexcept;

    /// Starts the one transaction of a writing command and its operation. Facts are added between begin and finish;
    /// an object that dies in between leaves the gradebook as it was.
    OperationId begin(const OperationStart& start);
    /// Commits, with the operation's summary. An operation that added no fact leaves no trace. With `dry_run`
    /// everything is rolled back instead.
    void finish(const std::string& summary, bool dry_run);

    // What is known. Each is one query, or a fixed number; students by family name as stored, evidence by
    // (happened_on, id), the superseded left out unless `with_corrected`.
    [[nodiscard]] std::vector<Student> students(bool with_left = false) const;
    [[nodiscard]] std::vector<Evidence> evidence(bool with_corrected = false) const;
    [[nodiscard]] std::vector<TeacherDecision> decisions() const;      ///< the newest for each student and skill
    [[nodiscard]] std::vector<SessionChange> session_changes() const;  ///< by day; the newest for each
    [[nodiscard]] std::vector<Absence> absences() const;               ///< excused ones, by student and day
    [[nodiscard]] std::vector<Comment> comments() const;               ///< oldest first
    [[nodiscard]] std::vector<PlanOverride> overrides() const;         ///< oldest first
    [[nodiscard]] std::vector<Project> projects() const;               ///< the newest of each name, oldest first
    [[nodiscard]] std::vector<Adjustment> adjustments() const;         ///< the newest of each student
    [[nodiscard]] std::vector<Conference> conferences() const;         ///< oldest first
    [[nodiscard]] std::vector<Retake> retakes() const;                 ///< oldest first
    [[nodiscard]] std::vector<Enrolment> enrolments() const;           ///< changes only, by student, oldest first
    [[nodiscard]] std::vector<StudentPace> paces() const;              ///< by student and day, the newest of each
    [[nodiscard]] std::vector<StudentExtension> extensions() const;    ///< the newest of each student and skill
    [[nodiscard]] std::vector<StudentGoal> goals() const;              ///< those held, oldest first
    [[nodiscard]] std::vector<StudentRequest> requests() const;        ///< those held, oldest first
    [[nodiscard]] std::vector<Pairing> pairings() const;               ///< in force, by students
    [[nodiscard]] std::vector<FixedGroup> fixed_groups() const;        ///< by session; the newest of each
    [[nodiscard]] std::vector<StudentAlias> aliases() const;           ///< by system and value; the newest of each
    [[nodiscard]] std::vector<ResultMapping> mappings() const;         ///< by title; the newest of each
    [[nodiscard]] Facts facts() const;
    [[nodiscard]] std::vector<StoredPlan> plans(Date week) const;  ///< the newest revision of each student
    [[nodiscard]] std::vector<StoredPlan> all_plans() const;       ///< the same over all weeks, by week
    [[nodiscard]] std::vector<Operation> operations() const;       ///< newest first, undone ones too
    /// The class files in force at the last operation, by `as_of` where that was given; empty when there is none.
    [[nodiscard]] std::vector<ClassText> class_texts() const;

    // Facts. Only between begin and finish.
    /// Makes a person with a new random key; `student.slug` must belong to nobody on the roster (Error). A person who
    /// was on the roster through an operation that is undone and has the same slug and names is that person again. A
    /// slug that somebody else had until an undo stays theirs: the new person gets it with a number ("ana-l-2").
    StudentId add_student(const Student& student);
    void change_student(const Student& student);  ///< the details as they are from now on, preferences included
    void add_alias(const StudentAlias& alias);
    void add_mapping(const ResultMapping& mapping);
    EvidenceId add_evidence(const Evidence& evidence);
    void add_evidence(std::span<const Evidence> all);  ///< in their order, for many at once
    void add_decision(const TeacherDecision& decision);
    void change_session(const SessionChange& change);
    void add_absence(const Absence& absence);
    void add_comment(const Comment& comment);
    void add_override(const PlanOverride& change);
    void add_project(const Project& project);
    void add_adjustment(const Adjustment& adjustment);
    void add_conference(const Conference& conference);
    void add_retake(const Retake& retake);
    void add_pace(const StudentPace& pace);
    void add_extension(const StudentExtension& extension);
    void add_goal(const StudentGoal& goal);
    void add_request(const StudentRequest& request);
    void add_pairing(const Pairing& pairing);
    void add_fixed_group(const FixedGroup& group);
    /// What its slots say was chosen and done is recorded with it.
    void add_plan(const StoredPlan& plan);
    void publish(Date week);
    void choose(std::int64_t slot, const std::string& letter);
    void record_done(std::int64_t slot, bool done, Date on);

    /// Operations that are not undone, came later and rest on facts of `operation`, oldest first.
    [[nodiscard]] std::vector<Operation> dependents(OperationId operation) const;
    /// Reverts or restores `target`; only between begin and finish.
    void undo(OperationId target);
    void redo(OperationId target);

private:
    struct State;
    friend struct GradebookOpener;
    explicit Gradebook(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace waymark::classroom
