#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"
#include "waymark/status.hpp"

/// Pace is counted in the sessions of one student. Two things are kept apart: what was planned for the sessions that
/// this student has had (here), and what will be reached when (forecast.hpp). Holidays and absences can only lower the
/// first; it is the second that tells what they cost.
namespace waymark {

/// In the order in which they need action.
enum class PaceState { no_recent_evidence, behind, on_pace, ahead };

/// A pace of one's own, from a day on: 1 is the class's, 0.8 takes five sessions for what is planned for four.
struct PaceChoice {
    Date from{};
    double rate = 1.0;  ///< above 0
};

/// Another due day for one skill.
struct Extension {
    SkillIndex skill = 0;
    Date due{};
};

/// What holds for one student: which sessions are theirs, and which work.
struct PaceTerms {
    Date joined{};                      ///< the first day in class
    std::optional<Date> left;           ///< the first day no longer in class
    std::vector<Date> excused;          ///< days of excused absence, in order
    std::vector<PaceChoice> choices;    ///< in order of their days; before the first the class's pace
    std::vector<Extension> extensions;  ///< at most one for each skill
    std::vector<SkillIndex> without;    ///< skills that are not this student's
    bool must_only = false;             ///< a reduced load: what should be learned does not count

    [[nodiscard]] bool leaves_out(SkillIndex skill) const { return std::ranges::find(without, skill) != without.end(); }
};

/// The sessions of one student: those of the class from joining to leaving, without excused absences. They keep the
/// numbers of the class.
[[nodiscard]] WAYMARK_EXPORT std::vector<Session> sessions_of(const Calendar& calendar, const PaceTerms& terms);

/// The day by which the class is to have mastered the skill: the one that was named, or that of the session as the
/// calendar stands now. So a session that falls out moves what is due by a session and nothing that is due by a day.
/// Nothing where it has no due point, or the calendar no such session.
[[nodiscard]] WAYMARK_EXPORT std::optional<Date> due_day(const Skill& skill, const Calendar& calendar);

/// The same as a session: for a day the last one up to it, 0 where none is that early.
[[nodiscard]] WAYMARK_EXPORT std::optional<int> due_session(const Skill& skill, const Calendar& calendar);

/// Whether this skill is work of this student: aspire work never is, should work not under a reduced load.
[[nodiscard]] WAYMARK_EXPORT bool counts(const Skill& skill, const PaceTerms& terms);

/// Which skills were due, for the class, before a student joined, or so soon after that more than half of the time for
/// them was over: from the due point before to their own, in days of the weekly pattern, so that no break changes it.
/// Such skills have no due point for the student.
[[nodiscard]] WAYMARK_EXPORT std::vector<bool> due_before_joining(const Curriculum& curriculum,
                                                                  const Calendar& calendar, Date joined);

/// The session of the class by whose end this student is to master each skill; nothing where it has no due point, is
/// not this student's work, or was due_before_joining. What is due at the class's n-th session is due when
/// the student's own pace has come as far (at a rate of 0.8 the 10th becomes the 13th), an extension to a later day by
/// the last session up to that day. Numbers above those of the calendar lie beyond the end of the term.
/// std::out_of_range for an extension of no skill.
[[nodiscard]] WAYMARK_EXPORT std::vector<std::optional<int>> own_due_sessions(const Curriculum& curriculum,
                                                                              const Calendar& calendar,
                                                                              const PaceTerms& terms);

/// Skills that one student is to master by the same day.
struct Target {
    std::optional<Date> due;  ///< nothing: by the end of the term
    std::vector<SkillIndex> skills;
    double minutes = 0.0;  ///< of expected work
};

/// What is planned for one student, in minutes of expected work.
///
/// A skill is planned in equal parts from the due point of the class before it to its own due day; one without a due
/// day, or that was due_before_joining, over the whole of the student's term. Time is the days of the weekly
/// pattern (Calendar::pattern_days). A session of the student moves the plan on by one of them, times the pace in
/// force; an excused or cancelled one does not, and never has to be made up; days that breaks of the class file took
/// are made up only when a due day of the class has passed. So a break or an excused absence, past or to come, never
/// adds to what is planned by any day, nor does an extension.
class WAYMARK_EXPORT PlannedWork {
public:
    PlannedWork(const Curriculum& curriculum, const Calendar& calendar, PaceTerms terms);

