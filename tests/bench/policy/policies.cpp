#include "policies.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace waymark::bench {
namespace {

using Order = std::vector<std::size_t>;  // all skills, the best first

/// Each student has an order of skills; the class agrees on the few that are on offer.
class Ordering : public Policy {
public:
    Ordering(const Truth& truth, int limit) : truth_(truth), limit_(static_cast<std::size_t>(limit)) {
        last_right_.assign(kStudents, std::vector<int>(truth.skills(), -1));
        last_slot_.assign(kStudents, std::vector<int>(truth.skills(), -1));
    }

    std::vector<std::optional<std::size_t>> choose(int slot) override {
        slot_ = slot;
        std::vector<Order> orders;
        for (std::size_t student = 0; student < kStudents; ++student) orders.push_back(order(student));
        std::vector<std::optional<std::size_t>> chosen;
        const auto offered = limit_ == 0 ? std::vector<char>(truth_.skills(), 1) : offer(orders);
        for (const auto& order : orders) {
            chosen.push_back(*std::ranges::find_if(order, [&](std::size_t skill) { return offered[skill] != 0; }));
        }
        return chosen;
    }
    void see(std::size_t student, std::size_t skill, int right) override {
        last_right_[student][skill] = right;
        last_slot_[student][skill] = slot_;
    }

protected:
    [[nodiscard]] virtual Order order(std::size_t student) const = 0;
    [[nodiscard]] bool passed(std::size_t student, std::size_t skill) const { return last_right_[student][skill] == 2; }
    /// Skills still open by `first`, in order of number, then the passed ones, least recently checked first.
    template <class First>
    [[nodiscard]] Order by(std::size_t student, const First& first) const {
        Order order(truth_.skills());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto key = [&](std::size_t skill) {
            const bool done = passed(student, skill);
            return std::tuple(done, done || first(skill) ? 0 : 1, done || turns_ ? last_slot_[student][skill] : 0,
                              skill);
        };
        std::ranges::sort(order, {}, key);
        return order;
    }
    /// The skills on offer to the class: those that most students want first.
    [[nodiscard]] virtual std::vector<char> offer(const std::vector<Order>& orders) const {
        std::vector<int> wanted(truth_.skills(), 0);
        for (const auto& order : orders) ++wanted[order.front()];
        Order skills(truth_.skills());
        std::iota(skills.begin(), skills.end(), std::size_t{0});
        std::ranges::stable_sort(skills, std::greater<>(), [&](std::size_t skill) { return wanted[skill]; });
        std::vector<char> offered(truth_.skills(), 0);
        for (std::size_t at = 0; at < std::min(limit_, skills.size()); ++at) offered[skills[at]] = 1;
        return offered;
    }
    const Truth& truth_;
    std::size_t limit_;
    bool turns_ = false;

private:
    int slot_ = 0;
    std::vector<std::vector<int>> last_right_, last_slot_;
};

class InOrder final : public Ordering {
public:
    using Ordering::Ordering;

protected:
    [[nodiscard]] Order order(std::size_t student) const override {
        return by(student, [](std::size_t) { return true; });
    }
};

class ReadyFirst final : public Ordering {
public:
    ReadyFirst(const Truth& truth, int limit) : Ordering(truth, limit) { turns_ = true; }

protected:
    [[nodiscard]] Order order(std::size_t student) const override {
        return by(student, [&](std::size_t skill) {
            return std::ranges::all_of(truth_.needs()[skill], [&](std::size_t need) { return passed(student, need); });
        });
    }
};

class AllSeeing : public Ordering {
public:
    using Ordering::Ordering;

protected:
    [[nodiscard]] Order order(std::size_t student) const override {
        std::vector<double> chance;
        for (std::size_t skill = 0; skill < truth_.skills(); ++skill) {
            chance.push_back(truth_.learning(student, skill));
        }
        Order order(truth_.skills());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t skill) { return chance[skill]; });
        return order;
    }
};

/// The all-seeing one that also chooses best for the class: the few skills with which most is learned in this slot,
/// one after the other and then exchanged for as long as that gains. What information could buy under the limit.
class AllSeeingTogether final : public AllSeeing {
public:
    using AllSeeing::AllSeeing;

protected:
    [[nodiscard]] std::vector<char> offer(const std::vector<Order>&) const override {
        const auto skills = truth_.skills();
        std::vector<std::size_t> few;
        while (few.size() < std::min(limit_, skills)) few.push_back(best_with(few));
        for (bool gained = true; gained;) {
            gained = false;
            for (std::size_t at = 0; at < few.size(); ++at) {
                auto others = few;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
                const double before = learned(few);
                others.push_back(best_with(others));
                if (learned(others) > before + 1e-9) few = others, gained = true;
            }
        }
        std::vector<char> offered(skills, 0);
        for (const auto skill : few) offered[skill] = 1;
        return offered;
    }

private:
    [[nodiscard]] double learned(const std::vector<std::size_t>& few) const {
        double sum = 0.0;
        for (std::size_t student = 0; student < kStudents; ++student) {
            double best = 0.0;
            for (const auto skill : few) best = std::max(best, truth_.learning(student, skill));
            sum += best;
        }
        return sum;
    }
    [[nodiscard]] std::size_t best_with(std::vector<std::size_t> few) const {
        few.push_back(0);
        std::pair<double, std::size_t> best{-1.0, 0};
        for (std::size_t skill = 0; skill < truth_.skills(); ++skill) {
            few.back() = skill;
            if (const double sum = learned(few); sum > best.first) best = {sum, skill};
        }
        return best.second;
    }
};

/// The same for everybody: the slots of the term spread evenly over the skills.
class Same final : public Policy {
public:
    explicit Same(std::size_t skills) : skills_(skills) {}
    std::vector<std::optional<std::size_t>> choose(int slot) override {
        return std::vector<std::optional<std::size_t>>(
            kStudents, static_cast<std::size_t>(slot) * skills_ / (kWeeks * kSlotsPerWeek));
    }
    void see(std::size_t, std::size_t, int) override {}

private:
    std::size_t skills_;
};

}  // namespace

std::unique_ptr<Policy> make_baseline(std::string_view name, const Truth& truth, int limit) {
    if (name == "same") return std::make_unique<Same>(truth.skills());
    if (name == "in-order") return std::make_unique<InOrder>(truth, limit);
    if (name == "ready-first") return std::make_unique<ReadyFirst>(truth, limit);
    if (name == "all-seeing") return std::make_unique<AllSeeing>(truth, limit);
    if (name == "all-seeing-together") return std::make_unique<AllSeeingTogether>(truth, limit);
    return nullptr;
}

}  // namespace waymark::bench
