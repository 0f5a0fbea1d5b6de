#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "truth.hpp"
#include "waymark/forecast.hpp"

/// Forecasts of simulated terms against what came: bench_forecast [CLASSES] prints the table, bench_forecast speed
/// times 3,000 students.
using namespace waymark;
using namespace waymark::bench;

namespace {

constexpr std::array kQuantiles{0.1, 0.5, 0.9};

double pinball(double quantile, double forecast, double truth) {
    return truth >= forecast ? quantile * (truth - forecast) : (1.0 - quantile) * (forecast - truth);
}

struct Sums {
    double count = 0, covered = 0, width = 0, range = 0, below = 0, above = 0;
    double ours = 0, rate = 0, line = 0, plan = 0;
};

int reached(const TrueClass& all, const TrueStudent& student, int unit) {
    int session = 0;
    for (std::size_t k = 0; k < all.minutes.size(); ++k) {
        if (all.unit[k] <= unit) session = std::max(session, student.recorded[k]);
    }
    return session;
}

/// What a class shows of itself by the end of a session.
std::vector<Progress> progress_by(const TrueClass& all, int session) {
    double total = 0;
    for (const double minutes : all.minutes) total += minutes;
    std::vector<Progress> progress;
    for (const auto& student : all.students) {
        const int until = std::min(session, reached(all, student, kUnits - 1));
        Progress one{.minutes = std::vector<double>(static_cast<std::size_t>(until), 0.0), .total_minutes = total};
        for (std::size_t k = 0; k < all.minutes.size(); ++k) {
            if (student.recorded[k] <= session) {
                one.minutes[static_cast<std::size_t>(student.recorded[k]) - 1] += all.minutes[k];
            }
        }
        progress.push_back(std::move(one));
    }
    return progress;
}

void measure(const TrueClass& all, std::array<Sums, 5>& sums, std::array<Sums, kWeeks>& weekly) {
    std::array<int, kUnits> first{}, last{};
    for (int unit = 0; unit < kUnits; ++unit) {
        first[static_cast<std::size_t>(unit)] = kLongest;
        for (const auto& student : all.students) {
            auto& from = first[static_cast<std::size_t>(unit)];
            auto& to = last[static_cast<std::size_t>(unit)];
            from = std::min(from, reached(all, student, unit));
            to = std::max(to, reached(all, student, unit));
        }
    }
    for (int week = 4; week < kWeeks; ++week) {
        const int now = week * kSessionsAWeek;
        const auto progress = progress_by(all, now);
        const ProgressModel model(progress);
        for (std::size_t s = 0; s < all.students.size(); ++s) {
            const auto& student = all.students[s];
            double done = 0, count_done = 0;
            for (const double minutes : progress[s].minutes) done += minutes;
            for (const int session : student.recorded) count_done += session <= now ? 1 : 0;
            for (int unit = 0; unit < kUnits; ++unit) {
                const int truth = reached(all, student, unit);
                if (truth <= now) continue;
                double left = 0, count_left = 0;
                for (std::size_t k = 0; k < all.minutes.size(); ++k) {
                    if (all.unit[k] > unit || student.recorded[k] <= now) continue;
                    left += all.minutes[k];
                    count_left += 1;
                }
                const auto needed = model.sessions_for(s, left);
                std::array<double, 3> ours{};
                for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
                    ours[q] = now + needed.quantile(kQuantiles[q]);
                }
                // Who did nothing so far would never be done: they get the longest.
                const double rate = done > 0 ? std::min<double>(kLongest, now + left * now / done) : kLongest;
                const double line =
                    count_done > 0 ? std::min<double>(kLongest, now + count_left * now / count_done) : kLongest;
                const double plan = std::max(now + 1.0, kWeeks * kSessionsAWeek * (unit + 1.0) / kUnits);
                for (auto* sum : {&sums[0], &sums[1 + static_cast<std::size_t>(student.kind)],
                                  &weekly[static_cast<std::size_t>(week)]}) {
                    sum->count += 1;
                    sum->covered += truth >= ours[0] && truth <= ours[2] ? 1 : 0;
                    sum->below += truth < ours[0] ? 1 : 0;
                    sum->above += truth > ours[2] ? 1 : 0;
                    sum->width += ours[2] - ours[0];
                    sum->range += last[static_cast<std::size_t>(unit)] - first[static_cast<std::size_t>(unit)];
                    for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
                        sum->ours += pinball(kQuantiles[q], ours[q], truth) / 3;
                        sum->rate += pinball(kQuantiles[q], rate, truth) / 3;
                        sum->line += pinball(kQuantiles[q], line, truth) / 3;
                        sum->plan += pinball(kQuantiles[q], plan, truth) / 3;
                    }
                }
            }
        }
    }
}

