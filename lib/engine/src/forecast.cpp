#include "waymark/forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "beta.hpp"

namespace waymark {
namespace {

// What nobody has seen yet counts as so much. Chosen on simulated terms (tests/bench/forecast), the same for all of
// them.
constexpr double kOwnDispersionWeight = 1.0;  // blocks of a typical student
constexpr double kHardeningMean = 0.25;       // work takes longer the further a course goes
constexpr double kHardeningDeviation = 0.5;
constexpr double kMoreSpread = 1.5;                          // classes are less alike than their first weeks say
constexpr double kMoreDispersion = 1.2;                      // and times to come less than times that were seen
constexpr double kMostSaid = 1.0;                            // log-likelihood that one student adds to a g
constexpr double kTimes = 16.0;                              // sessions that good and bad times last
constexpr double kLeastSpread = 0.1;                         // of the mean rate
constexpr std::array<std::size_t, 4> kHorizons{1, 2, 4, 8};  // blocks
constexpr std::size_t kLongestWindow = 4;                    // blocks

/// Work between two positions, weighed by how hard it is: the integral of exp(g x).
double weighed(double from, double to, double hardening) {
    const double span = to - from;
    if (std::abs(hardening) * span < 1e-9) return span * std::exp(hardening * from);
    return (std::exp(hardening * to) - std::exp(hardening * from)) / hardening;
}

/// Log density of `count` for a negative binomial: a gamma rate (shape, exposure so far) seen for `exposure`.
double log_predictive(double count, double shape, double so_far, double exposure) {
    return std::lgamma(shape + count) - std::lgamma(shape) - std::lgamma(count + 1.0) +
           shape * std::log(so_far / (so_far + exposure)) + count * std::log(exposure / (so_far + exposure));
}

}  // namespace

double SessionsNeeded::within(double sessions) const {
    if (sessions <= 0.0) return 0.0;
    if (between_ > 1.0) {
        // Work that is done counts once it is recorded: at the last of the occasions that come every `between_`
        // sessions.
        const double next = std::max(1.0, between_ - waited_);
        if (sessions < next) return 0.0;
        sessions = waited_ + next + std::floor((sessions - next) / between_) * between_;
    }
    // Half-way through the time, memory has left so much of what is known of the rate now.
    double kept = std::max(least_kept_, std::pow(memory_, sessions / 2.0));
    kept /= 1.0 + kept * shape_ * extra_variance_;
    // Good and bad times are one time for a while: only over many sessions do they add to the dispersion.
    const double dispersion = soon_ + (1.0 - soon_) * sessions / (sessions + kTimes);
    return regularised_beta(sessions / (sessions + kept * sessions_ * dispersion), work_ / dispersion, kept * shape_);
}

int SessionsNeeded::quantile(double chance) const {
    double low = 0.0, high = 1.0;
    while (high < kMost && within(high) < chance) {
        low = high;
        high *= 2.0;
    }
    for (int step = 0; step < 30 && high - low > 1e-3; ++step) {
        const double middle = (low + high) / 2.0;
        (within(middle) < chance ? low : high) = middle;
    }
    return std::clamp(static_cast<int>(std::lround(high + 0.5 - 1e-3)), 1, kMost);
}

ProgressModel::ProgressModel(std::span<const Progress> students) {
    for (const auto& progress : students) {
        if (!(progress.total_minutes > 0.0)) throw std::invalid_argument("the work in all must be above 0");
        if (std::ranges::any_of(progress.minutes, [](double minutes) { return !(minutes >= 0.0); })) {
            throw std::invalid_argument("progress is never negative");
        }
    }
    const auto occasions = occasions_of(students);
    students_.reserve(students.size());
    for (const auto& progress : students) {
        Student student;
        student.total = progress.total_minutes;
        double done = progress.known_before;
        auto seen = progress.minutes.size();
        while (seen > 0 && !occasions[seen - 1]) --seen;
        student.waited = static_cast<double>(progress.minutes.size() - seen);
        for (std::size_t at = 0; at < seen; ++at) {
            // A block ends with an occasion, or it would miss work that was done in it.
            const bool full = at == 0 || (student.blocks.back().sessions >= kBlock && occasions[at - 1]);
            if (full) student.blocks.push_back({.position = std::min(1.0, done / student.total)});
            student.blocks.back().minutes += progress.minutes[at];
            student.blocks.back().sessions += 1.0;
            done += progress.minutes[at];
        }
        student.had = static_cast<double>(progress.minutes.size());
        student.position = std::min(1.0, done / student.total);
        students_.push_back(std::move(student));
    }
    fit();
}

/// The sessions in which progress could be recorded, and how often they come. All of them, unless nobody recorded
/// anything in many more sessions than among students who have nothing to do with each other: then work is recorded at
/// tests, say, and who recorded nothing since the last one may have done much.
std::vector<bool> ProgressModel::occasions_of(std::span<const Progress> students) {
    std::size_t longest = 0;
    for (const auto& progress : students) longest = std::max(longest, progress.minutes.size());
    std::vector<bool> some(longest, false);
    std::vector<double> nobody(longest, 1.0);  // the chance of it, by how often each recorded nothing
    for (const auto& progress : students) {
        const auto& minutes = progress.minutes;
        const auto none = static_cast<double>(std::ranges::count(minutes, 0.0));
        for (std::size_t at = 0; at < minutes.size(); ++at) {
            if (minutes[at] > 0.0) some[at] = true;
            nobody[at] *= none / static_cast<double>(minutes.size());
        }
    }
    double expected = 0.0;
    for (const double chance : nobody) expected += chance;
    const auto quiet = static_cast<double>(std::ranges::count(some, false));
    std::vector<std::size_t> gaps;
    std::size_t last = 0;
    for (std::size_t at = 0; at < longest; ++at) {
        if (!some[at]) continue;
        gaps.push_back(at + 1 - last);
        last = at + 1;
    }
    // Of one student alone as many are quiet as expected, always.
    if (gaps.empty() || quiet < 2.0 * expected + 2.0) return std::vector<bool>(longest, true);
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
    std::ranges::nth_element(gaps, middle);
    between_ = static_cast<double>(*middle);
    return some;
}

/// What windows of several blocks differ from the student's own mean, per minute expected: good and bad times that last
/// show in the longer ones.
ProgressModel::Differences ProgressModel::differences(std::span<const Block> blocks, double rate, std::size_t window) {
    const auto windows = blocks.size() - window + 1;
    Differences all;
    for (std::size_t first = 0; first < windows; ++first) {
        double seen = 0.0, expected = 0.0;
        for (const auto& block : blocks.subspan(first, window)) {
            seen += block.minutes;
            expected += rate * block.exposure;
        }
        all.sum += (seen - expected) * (seen - expected) / expected;
    }
    // Overlapping windows say as much as those that do not overlap, and the mean takes one of them away.
    const double apart = static_cast<double>(blocks.size()) / static_cast<double>(window);
    all.sum *= apart / static_cast<double>(windows);
    all.freedom = apart - 1.0;
    return all;
}

void ProgressModel::spread_and_dispersion() {
    double minutes = 0.0, exposure = 0.0;
    for (const auto& student : students_) {
        for (const auto& block : student.blocks) {
            minutes += block.minutes;
            exposure += block.exposure;
        }
    }
    mean_ = exposure > 0.0 ? minutes / exposure : 0.0;
    if (mean_ <= 0.0) return;

    std::vector<Differences> own(students_.size());
    Differences one, several;
    std::vector<double> rates(students_.size(), 0.0), lengths(students_.size(), 0.0);
    for (std::size_t at = 0; at < students_.size(); ++at) {
        const auto& blocks = students_[at].blocks;
        double own_minutes = 0.0;
        for (const auto& block : blocks) {
            own_minutes += block.minutes;
            lengths[at] += block.exposure;
        }
        if (lengths[at] <= 0.0) continue;
        rates[at] = own_minutes / lengths[at];
        // Half a block of the class keeps the rate of who did nothing yet above 0.
        const double rate = (own_minutes + mean_ * kBlock / 2.0) / (lengths[at] + kBlock / 2.0);
        const auto count = blocks.size();
        if (count < 2) continue;
        const auto longest = std::clamp<std::size_t>(count / 2, 1, kLongestWindow);
        own[at] = differences(blocks, rate, 1);
        const auto lasting = differences(blocks, rate, longest);
        one.sum += own[at].sum;
        one.freedom += own[at].freedom;
        several.sum += lasting.sum;
        several.freedom += lasting.freedom;
    }
    dispersion_ = one.freedom > 0.0 ? std::max(one.sum / one.freedom, 1e-3 * mean_) : 2.0 * mean_;
    const double lasting = several.freedom > 0.0 ? std::max(1.0, several.sum / several.freedom / dispersion_) : 1.0;
    for (std::size_t at = 0; at < students_.size(); ++at) {
        const double seen =
            (kOwnDispersionWeight * dispersion_ + own[at].sum) / (kOwnDispersionWeight + own[at].freedom);
        // Who differs more from week to week than others has good and bad times, and these last.
        const double more = lasting * std::max(1.0, seen / dispersion_);
        students_[at].dispersion = kMoreDispersion * seen * more;
        students_[at].soon = 1.0 / more;
    }

    // Spread between students beyond what dispersion explains.
    double between = 0.0, weights = 0.0;
    for (std::size_t at = 0; at < students_.size(); ++at) {
        if (lengths[at] <= 0.0) continue;
        const double noise = dispersion_ * mean_ / lengths[at];
        between += lengths[at] * ((rates[at] - mean_) * (rates[at] - mean_) - noise);
        weights += lengths[at];
    }
    const double variance = weights > 0.0 ? between / weights : 0.0;
    spread_ = kMoreSpread * std::max(std::sqrt(std::max(0.0, variance)), kLeastSpread * mean_);
}

void ProgressModel::filter(Student& student) const {
    student.sessions = mean_ * student.dispersion / (spread_ * spread_);
    student.shape = student.sessions * mean_ / student.dispersion;
    for (const auto& block : student.blocks) {
        const double kept = std::pow(memory_, block.sessions / kBlock);
        student.shape = kept * student.shape + block.minutes / student.dispersion;
        student.sessions = kept * student.sessions + block.exposure;
    }
}

double ProgressModel::score(const Student& student, std::size_t horizons) const {
    double sum = 0.0;
    double seen = mean_ * student.dispersion / (spread_ * spread_);
    double shape = seen * mean_ / student.dispersion;
    const double prior_shape = shape;
    for (std::size_t at = 0; at < student.blocks.size(); ++at) {
        double minutes = 0.0, exposure = 0.0, sessions = 0.0;
        std::size_t next = 0;
        for (const auto horizon : std::span(kHorizons).first(horizons)) {
            if (at + horizon > student.blocks.size()) break;
            for (; next < horizon; ++next) {
                const auto& block = student.blocks[at + next];
                minutes += block.minutes;
                sessions += block.sessions;
                exposure += block.exposure;
            }
            const double kept =
                std::max(std::pow(memory_, sessions / kBlock / 2.0), std::min(1.0, prior_shape / shape));
            sum += log_predictive(minutes / student.dispersion, kept * shape, kept * seen, exposure) -
                   std::log(student.dispersion);
        }
        const auto& block = student.blocks[at];
        const double kept = std::pow(memory_, block.sessions / kBlock);
        shape = kept * shape + block.minutes / student.dispersion;
        seen = kept * seen + block.exposure;
    }
    return sum;
}

void ProgressModel::harden(double hardening) {
    hardening_ = hardening;
    for (auto& student : students_) {
        for (auto& block : student.blocks) block.exposure = block.sessions * std::exp(-hardening * block.position);
    }
    spread_and_dispersion();
}

/// How much more the weeks of the whole class differ than those of students who have nothing to do with each other.
double ProgressModel::alike() const {
    struct Week {
        double off = 0.0, students = 0.0;
    };
    std::vector<Week> weeks;
    for (const auto& student : students_) {
        double minutes = 0.0, exposure = 0.0;
        for (const auto& block : student.blocks) {
            minutes += block.minutes;
            exposure += block.exposure;
        }
        weeks.resize(std::max(weeks.size(), student.blocks.size()));
        for (std::size_t at = 0; at < student.blocks.size(); ++at) {
            const double expected = minutes / exposure * student.blocks[at].exposure;
            if (expected <= 0.0) continue;
            // Each in their own measure, or one who works in bursts would speak for all.
            weeks[at].off += (student.blocks[at].minutes - expected) / std::sqrt(student.dispersion * expected);
            weeks[at].students += 1.0;
        }
    }
    double sum = 0.0;
    for (const auto& week : weeks) sum += week.students > 0.0 ? week.off * week.off / week.students : 0.0;
    return std::max(1.0, sum / std::max(1.0, static_cast<double>(weeks.size()) - 1.0));
}

void ProgressModel::fit() {
    constexpr std::array kMemories{1.0, 0.99, 0.98, 0.96, 0.93, 0.88, 0.8};
    constexpr std::array kHardenings{-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0};
    double positions = 0.0, blocks = 0.0;
    for (const auto& student : students_) {
        for (const auto& block : student.blocks) {
            positions += block.position;
            blocks += 1.0;
        }
    }
    mean_position_ = blocks > 0.0 ? positions / blocks : 0.0;
    harden(0.0);
    if (mean_ <= 0.0) return;
    const auto best_memory = [&] {
        double best = -1e300, chosen = 1.0;
        for (const double one : kMemories) {
            memory_ = one;
            double value = 0.0;
            for (const auto& student : students_) value += score(student, kHorizons.size());
            if (value > best) {
                best = value;
                chosen = one;
            }
        }
        memory_ = chosen;
    };
    best_memory();
    const double together = alike();
    // g from the next block only: where a student stands at its beginning was known then.
    std::vector<double> plain;
    for (const auto& student : students_) plain.push_back(score(student, 1));
    std::array<double, kHardenings.size()> values{};
    for (std::size_t at = 0; at < kHardenings.size(); ++at) {
        harden(kHardenings[at]);
        const double off = (kHardenings[at] - kHardeningMean) / kHardeningDeviation;
        // Nobody alone says how hard the course becomes: a student whose record begins too early would.
        double said = 0.0;
        for (std::size_t student = 0; student < students_.size(); ++student) {
            said += std::clamp(score(students_[student], 1) - plain[student], -kMostSaid, kMostSaid);
        }
        values[at] = said / together - 0.5 * off * off;
    }
    const double best = *std::ranges::max_element(values);
    double weight = 0.0, first = 0.0, second = 0.0;
    for (std::size_t at = 0; at < values.size(); ++at) {
        const double likely = std::exp(values[at] - best);
        weight += likely;
        first += likely * kHardenings[at];
        second += likely * kHardenings[at] * kHardenings[at];
    }
    harden(first / weight);
    hardening_variance_ = std::max(0.0, second / weight - hardening_ * hardening_);
    best_memory();
    for (auto& student : students_) filter(student);
}

bool ProgressModel::knows(std::size_t student) const {
    return students_.at(student).had >= kLeast && mean_ > 0.0;
}

SessionsNeeded ProgressModel::sessions_for(std::size_t at, double left_minutes) const {
    const auto& student = students_.at(at);
    SessionsNeeded needed;
    if (mean_ <= 0.0) {
        needed.work_ = 1e9;
        return needed;
    }
    const double until = student.position + left_minutes / student.total;
    needed.work_ = std::max(1e-6, student.total * weighed(student.position, until, hardening_) / student.dispersion);
    needed.soon_ = student.soon;
    needed.between_ = between_;
    needed.waited_ = student.waited;
    needed.shape_ = student.shape;
    needed.sessions_ = student.sessions;
    const double prior_shape = mean_ * mean_ / (spread_ * spread_);
    needed.least_kept_ = std::min(1.0, prior_shape / student.shape);
    needed.memory_ = std::pow(memory_, 1.0 / kBlock);
    const double distance = (student.position + until) / 2.0 - mean_position_;
    needed.extra_variance_ = hardening_variance_ * distance * distance;
    return needed;
}

}  // namespace waymark
