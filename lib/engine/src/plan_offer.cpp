#include "plan_offer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace waymark::plan {
namespace {

/// How much rarity and all that a student could do weigh; measured in the policy laboratory (tests/bench/policy).
constexpr double kRarity = 0.25, kAllOwn = 0.5;
constexpr int kRounds = 3;

class Offer {
public:
    Offer(const std::vector<Candidate>& candidates, const std::vector<int>& minutes)
        : candidates_(candidates), minutes_(minutes), lists_(minutes.size()), served_(minutes.size(), 0.0) {}

    void serve(const std::vector<std::size_t>& chosen) {
        for (auto& list : lists_) list.clear();
        for (const auto index : chosen) {
            for (const auto& one : candidates_[index].wanted) lists_[one.student].push_back(&one);
        }
        for (std::size_t student = 0; student < lists_.size(); ++student)
            served_[student] = gain(student, lists_[student]);
    }

    [[nodiscard]] double gain_of(std::size_t index) {
        const auto& candidate = candidates_[index];
        gains_.clear();
        for (const auto& one : candidate.wanted) {
            const auto& list = lists_[one.student];
            if (list.empty()) {
                gains_.push_back(one.minutes <= minutes_[one.student] ? one.worth : 0.0);
                continue;
            }
            auto& with = scratch_;
            with = list;
            with.push_back(&one);
            gains_.push_back(std::max(0.0, gain(one.student, with) - served_[one.student]));
        }
        if (candidate.places < gains_.size()) {
            const auto last = gains_.begin() + static_cast<std::ptrdiff_t>(candidate.places);
            std::ranges::nth_element(gains_, last, std::greater<>());
            gains_.erase(last, gains_.end());
            std::ranges::sort(gains_, std::greater<>());
        }
        double sum = 0;
        for (const auto one : gains_) sum += one;
        return sum;
    }

private:
    /// What a student gets of a session with these on offer: the densest first, one for each need, while they fit.
    [[nodiscard]] double gain(std::size_t student, const std::vector<const Wanted*>& list) {
        sorted_ = list;
        std::ranges::stable_sort(
            sorted_, [](const Wanted* a, const Wanted* b) { return a->worth * b->minutes > b->worth * a->minutes; });
        double sum = 0;
        int left = minutes_[student];
        for (std::size_t at = 0; at < sorted_.size(); ++at) {
            const auto& one = *sorted_[at];
            const auto earlier = sorted_.begin() + static_cast<std::ptrdiff_t>(at);
            if (one.minutes > left) continue;
            if (std::any_of(sorted_.begin(), earlier, [&](const Wanted* other) { return other->need == one.need; })) {
                continue;
            }
            left -= one.minutes;
            sum += one.worth;
        }
        return sum;
    }

    const std::vector<Candidate>& candidates_;
    const std::vector<int>& minutes_;
    std::vector<std::vector<const Wanted*>> lists_;
    std::vector<double> served_, gains_;
    std::vector<const Wanted*> scratch_, sorted_;
};

/// What all that each student could do is worth together, the best piece of work for each need.
std::vector<double> all_own(const std::vector<Candidate>& candidates, std::size_t students) {
    std::vector<std::vector<double>> best(students);
    for (const auto& candidate : candidates) {
        for (const auto& one : candidate.wanted) {
            auto& own = best[one.student];
            if (own.size() <= one.need) own.resize(one.need + 1, 0.0);
            own[one.need] = std::max(own[one.need], one.worth);
        }
    }
    std::vector<double> all;
    for (const auto& own : best) all.push_back(std::accumulate(own.begin(), own.end(), 0.0));
    return all;
}

void weigh(std::vector<Candidate>& candidates, const std::vector<double>& scarce) {
    std::vector<double> weight;
    for (const double all : all_own(candidates, scarce.size())) weight.push_back(std::pow(all, -kAllOwn));
    for (auto& candidate : candidates) {
        const double common = std::pow(candidate.lacking + 1, -kRarity);
        for (auto& one : candidate.wanted)
            one.worth *= one.urgency * common * weight[one.student] * scarce[one.student];
    }
}

}  // namespace

std::vector<std::size_t> best_offer(std::vector<Candidate> candidates, const std::vector<double>& scarce,
                                    std::size_t most, const std::vector<int>& minutes,
                                    const std::function<bool(const std::vector<std::size_t>&)>& allowed) {
    std::vector<std::size_t> chosen;
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        if (candidates[index].fixed) chosen.push_back(index);
    }
    const auto fixed = chosen.size();
    if (candidates.size() <= most) {
        std::vector<std::size_t> all(candidates.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        if (allowed(all)) return all;
    }
    weigh(candidates, scarce);
    Offer offer(candidates, minutes);
    const auto best_to_add = [&](const std::vector<std::size_t>& to, double least) {
        std::optional<std::size_t> best;
        for (std::size_t index = 0; index < candidates.size(); ++index) {
            if (std::ranges::find(to, index) != to.end()) continue;
            const double gain = offer.gain_of(index);
            if (gain <= least) continue;
            auto with = to;
            with.push_back(index);
            if (!allowed(with)) continue;
            least = gain;
            best = index;
        }
        return best;
    };
    constexpr double kLeast = 1e-9;
    while (chosen.size() < most) {
        offer.serve(chosen);
        const auto next = best_to_add(chosen, kLeast);
        if (!next) break;
        chosen.push_back(*next);
    }
    bool better = true;
    for (int round = 0; better && round < kRounds; ++round) {
        better = false;
        for (auto place = fixed; place < chosen.size(); ++place) {
            auto rest = chosen;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
            offer.serve(rest);
            const auto next = best_to_add(rest, offer.gain_of(chosen[place]) + kLeast);
            if (!next) continue;
            chosen[place] = *next;
            better = true;
        }
    }
    std::ranges::sort(chosen);
    return chosen;
}

}  // namespace waymark::plan