void print(const char* name, const Sums& s) {
    std::printf(
        "  %-10s %8.0f  %5.1f %%  (%4.1f below, %4.1f above)  width %5.1f of range %5.1f = %.2f   pinball %.2f, same "
        "rate -%2.0f %%, straight line -%2.0f %%, plan -%2.0f %%\n",
        name, s.count, 100 * s.covered / s.count, 100 * s.below / s.count, 100 * s.above / s.count, s.width / s.count,
        s.range / s.count, s.width / s.range, s.ours / s.count, 100 * (1 - s.ours / s.rate),
        100 * (1 - s.ours / s.line), 100 * (1 - s.ours / s.plan));
}

int speed() {
    const auto start = std::chrono::steady_clock::now();
    std::vector<Progress> progress;
    std::vector<double> left;
    for (std::uint64_t seed = 0; progress.size() < 3000; ++seed) {
        const auto all = truths()[1].draw(seed);
        for (auto& one : progress_by(all, 36)) {
            progress.push_back(std::move(one));
            left.push_back(0);
            for (const double minutes : all.minutes) left.back() += minutes;
            for (const double minutes : progress.back().minutes) left.back() -= minutes;
        }
    }
    const auto drawn = std::chrono::steady_clock::now();
    const ProgressModel model(progress);
    const auto fitted = std::chrono::steady_clock::now();
    long sum = 0;
    for (std::size_t s = 0; s < progress.size(); ++s) {
        if (left[s] <= 0) continue;
        const auto needed = model.sessions_for(s, left[s]);
        for (const double q : kQuantiles) sum += needed.quantile(q);
    }
    const auto done = std::chrono::steady_clock::now();
    const auto ms = [](auto a, auto b) { return std::chrono::duration<double, std::milli>(b - a).count(); };
    std::printf("3,000 students, 36 sessions: drawn in %.0f ms, fitted in %.0f ms, forecast in %.0f ms (%ld)\n",
                ms(start, drawn), ms(drawn, fitted), ms(fitted, done), sum);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const std::string word = count > 1 ? words[1] : "20";
    if (word == "speed") return speed();
    const int classes = std::max(1, std::atoi(word.c_str()));
    for (const auto& truth : truths()) {
        std::array<Sums, 5> sums{};
        std::array<Sums, kWeeks> weekly{};
        for (int seed = 0; seed < classes; ++seed) measure(truth.draw(static_cast<std::uint64_t>(seed)), sums, weekly);
        std::printf("%s: %s\n", std::string(truth.name).c_str(), std::string(truth.what).c_str());
        constexpr std::array kNames{"all", "steady", "fast", "slow", "irregular"};
        for (std::size_t at = 0; at < kNames.size(); ++at) print(kNames[at], sums[at]);
        std::printf("  coverage by week:");
        for (std::size_t week = 4; week < kWeeks; ++week) {
            std::printf(" %.0f", 100 * weekly[week].covered / weekly[week].count);
        }
        std::printf("\n");
    }
    return 0;
}
