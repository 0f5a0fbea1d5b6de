#pragma once

#include <span>
#include <vector>

#include "waymark/export.hpp"

/// When a student will have mastered what is left: a distribution over sessions, not a date.
///
/// Progress is counted in expected minutes of skills that became mastered, in each session of the student. The model is
/// a gamma-Poisson filter with discount (Harvey and Fernandes, "Time series models for count or qualitative
/// observations", Journal of Business and Economic Statistics 7, 1989), pooled over the class by empirical Bayes:
///
/// - Progress of a student in a session has the mean r * exp(-g x) and `dispersion` times that as variance; x is the
///   share of the work that was done before. r ~ Gamma is the student's own, with the class as prior; g is the class's.
/// - Of what is known of r the share `memory` is left after a block of sessions, for rates change; never less than what
///   is known of anybody in the class.
/// - Dispersion is the class's and the student's own, weighed by how much of the student was seen: who works in bursts
///   gets a wide interval, who works evenly a narrow one. Good and bad times last, so that part of it shows over many
///   sessions only.
/// - memory is the one under which the model would have foretold the class's progress over the next one, two, four and
///   eight blocks best (sum of log predictive densities); g the mean of its posterior, from the next block only.
/// - Where work is recorded at tests only, a rate is known up to the last of them, and work is done at one of those to
///   come: sessions in which nobody could record anything are no sessions without progress.
///
/// From here the sessions needed for work that is left are a ratio of gammas: a beta distribution of the second kind.
namespace waymark {

/// One student's progress so far.
struct Progress {
    /// Mastered in each of the student's sessions, oldest first; at least 0. It ends where nothing was left to do.
    std::vector<double> minutes;
    double known_before = 0.0;   ///< minutes of work that was mastered before the first of them
    double total_minutes = 0.0;  ///< of all work that counts; above 0
};

/// The sessions of the student, from now on, that work takes. Of a model that lives on nothing it was made from.
class WAYMARK_EXPORT SessionsNeeded {
public:
    /// Chance that the work is done by the end of the next `sessions` sessions; 0 for none. Never falls. Parts of a
    /// session count as such.
    [[nodiscard]] double within(double sessions) const;
    /// The number of sessions by which the work is done with this chance, from 1 on: of the two numbers around it the
    /// one whose chance is nearer. At most `kMost`.
    [[nodiscard]] int quantile(double chance) const;
    static constexpr int kMost = 10000;

private:
    friend class ProgressModel;
    double work_ = 0.0;                    // in units of dispersion
    double extra_variance_ = 0.0;          // of the logarithm of the rate
    double soon_ = 1.0;                    // the share of dispersion that shows at once
    double shape_ = 1.0, sessions_ = 1.0;  // what is known of the rate
    double least_kept_ = 0.0;              // no less is known of a student than of the class
    double memory_ = 1.0;                  // a session
    double between_ = 1.0;                 // sessions from one occasion to record work to the next
    double waited_ = 0.0;                  // sessions since the last
};

/// The progress of one class.
class WAYMARK_EXPORT ProgressModel {
public:
    /// Learns from all students at once. The same progress gives the same model. std::invalid_argument for a negative
    /// number, or a total that is not above 0.
    explicit ProgressModel(std::span<const Progress> students);

    /// What a student needs for `left_minutes` more, above 0. std::out_of_range for a student there is none of.
    [[nodiscard]] SessionsNeeded sessions_for(std::size_t student, double left_minutes) const;
    /// Whether there is enough to say something about this student: at least `kLeast` sessions of their own, and
    /// progress of anybody.
    [[nodiscard]] bool knows(std::size_t student) const;
    static constexpr int kLeast = 6;

    // What was learned.
    [[nodiscard]] double mean_rate() const { return mean_; }         ///< minutes a session, at the start of the work
    [[nodiscard]] double rate_deviation() const { return spread_; }  ///< standard deviation between students
    [[nodiscard]] double dispersion() const { return dispersion_; }  ///< minutes
    [[nodiscard]] double hardening() const { return hardening_; }    ///< g
    [[nodiscard]] double memory() const { return memory_; }          ///< kept in a block of `kBlock` sessions
    static constexpr int kBlock = 4;

private:
    struct Block {
        double minutes = 0.0;
        double sessions = 0.0;
        double position = 0.0;  ///< share of the work done before it
        double exposure = 0.0;  ///< sessions, at the speed of the start of the work
    };
    struct Student {
        std::vector<Block> blocks;
        double had = 0.0;       ///< sessions
        double waited = 0.0;    ///< of these, after the last occasion to record work
        double position = 0.0;  ///< share of the work done now
        double total = 1.0;
        double dispersion = 1.0;  ///< over many sessions
        double soon = 1.0;        ///< the share of it that shows at once
        double shape = 0.0, sessions = 0.0;  ///< what is known of the rate now
    };
    struct Differences {
        double sum = 0.0;      ///< of squares
        double freedom = 0.0;  ///< how many of them say something new
    };
    [[nodiscard]] static Differences differences(std::span<const Block> blocks, double rate, std::size_t window);
    [[nodiscard]] std::vector<bool> occasions_of(std::span<const Progress> students);
    void fit();
    void harden(double hardening);
    void spread_and_dispersion();
    [[nodiscard]] double score(const Student& student, std::size_t horizons) const;
    [[nodiscard]] double alike() const;
    void filter(Student& student) const;

    std::vector<Student> students_;
    double mean_ = 0.0, spread_ = 0.0, dispersion_ = 1.0, hardening_ = 0.0, memory_ = 1.0;
    double hardening_variance_ = 0.0, mean_position_ = 0.0;
    double between_ = 1.0;  // sessions from one occasion to record work to the next
};

}  // namespace waymark
