#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/export.hpp"

namespace waymark {

/// How well something was recalled, as FSRS grades it.
enum class RecallGrade { again = 1, hard = 2, good = 3, easy = 4 };

/// What practice has left of one skill in one student: FSRS calls it the state of a card.
struct Memory {
    double stability = 0.0;   ///< days after which recall has fallen to 0.9, 0.001 to 36500
    double difficulty = 0.0;  ///< 1 (easy) to 10
    Date practised{};         ///< the day from which recall is counted: the last practice, where that counted in full
    double lag = 0.0;  ///< days by which recall is further down than `practised` says, at least 0; see practise()
};

/// The formulas of FSRS-6 and their published defaults (open-spaced-repetition, fsrs-rs 6.6.1). With no history of
/// one's own the defaults predict better than anything simpler that was published; they are not fitted to a class.
struct RetentionSettings {
    std::array<double, 21> weights{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                   0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                   1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
};

/// The grade of a share of the maximum, 0 to 1, where `success_rate` counts as success: below it again; up to half the
/// way from there to the maximum hard; up to the maximum good. "easy" is a student's feeling, which a score does not
/// show.
[[nodiscard]] WAYMARK_EXPORT RecallGrade recall_grade(double share, double success_rate);

/// Probability of recall `days` after practice, 0 to 1: (1 + F days / S)^-w20 with F = 0.9^(-1/w20) - 1.
/// `days` is at least 0.
[[nodiscard]] WAYMARK_EXPORT double recall_after(double stability, double days, const RetentionSettings& settings = {});

/// Days until recall has fallen to `target`, strictly between 0 and 1. Throws std::invalid_argument outside.
[[nodiscard]] WAYMARK_EXPORT double days_until(double stability, double target, const RetentionSettings& settings = {});

/// Recall on `day`; on days before the practice it is 1.
[[nodiscard]] WAYMARK_EXPORT double recall(const Memory& memory, Date day, const RetentionSettings& settings = {});

/// The memory after practice on `day`. Nothing for `before` is a first practice. A day before the last practice counts
/// as that day (evidence that came in late). A practice on the day of the last is FSRS's same-day review.
///
/// `share`, 0 to 1, is how much of the practice was this skill: 1 practises it itself; less is work that encompasses
/// it. Stability moves that share of the way (on the scale of its logarithm), difficulty and recall that share of the
/// way. A skill never practised itself is left as it is by a share below 1: it has no memory to refresh. Throws
/// std::invalid_argument for a share outside 0 to 1.
[[nodiscard]] WAYMARK_EXPORT std::optional<Memory> practise(const std::optional<Memory>& before, RecallGrade grade,
                                                            Date day, double share = 1.0,
                                                            const RetentionSettings& settings = {});

/// The memory after the teacher's word, said on `day`, that the skill is mastered: that of a good practice, and no
/// weaker than after a first one, whatever went before.
[[nodiscard]] WAYMARK_EXPORT Memory confirm(const std::optional<Memory>& before, Date day,
                                            const RetentionSettings& settings = {});

/// Work on `skill` is, in part, work on `part` (encompassing is not prerequisite: a need may be encompassed by
/// nothing).
struct Encompassing {
    SkillIndex skill = 0;
    SkillIndex part = 0;
    double share = 0.0;  ///< above 0, up to 1
};

/// Practises `skill` and what goes with it. Success counts in part for what the skill encompasses, directly; failure
/// counts in part against what encompasses it. After fractional implicit repetition (Math Academy; Trane).
/// `memories` holds one entry for each skill of one student.
WAYMARK_EXPORT void practise(std::span<std::optional<Memory>> memories, SkillIndex skill, RecallGrade grade, Date day,
                             std::span<const Encompassing> encompassings, const RetentionSettings& settings = {});

/// Why a review falls on its day.
enum class ReviewCause {
    recall_falls,  ///< recall reaches the target on this day
    test_ahead,    ///< recall would be below the target on the day of the test
};

struct ReviewDay {
    Date due{};
    ReviewCause cause = ReviewCause::recall_falls;
};

/// The day on which a review falls due: the last day on which recall is still at least `target`, at the earliest the
/// day after the practice. A test on a later day at which recall would be below the target moves it forward to the gap
/// that is best for tests so far away: a fifth of the delay from review to test up to four weeks, falling to a
/// twentieth at a year (Cepeda et al. 2008); never to a later day, and never past the eve of the test.
[[nodiscard]] WAYMARK_EXPORT ReviewDay review_day(const Memory& memory, double target,
                                                  std::optional<Date> test = std::nullopt,
                                                  const RetentionSettings& settings = {});

/// One skill that may be reviewed.
struct ReviewCandidate {
    SkillIndex skill = 0;
    Memory memory;
    Priority priority = Priority::must;
    int minutes = 5;  ///< what a review takes, at least 1
    std::optional<Date> test;
};

struct Review {
    SkillIndex skill = 0;
    ReviewDay day;
    double recall = 0.0;  ///< today
    double saved = 0.0;   ///< recall that a review today adds, summed over the days of the next four weeks, in days
    int minutes = 0;
};

/// What is due on `today`, or falls due up to `until` where that is given, as much as fits into `minutes`: must before
/// should before aspire, then a test sooner before a test later before none, then what saves most recall for each
/// minute. So after a holiday the backlog comes by priority, a few minutes a day, and what has to wait is what loses
/// least by waiting.
[[nodiscard]] WAYMARK_EXPORT std::vector<Review> reviews_due(std::span<const ReviewCandidate> candidates, Date today,
                                                             double target, int minutes,
                                                             std::optional<Date> until = std::nullopt,
                                                             const RetentionSettings& settings = {});

/// Of these reviews, in their order, as many as fit into `minutes`; one that does not fit makes way for shorter ones.
[[nodiscard]] WAYMARK_EXPORT std::vector<Review> reviews_within(std::span<const Review> reviews, int minutes);

}  // namespace waymark