    /// Planned by the end of `day`; with `sessions`, by the time so many sessions of the student before it.
    [[nodiscard]] double by(Date day, double sessions = 0.0) const;
    /// Whoever has done `minutes` of the work stands at the point of the plan where so much is planned. How many of
    /// the student's sessions lie from the end of `day` to there: negative where the plan has passed it, and never more
    /// than it has come so far; 0 where the plan asks for just that much.
    [[nodiscard]] double sessions_ahead(Date day, double minutes) const;
    /// Of that, work that was due_before_joining.
    [[nodiscard]] double earlier_by(Date day) const;
    /// Whether a skill is work of this student.
    [[nodiscard]] bool counts(SkillIndex skill) const { return counted_.at(skill); }
    /// Whether a skill was due_before_joining. Who knows it already is not ahead for that.
    [[nodiscard]] bool earlier(SkillIndex skill) const { return earlier_.at(skill); }
    /// By due day, what has none last. Only work that counts.
    [[nodiscard]] std::span<const Target> targets() const { return targets_; }
    [[nodiscard]] double total_minutes() const { return total_; }
    [[nodiscard]] std::span<const Session> sessions() const { return sessions_; }
    [[nodiscard]] const PaceTerms& terms() const { return terms_; }

private:
    /// Work planned in equal parts between two positions of the plan, in days of the pattern.
    struct Ramp {
        double from = 0.0, to = 0.0, minutes = 0.0;
        bool earlier = false;
    };
    /// How far the plan has moved by the end of a day.
    struct Moved {
        Date day{};
        double position = 0.0;
    };
    /// Where work that is planned begins, ends or comes at once, and what is planned up to there.
    struct Point {
        double position = 0.0, minutes = 0.0;
    };
    [[nodiscard]] double rate_on(Date day) const;
    [[nodiscard]] double moved_by_sessions(Date day) const;
    [[nodiscard]] double position_on(Date day) const;
    [[nodiscard]] double planned_at(double position, bool earlier_only) const;
    void draw_curve();

    PaceTerms terms_;
    std::vector<Session> sessions_;
    std::vector<Target> targets_;
    std::vector<Ramp> ramps_;
    std::vector<bool> earlier_, counted_;
    std::vector<Moved> by_session_;  ///< by sessions alone, summed
    std::vector<Moved> made_up_;     ///< by the end of each due day of the class
    std::vector<Point> curve_;       ///< by position; straight between two points
    double total_ = 0.0;
};

/// A skill became mastered, or no longer was, on a day.
struct MasteryChange {
    Date on{};
    SkillIndex skill = 0;
    bool mastered = true;
};

/// What is known of one student's work.
struct WorkFacts {
    std::vector<MasteryChange> changes;  ///< in order of day
    /// From when on a skill was shown_once (status.hpp), and until when, in the same way.
    std::vector<MasteryChange> shown_once = {};
    std::optional<Date> last_evidence;
    int missing = 0;  ///< pieces of work that counts, recorded as not handed in
};

struct PacePolicy {
    /// The plan must be more than this many sessions from the work done to become behind or ahead …
    double tolerance_sessions = 2.0;
    /// … and by no more than this to be on pace again.
    double return_sessions = 1.0;
    /// Nothing observed for more than this many of the student's sessions is "no recent evidence".
    int recent_sessions = 5;
};

/// Why somebody is not on pace.
struct PaceCause {
    enum class Kind {
        nothing_recorded,  ///< of this student for `number` sessions of the student
        absent,            ///< with an excuse in `number` of the last ten sessions of the class
        not_handed_in,     ///< `number` pieces of work
        stuck,             ///< at `skill`: `number` observations, and nothing mastered since
        unsettled,         ///< `number` skills were right so far, `skill` among them, and await another check
        before_its_turn,   ///< `number` minutes of what was due before joining are done early, and are not due yet
        slow,              ///< works, and needs more time than planned
    };
    Kind kind = Kind::slow;
    int number = 0;
    std::optional<SkillIndex> skill = std::nullopt;

    friend bool operator==(const PaceCause&, const PaceCause&) = default;
};

/// Work is counted in the expected minutes of the skills that count for the student.
struct Pace {
    double planned_minutes = 0.0;  ///< of work, by the sessions this student has had and anybody recorded
    double done_minutes = 0.0;     ///< of the skills mastered
    double total_minutes = 0.0;    ///< of all such skills
    int sessions_had = 0;          ///< sessions of the student before today
    int sessions_total = 0;
    /// PlannedWork::sessions_ahead of the work done; negative = behind. What had been due before the student joined and
    /// is mastered makes up for what is planned of it, no more.
    double sessions_ahead = 0.0;
    int skills_mastered = 0;  ///< among those counted
    int skills_total = 0;
    PaceState state = PaceState::no_recent_evidence;
    std::vector<PaceCause> causes;  ///< the first to look at first; empty when ahead, on pace only what is unsettled

    /// Where the plan is, or ahead of it.
    [[nodiscard]] bool keeps_up() const { return state == PaceState::on_pace || state == PaceState::ahead; }
};

/// The pace of one student on the morning of `today`.
///
/// The state is replayed over `recorded`, the days on which there was evidence of anybody in the class (in order, each
/// once): on each, it is counted how many of the student's sessions the plan is ahead of the work done by its end, or
/// behind. A day without evidence of anybody is not looked at, so a session that nobody recorded changes nobody's
/// state. Behind begins below -tolerance and ends at -return, ahead begins above tolerance and ends at return. Nothing
/// depends on what was shown before. Nobody is behind for want of a second check: a skill that is right so far counts
/// as done for that, though neither as done work nor towards being ahead.
///
/// In the order no recent evidence, behind, on pace, ahead, an added break, cancelled session or excused absence never
/// moves anybody down. `states`, one for each skill, only name causes; std::invalid_argument for another number.
[[nodiscard]] WAYMARK_EXPORT Pace pace(const Curriculum& curriculum, const Calendar& calendar, const PlannedWork& plan,
                                       const WorkFacts& facts, std::span<const SkillState> states,
                                       std::span<const Date> recorded, Date today, const PacePolicy& policy = {});

}  // namespace waymark
