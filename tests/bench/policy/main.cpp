// The policy laboratory: a term of simulated classes under several policies at equal minutes. See tests/README.md.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "planner.hpp"
#include "statistics.hpp"
#include "table.hpp"
#include "term.hpp"

namespace waymark::bench {
namespace {

struct Options {
    std::string truth = "fixed";
    std::string course;  ///< a folder or file; empty = a drawn graph
    std::vector<int> skills{60, 200};
    std::vector<int> limits{0, 4};
    int seeds = 40, from = 0, threads = 1;
};

struct Run {
    std::string policy;
    int limit = 0;
};

using Results = std::vector<std::vector<Gain>>;  // by run, by seed

std::vector<int> numbers(const std::string& text) {
    std::vector<int> result;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) result.push_back(std::stoi(part));
    return result;
}

constexpr const char* kHelp =
    "policy_lab [OPTION VALUE] …: terms of classes with a hidden truth under several policies at equal minutes\n\n"
    "  --truth NAME      fixed (otherwise), steps, memory\n"
    "  --course FILE     the graph of a course file in place of drawn ones, every skill must\n"
    "  --skills N,N      sizes of the drawn graphs (60,200)\n"
    "  --limits N,N      distinct skills in a slot over the class, 0 = any number (0,4)\n"
    "  --seeds N         classes (40), the same for every policy\n"
    "  --from N          the first seed (0)\n"
    "  --threads N       changes the time only (1)\n\n"
    "Gain is what a student knows at the end less what they knew at the start; quarters are by ability. Ratios are of\n"
    "sums over the same seeds, with 95 % intervals. How far it is goes to standard error.\n";

Options parsed(int count, char** words) {
    Options options;
    for (int at = 1; at < count; at += 2) {
        const std::string name = words[at];
        if (at + 1 == count) throw std::invalid_argument(name + " needs a value");
        const std::string value = words[at + 1];
        if (name == "--truth") {
            options.truth = value;
        } else if (name == "--course") {
            options.course = value;
        } else if (name == "--skills") {
            options.skills = numbers(value);
        } else if (name == "--limits") {
            options.limits = numbers(value);
        } else if (name == "--seeds") {
            options.seeds = std::stoi(value);
        } else if (name == "--from") {
            options.from = std::stoi(value);
        } else if (name == "--threads") {
            options.threads = std::stoi(value);
        } else {
            throw std::invalid_argument(name +
                                        " is none of --truth --course --skills --limits --seeds --from --threads");
        }
    }
    return options;
}

Gain one_term(const Options& options, const Run& run, int skills, std::uint64_t seed) {
    auto needs = options.course.empty() ? drawn_needs(static_cast<std::size_t>(skills), Draws({seed, 0}))
                                        : course_needs(options.course);
    const auto truth = make_truth(options.truth, std::move(needs), seed);
    auto policy = make_baseline(run.policy, *truth, run.limit);
    if (!policy) policy = make_planner(truth->needs(), run.limit);
    return run_term(*truth, *policy, seed);
}

/// Every seed has a place of its own, so that the number of threads changes nothing.
Results measured(const Options& options, const std::vector<Run>& runs, int skills) {
    Results results(runs.size(), std::vector<Gain>(static_cast<std::size_t>(options.seeds)));
    std::atomic<int> next = 0, done = 0;
    const int jobs = options.seeds * static_cast<int>(runs.size());
    std::mutex guard;
    std::exception_ptr failure;
    const auto work = [&] {
        for (int job = next++; job < jobs; job = next++) {
            try {
                const auto run = static_cast<std::size_t>(job % static_cast<int>(runs.size()));
                const auto seed = static_cast<std::size_t>(job / static_cast<int>(runs.size()));
                results[run][seed] =
                    one_term(options, runs[run], skills, static_cast<std::uint64_t>(options.from) + seed);
            } catch (...) {
                const std::lock_guard lock(guard);
                failure = std::current_exception();
            }
            std::fprintf(stderr, "\r%d of %d terms", ++done, jobs);
        }
    };
    std::vector<std::thread> threads;
    for (int at = 0; at < std::max(1, options.threads); ++at) threads.emplace_back(work);
    for (auto& thread : threads) thread.join();
    std::fprintf(stderr, "\r%*s\r", 30, "");
    if (failure) std::rethrow_exception(failure);
    return results;
}

std::vector<double> all(const std::vector<Gain>& gains) {
    std::vector<double> values;
    for (const auto& gain : gains) values.push_back(gain.all);
    return values;
}
std::vector<double> quarter(const std::vector<Gain>& gains, std::size_t which) {
    std::vector<double> values;
    for (const auto& gain : gains) values.push_back(gain.quarters[which]);
    return values;
}

std::vector<double> variety(const std::vector<Gain>& gains, std::size_t which) {
    std::vector<double> values;
    for (const auto& gain : gains) values.push_back(gain.variety[which]);
    return values;
}

void print_ratio(const char* what, const Interval& interval) {
    std::printf("    %-34s %5.3f  (%.3f to %.3f)\n", what, interval.middle, interval.low, interval.high);
}

void report(const Options& options, int skills) {
    std::vector<Run> runs;
    for (const int limit : options.limits) {
        for (const auto* name : {"same", "in-order", "ready-first", "all-seeing", "all-seeing-together", "planner"}) {
            const std::string_view policy = name;
            if (limit == 0 ? policy != "all-seeing-together" : policy != "same") runs.push_back({name, limit});
        }
    }
    const auto results = measured(options, runs, skills);
    std::map<std::pair<std::string, int>, const std::vector<Gain>*> by;
    std::printf("%-19s %5s  %6s  %6s %6s %6s %6s  %s\n", "policy", "limit", "gain", "lowest", "2nd", "3rd", "top",
                "minutes per skill");
    for (std::size_t at = 0; at < runs.size(); ++at) {
        by[{runs[at].policy, runs[at].limit}] = &results[at];
        const double gain = mean(all(results[at]));
        std::printf("%-19s %5s  %6.2f ", runs[at].policy.c_str(),
                    runs[at].limit == 0 ? "none" : std::to_string(runs[at].limit).c_str(), gain);
        for (std::size_t q = 0; q < 4; ++q) std::printf(" %6.2f", mean(quarter(results[at], q)));
        std::printf("  %.1f\n", kWeeks * kSlotsPerWeek * kSlotMinutes / gain);
    }
    for (const int limit : options.limits) {
        const auto& ours = *by.at({"planner", limit});
        const auto& in_order = *by.at({"in-order", limit});
        std::printf("  planner, limit %s\n", limit == 0 ? "none" : std::to_string(limit).c_str());
        if (const auto free = by.find({"planner", 0}); limit != 0 && free != by.end()) {
            print_ratio("of the planner without limit", ratio(all(ours), all(*free->second)));
            print_ratio("… the all-seeing together, of free",
                        ratio(all(*by.at({"all-seeing-together", limit})), all(*by.at({"all-seeing", 0}))));
        }
        if (const auto same = by.find({"same", 0}); same != by.end()) {
            print_ratio("of the same for all", ratio(all(ours), all(*same->second)));
        }
        print_ratio("of in-order", ratio(all(ours), all(in_order)));
        print_ratio("of all-seeing", ratio(all(ours), all(*by.at({"all-seeing", limit}))));
        const char* names[] = {"lowest quarter of in-order", "2nd quarter", "3rd quarter", "top quarter"};
        for (std::size_t q = 0; q < 4; ++q) print_ratio(names[q], ratio(quarter(ours, q), quarter(in_order, q)));
        print_ratio("variety, lowest of top quarter", ratio(variety(ours, 0), variety(ours, 3)));
    }
}

}  // namespace
}  // namespace waymark::bench

int main(int count, char** words) {
    using namespace waymark::bench;
    try {
        if (count > 1 && std::string_view(words[1]) == "--help") {
            std::fputs(kHelp, stdout);
            return 0;
        }
        const auto options = parsed(count, words);
        if (options.course.empty()) {
            for (const int skills : options.skills) {
                std::printf("%s truth, %d skills, seeds %d to %d, 30 students, 144 slots of 20 minutes\n",
                            options.truth.c_str(), skills, options.from, options.from + options.seeds - 1);
                report(options, skills);
            }
        } else {
            std::printf("%s truth, %s, seeds %d to %d\n", options.truth.c_str(), options.course.c_str(), options.from,
                        options.from + options.seeds - 1);
            report(options, 0);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    return 0;
}
