#include "waymark/estimate.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <unordered_map>

namespace waymark {
namespace {

constexpr std::size_t kFeatures = 6;

struct Belief {
    double mean = 0.0;
    double variance = 0.0;
};

struct Pair {
    Belief effect;
    double answers = 0;
    double residual = 0;
    double last_answer = 0;  ///< number of the student's answer that was the last on the skill
};

struct Student {
    Belief effect;
    double answers = 0;
    double residual = 0;
};

double sigma(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

/// One key for two numbers. Students, items and skills are numbered from 0 and stay far below 2^32.
std::uint64_t key(std::size_t high, std::size_t low) {
    return (static_cast<std::uint64_t>(high) << 32U) | static_cast<std::uint64_t>(low);
}

}  // namespace

struct BeliefFilter::State {
    FilterSettings settings;
    Belief base;
    std::vector<Belief> skills;
    std::array<Belief, kFeatures> weights;
    std::unordered_map<std::size_t, Student> students;
    std::unordered_map<std::size_t, Belief> items;
    std::unordered_map<std::uint64_t, Pair> pairs;
    /// For a student and an item: was the last answer right (more than half of the maximum)?
    std::unordered_map<std::uint64_t, bool> seen;

    [[nodiscard]] Student student(std::size_t id) const {
        const auto found = students.find(id);
        return found == students.end() ? Student{{0, settings.student_variance}} : found->second;
    }
    [[nodiscard]] Belief item(std::size_t id) const {
        const auto found = items.find(id);
        return found == items.end() ? Belief{0, settings.item_variance} : found->second;
    }
    [[nodiscard]] Pair pair(std::size_t student_id, SkillIndex skill) const {
        const auto found = pairs.find(key(student_id, skill));
        return found == pairs.end() ? Pair{{0, settings.student_skill_variance}} : found->second;
    }

    /// The pair as time has left it: other answers of the student since the last on the skill.
    [[nodiscard]] Pair aged(Pair pair, const Student& student) const {
        if (pair.answers > 0) {
            const double gap = std::log1p(student.answers - pair.last_answer);
            pair.effect.variance += settings.gap_walk * gap;
            pair.effect.mean *= std::exp(-settings.gap_forget * gap);
        }
        return pair;
    }

    [[nodiscard]] std::array<double, kFeatures> features(const Student& student, const Pair& pair,
                                                         std::optional<bool> last_on_item) const {
        return {std::log1p(pair.answers),
                last_on_item == true ? 1.0 : 0.0,
                last_on_item == false ? 1.0 : 0.0,
                student.residual,
                pair.residual,
                pair.answers == 0 ? 1.0 : 0.0};
    }

    /// Everything that goes into one prediction. An item on several skills takes the mean of their parts.
    struct Sum {
        double mean = 0, variance = 0, share = 1;
        Student student;
        Belief item;
        std::vector<Pair> pairs;
        std::array<double, kFeatures> features{};
        [[nodiscard]] double predicted(double flattening) const {
            return sigma(mean / std::sqrt(1 + flattening * variance));
        }
    };

    [[nodiscard]] Sum sum(std::size_t student_id, std::optional<std::size_t> item_id,
                          std::span<const SkillIndex> on) const {
        Sum s;
        s.student = student(student_id);
        s.share = 1.0 / static_cast<double>(on.size());
        s.item = item_id ? item(*item_id) : Belief{0, settings.item_variance};
        std::optional<bool> last;
        if (item_id) {
            if (const auto found = seen.find(key(student_id, *item_id)); found != seen.end()) last = found->second;
        }
        s.mean = base.mean + s.student.effect.mean + s.item.mean;
        s.variance = base.variance + s.student.effect.variance + s.item.variance;
        for (const auto index : on) {
            const auto& skill = skills.at(index);
            s.pairs.push_back(aged(pair(student_id, index), s.student));
            const auto& pair_now = s.pairs.back();
            s.mean += s.share * (skill.mean + pair_now.effect.mean);
            s.variance += s.share * s.share * (skill.variance + pair_now.effect.variance);
            const auto own = features(s.student, pair_now, last);
            for (std::size_t f = 0; f < kFeatures; ++f) s.features[f] += s.share * own[f];
        }
        for (std::size_t f = 0; f < kFeatures; ++f) {
            s.mean += weights[f].mean * s.features[f];
            s.variance += weights[f].variance * s.features[f] * s.features[f];
        }
        return s;
    }
};

BeliefFilter::BeliefFilter(std::size_t skill_count, const FilterSettings& settings)
    : state_(std::make_unique<State>()) {
    state_->settings = settings;
    state_->base = {settings.base_mean, settings.base_variance};
    state_->skills.assign(skill_count, {0, settings.skill_variance});
    for (std::size_t f = 0; f < kFeatures; ++f)
        state_->weights[f] = {settings.weight_means[f], settings.weight_variance};
}

BeliefFilter::~BeliefFilter() = default;
BeliefFilter::BeliefFilter(BeliefFilter&&) noexcept = default;
BeliefFilter& BeliefFilter::operator=(BeliefFilter&&) noexcept = default;

double BeliefFilter::predict(std::size_t student, std::size_t item, std::span<const SkillIndex> skills) const {
    return state_->sum(student, item, skills).predicted(state_->settings.flattening);
}

double BeliefFilter::observe(const Observation& observation) {
    return observe(observation.student, observation.item, observation.skills, observation.score);
}

void BeliefFilter::add_skills(std::size_t count) {
    state_->skills.resize(state_->skills.size() + count, {0, state_->settings.skill_variance});
}

double BeliefFilter::observe(std::size_t student, std::size_t item, std::span<const SkillIndex> skills, double score) {
    const Observation observation{student, item, {skills.begin(), skills.end()}, score};
    if (!(observation.score >= 0 && observation.score <= 1)) throw std::invalid_argument("a score outside 0 to 1");
    if (observation.skills.empty()) throw std::invalid_argument("an observation of no skill");
    auto& state = *state_;
    const auto& settings = state.settings;
    auto sum = state.sum(observation.student, observation.item, observation.skills);
    const double predicted = sum.predicted(settings.flattening);

    const double q = sigma(sum.mean), curvature = q * (1 - q), damping = 1 + curvature * sum.variance;
    const double error = (observation.score - q) / damping, shrink = curvature / damping;
    const auto learn = [&](Belief& belief, double weight) {
        const double step = belief.variance * weight;
        belief.mean += step * error;
        belief.variance -= step * step * shrink;
    };
    learn(state.base, 1);
    learn(sum.student.effect, 1);
    learn(sum.item, 1);
    for (std::size_t f = 0; f < kFeatures; ++f) learn(state.weights[f], sum.features[f]);
    const double residual = observation.score - predicted;
    for (std::size_t at = 0; at < observation.skills.size(); ++at) {
        const auto skill = observation.skills[at];
        learn(state.skills[skill], sum.share);
        auto& pair = sum.pairs[at];
        learn(pair.effect, sum.share);
        pair.effect.variance += settings.student_skill_walk;
        pair.effect.mean += settings.growth;
        pair.answers += 1;
        pair.last_answer = sum.student.answers + 1;
        pair.residual = settings.student_skill_residual_decay * pair.residual +
                        (1 - settings.student_skill_residual_decay) * residual;
        state.pairs[key(observation.student, skill)] = pair;
    }
    sum.student.effect.variance += settings.student_walk;
    sum.student.answers += 1;
    sum.student.residual =
        settings.student_residual_decay * sum.student.residual + (1 - settings.student_residual_decay) * residual;
    state.students[observation.student] = sum.student;
    state.items[observation.item] = sum.item;
    state.seen[key(observation.student, observation.item)] = observation.score > 0.5;
    return predicted;
}

Estimate BeliefFilter::estimate(std::size_t student, SkillIndex skill, double success_rate) const {
    const auto sum = state_->sum(student, std::nullopt, std::span(&skill, 1));
    // The item's own variance is left out: the question is the rate over typical items, not one answer.
    const double variance = sum.variance - sum.item.variance;
    const double wanted = std::log(success_rate / (1 - success_rate));
    Estimate estimate;
    estimate.mean = sum.mean;
    estimate.variance = variance;
    estimate.probability = 0.5 * std::erfc((wanted - sum.mean) / std::sqrt(2 * variance));
    estimate.observations = static_cast<int>(sum.pairs.front().answers);
    return estimate;
}

}  // namespace waymark
