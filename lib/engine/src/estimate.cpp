#include "waymark/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "numbered_table.hpp"
#include "portable_math.hpp"

namespace waymark {
namespace {

using Features = std::array<double, kCircumstances>;

struct Pair {
    Belief effect;
    double recent = 0;       ///< decayed residual
    float answers = 0;       ///< by weight
    float last = 0;          ///< -1 to 1
    float last_answer = 0;   ///< the student's answers by then, this one included
    std::int32_t count = 0;  ///< observations
};

struct Student {
    Belief effect;
    Belief practice;
    double recent = 0;
    float answers = 0;
    float last = 0;
    std::uint64_t last_skills = 0;
};

/// What is believed of several skills at once.
struct Combination {
    Belief effect;
    std::vector<SkillIndex> skills;
};

/// So many answers of a student are the start.
constexpr double kStart = 40;

/// One key for two numbers. Students, items and skills are numbered from 0 and stay below 2^31.
std::uint64_t key(std::size_t high, std::size_t low) {
    return (static_cast<std::uint64_t>(high) << 32U) | static_cast<std::uint64_t>(low);
}

/// Equal for equal sets; different ones agree once in 2^64 pairs.
std::uint64_t fingerprint(std::span<const SkillIndex> skills) {
    std::uint64_t value = 14695981039346656037U;
    for (const auto skill : skills) {
        value = (value ^ (skill + 1)) * 1099511628211U;
        value ^= value >> 29U;
    }
    return value | 1U;
}

/// log(1 + count): counts are whole numbers but for group work.
double log_one_more(double count) {
    constexpr std::size_t kKnown = 512;
    static const auto known = [] {
        std::array<double, kKnown> values{};
        for (std::size_t at = 0; at < kKnown; ++at) values[at] = portable::log(1 + static_cast<double>(at));
        return values;
    }();
    const auto whole = static_cast<std::size_t>(count);
    if (whole < kKnown && static_cast<double>(whole) == count) return known[whole];
    return portable::log(1 + count);
}

double log_odds(double probability) {
    return portable::log(probability / (1 - probability));
}

}  // namespace

struct BeliefFilter::State {
    FilterSettings settings;
    Belief base, slip;
    std::array<Belief, kCircumstances> weights{};
    std::vector<Belief> skills;
    NumberedTable<Combination> combinations;  ///< by fingerprint
    NumberedTable<Belief> items;
    NumberedTable<Student> students;
    NumberedTable<Pair> pairs;
    FlaggedKeys known_items;  ///< student and item: was the last answer right?
    /// The last step: offset and slope, and the covariance of the two.
    double offset = 0, slope = 1, offset_variance = 0, covariance = 0, slope_variance = 0;

    explicit State(const FilterSettings& chosen)
        : settings(chosen),
          base(chosen.base),
          slip(chosen.slip),
          offset_variance(chosen.calibration_variance),
          slope_variance(chosen.calibration_variance) {
        for (std::size_t at = 0; at < kCircumstances; ++at) {
            weights[at] = {settings.weight_means[at], settings.weight_variance};
        }
    }

    [[nodiscard]] Student fresh_student() const {
        return {.effect = {0, settings.student_variance}, .practice = {0, settings.student_practice_variance}};
    }
    [[nodiscard]] Pair fresh_pair() const { return {.effect = {0, settings.student_skill_variance}}; }

    Belief* combination(std::uint64_t skill_set, std::span<const SkillIndex> on) {
        auto& found = combinations.of(skill_set, {{0, settings.combination_variance}, {}});
        if (found.skills.empty()) found.skills.assign(on.begin(), on.end());
        return &found.effect;
    }

    /// Other answers of the student since the last on the skill blur and fade what is believed of it.
    void age(Pair& pair, const Student& student) const {
        if (pair.count == 0) return;
        const double gap = log_one_more(student.answers - pair.last_answer);
        if (gap <= 0) return;
        pair.effect.variance += settings.gap_walk * gap;
        pair.effect.mean *= portable::exp(-settings.gap_forget * gap);
    }

    /// Everything that goes into one prediction.
    struct Sum {
        double mean = 0, variance = 0;
        double share = 1;     ///< of each skill's part
        double practice = 0;  ///< what the student's own gain by practice is multiplied by
        Features features{};
    };

    /// The student's and the class's part; of the skills only what they have in common.
    [[nodiscard]] Sum start(const Student& student, std::size_t skill_count, bool item_known, bool same_skills) const {
        Sum sum;
        sum.share = 1 / std::sqrt(static_cast<double>(skill_count));
        sum.mean = base.mean + student.effect.mean;
        sum.variance = base.variance + student.effect.variance;
        auto& f = sum.features;
        const auto at = [](Circumstance one) { return static_cast<std::size_t>(one); };
        f[at(Circumstance::item_known)] = item_known ? 1 : 0;
        f[at(Circumstance::student_recent)] = student.recent;
        f[at(Circumstance::same_skills)] = same_skills ? 1 : 0;
        f[at(Circumstance::same_skills_last)] = same_skills ? student.last : 0;
        f[at(Circumstance::position)] = log_one_more(std::min(static_cast<double>(student.answers), kStart));
        return sum;
    }

    void add(Sum& sum, const Belief& skill, const Pair& pair) const {
        sum.mean += sum.share * (skill.mean + pair.effect.mean);
        sum.variance += sum.share * sum.share * (skill.variance + pair.effect.variance);
        const double even = sum.share * sum.share, practised = log_one_more(pair.answers);
        sum.practice += sum.share * practised;
        auto& f = sum.features;
        f[static_cast<std::size_t>(Circumstance::practice)] += even * practised;
        f[static_cast<std::size_t>(Circumstance::skill_recent)] += even * pair.recent;
        f[static_cast<std::size_t>(Circumstance::skill_last)] += even * pair.last;
    }

    void finish(Sum& sum, const Student& student) const {
        sum.mean += sum.practice * student.practice.mean;
        sum.variance += sum.practice * sum.practice * student.practice.variance;
        for (std::size_t at = 0; at < kCircumstances; ++at) {
            sum.mean += weights[at].mean * sum.features[at];
            sum.variance += weights[at].variance * sum.features[at] * sum.features[at];
        }
        sum.mean = std::clamp(sum.mean, -20.0, 20.0);
    }

    /// The log-odds of success when those of being able are `mean`.
    [[nodiscard]] double slipped(double mean) const {
        return log_odds((1 - portable::sigma(slip.mean)) * portable::sigma(mean));
    }

    void learn_calibration(double logit, double score, double predicted, double weight) {
        const double h0 = offset_variance + covariance * logit, h1 = covariance + slope_variance * logit;
        const double curvature = weight * predicted * (1 - predicted), damping = 1 + curvature * (h0 + h1 * logit);
        const double error = weight * (score - predicted) / damping, shrink = curvature / damping;
        offset += h0 * error;
        slope += h1 * error;
        offset_variance -= h0 * h0 * shrink;
        covariance -= h0 * h1 * shrink;
        slope_variance -= h1 * h1 * shrink;
    }
};

BeliefFilter::BeliefFilter(std::size_t skill_count, const FilterSettings& settings)
    : state_(std::make_unique<State>(settings)) {
    add_skills(skill_count);
}

BeliefFilter::BeliefFilter(const CourseKnowledge& carried, const FilterSettings& settings)
    : state_(std::make_unique<State>(settings)) {
    auto& state = *state_;
    const auto widened = [&](Belief belief, double most) {
        belief.variance = std::min(belief.variance + settings.carried_variance, most);
        return belief;
    };
    state.base = widened(carried.base, settings.base.variance);
    state.slip = carried.slip;
    state.weights = carried.weights;
    for (const auto& skill : carried.skills) state.skills.push_back(widened(skill, settings.skill_variance));
    for (const auto& [skills, belief] : carried.combinations) {
        state.combinations.of(fingerprint(skills), {widened(belief, settings.combination_variance), skills});
    }
    for (const auto& [item, belief] : carried.items) state.items.of(item, widened(belief, settings.item_variance));
}

BeliefFilter::~BeliefFilter() = default;
BeliefFilter::BeliefFilter(BeliefFilter&&) noexcept = default;
BeliefFilter& BeliefFilter::operator=(BeliefFilter&&) noexcept = default;

void BeliefFilter::add_skills(std::size_t count) {
    state_->skills.resize(state_->skills.size() + count, {0, state_->settings.skill_variance});
}

double BeliefFilter::predict(std::size_t student_id, std::size_t item_id, std::span<const SkillIndex> skills) const {
    if (skills.empty()) throw std::invalid_argument("an answer on no skill");
    const auto& state = *state_;
    const auto* const met = state.students.find(student_id);
    const auto student = met != nullptr ? *met : state.fresh_student();
    const auto* const item = state.items.find(item_id);
    auto sum = state.start(student, skills.size(), state.known_items.flag(key(student_id, item_id)),
                           student.last_skills == fingerprint(skills));
    sum.mean += item != nullptr ? item->mean : 0;
    if (skills.size() > 1) {
        const auto* const combination = state.combinations.find(fingerprint(skills));
        sum.mean += combination != nullptr ? combination->effect.mean : 0;
    }
    for (const auto skill : skills) {
        const auto* const found = state.pairs.find(key(student_id, skill));
        auto pair = found != nullptr ? *found : state.fresh_pair();
        state.age(pair, student);
        state.add(sum, state.skills.at(skill), pair);
    }
    state.finish(sum, student);
    return portable::sigma(state.offset + state.slope * state.slipped(sum.mean));
}

double BeliefFilter::observe(const Observation& observation) {
    return observe(observation.student, observation.item, observation.skills, observation.score, observation.weight);
}

double BeliefFilter::observe(std::size_t student_id, std::size_t item_id, std::span<const SkillIndex> skills,
                             double score, double weight) {
    if (!(score >= 0 && score <= 1)) throw std::invalid_argument("a score outside 0 to 1");
    if (!(weight > 0 && weight <= 1)) throw std::invalid_argument("a weight that is not above 0 and at most 1");
    if (skills.empty()) throw std::invalid_argument("an answer on no skill");
    auto& state = *state_;
    const auto& settings = state.settings;
    for (const auto skill : skills) static_cast<void>(state.skills.at(skill));
    auto& student = state.students.of(student_id, state.fresh_student());
    auto& item = state.items.of(item_id, {0, settings.item_variance});
    const auto skill_set = fingerprint(skills);
    const auto item_key = key(student_id, item_id);

    auto sum = state.start(student, skills.size(), state.known_items.flag(item_key), student.last_skills == skill_set);
    sum.mean += item.mean;
    sum.variance += item.variance;
    Belief* combination = nullptr;
    if (skills.size() > 1) {
        combination = state.combination(skill_set, skills);
        sum.mean += combination->mean;
        sum.variance += combination->variance;
    }
    for (const auto skill : skills) {
        auto& pair = state.pairs.of(key(student_id, skill), state.fresh_pair());
        state.age(pair, student);
        state.add(sum, state.skills[skill], pair);
    }
    state.finish(sum, student);

    const double able = portable::sigma(sum.mean), slips = portable::sigma(state.slip.mean);
    const double expected = (1 - slips) * able;
    const double logit = log_odds(expected);
    const double predicted = portable::sigma(state.offset + state.slope * logit);
    state.learn_calibration(logit, score, predicted, weight);

    // The chance of a slip is one more part of the sum: what one unit of it does, counted in units of the sum.
    const double slip_share = std::max(-slips / (1 - able), -3.0);
    sum.variance += slip_share * slip_share * state.slip.variance;
    const double gain = expected * (1 - able), spread = expected * (1 - expected);
    const double curvature = weight * gain * gain / spread, damping = 1 + curvature * sum.variance;
    const double error = weight * (score - expected) * gain / spread / damping, shrink = curvature / damping;
    const auto learn = [&](Belief& belief, double share) {
        const double step = belief.variance * share;
        belief.mean += step * error;
        belief.variance -= step * step * shrink;
    };
    learn(state.slip, slip_share);
    learn(state.base, 1);
    learn(student.effect, 1);
    learn(student.practice, sum.practice);
    learn(item, 1);
    if (combination != nullptr) learn(*combination, 1);
    for (std::size_t at = 0; at < kCircumstances; ++at) learn(state.weights[at], sum.features[at]);

    // The last step's prediction is for readers: what lies above it is remembered of the sum's own.
    const double residual = weight * (score - expected);
    const auto now = static_cast<float>(2 * score - 1);
    student.answers += static_cast<float>(weight);
    student.recent = settings.student_fading * student.recent + (1 - settings.student_fading) * residual;
    student.last = now;
    student.last_skills = skill_set;
    student.effect.variance += settings.student_walk;
    for (const auto skill : skills) {
        auto& pair = state.pairs.of(key(student_id, skill), state.fresh_pair());
        learn(state.skills[skill], sum.share);
        learn(pair.effect, sum.share);
        pair.recent = settings.student_skill_fading * pair.recent + (1 - settings.student_skill_fading) * residual;
        pair.answers += static_cast<float>(weight);
        pair.last = now;
        pair.last_answer = student.answers;
        pair.count += 1;
    }
    state.known_items.set(item_key, score > 0.5);
    return predicted;
}

Estimate BeliefFilter::estimate(std::size_t student_id, SkillIndex skill, double success_rate) const {
    const auto& state = *state_;
    const auto* const met = state.students.find(student_id);
    const auto student = met != nullptr ? *met : state.fresh_student();
    const auto* const found = state.pairs.find(key(student_id, skill));
    auto pair = found != nullptr ? *found : state.fresh_pair();
    state.age(pair, student);
    auto sum = state.start(student, 1, false, false);
    sum.features[static_cast<std::size_t>(Circumstance::same_skills)] = 1;
    state.add(sum, state.skills.at(skill), pair);
    state.finish(sum, student);

    // What an answer would be predicted with; its slope in the sum turns the sum's variance into that of the log-odds.
    const double able = portable::sigma(sum.mean), expected = (1 - portable::sigma(state.slip.mean)) * able;
    const double slope = state.slope * (1 - able) / (1 - expected);
    Estimate estimate;
    estimate.mean = state.offset + state.slope * state.slipped(sum.mean);
    estimate.variance = sum.variance * slope * slope;
    estimate.observations = pair.count;
    const double above = (estimate.mean - log_odds(success_rate)) / std::sqrt(std::max(estimate.variance, 1e-12));
    estimate.probability = portable::normal_below(above);
    return estimate;
}

CourseKnowledge BeliefFilter::course_knowledge() const {
    const auto& state = *state_;
    CourseKnowledge knowledge{state.base, state.slip, state.weights, state.skills, {}, {}};
    state.combinations.for_each(
        [&](std::uint64_t, const Combination& one) { knowledge.combinations.emplace_back(one.skills, one.effect); });
    state.items.for_each([&](std::uint64_t item, const Belief& belief) {
        knowledge.items.emplace_back(static_cast<std::size_t>(item), belief);
    });
    const auto by_name = [](const auto& left, const auto& right) { return left.first < right.first; };
    std::ranges::sort(knowledge.combinations, by_name);
    std::ranges::sort(knowledge.items, by_name);
    return knowledge;
}

namespace {

/// Beliefs about one thing, multiplied; each holds the same prior.
class Product {
public:
    void multiply(const Belief& belief, const Belief& prior) {
        precision_ += 1 / belief.variance - 1 / prior.variance;
        weighted_ += belief.mean / belief.variance - prior.mean / prior.variance;
    }
    [[nodiscard]] Belief with(const Belief& prior) const {
        // A belief that only walked is wider than its prior; it says nothing, not less than nothing.
        const double precision = std::max(precision_, 0.0) + 1 / prior.variance;
        return {(weighted_ + prior.mean / prior.variance) / precision, 1 / precision};
    }

private:
    double precision_ = 0, weighted_ = 0;
};

/// The named beliefs of all classes, those of one name multiplied.
template <class Name>
std::vector<std::pair<Name, Belief>> merged_by_name(std::vector<std::pair<Name, Belief>> all, const Belief& prior) {
    std::ranges::stable_sort(all, [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<std::pair<Name, Belief>> merged;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        Product product;
        for (; end < all.size() && all[end].first == all[begin].first; ++end) product.multiply(all[end].second, prior);
        merged.emplace_back(all[begin].first, product.with(prior));
    }
    return merged;
}

}  // namespace

CourseKnowledge merge(std::span<const CourseKnowledge> classes, const FilterSettings& settings) {
    const Belief skill_prior{0, settings.skill_variance};
    Product base, slip;
    std::array<Product, kCircumstances> weights;
    std::vector<Product> skills;
    CourseKnowledge merged;
    const auto weight_prior = [&](std::size_t at) {
        return Belief{settings.weight_means[at], settings.weight_variance};
    };
    for (const auto& one : classes) {
        base.multiply(one.base, settings.base);
        slip.multiply(one.slip, settings.slip);
        for (std::size_t at = 0; at < kCircumstances; ++at) weights[at].multiply(one.weights[at], weight_prior(at));
        skills.resize(std::max(skills.size(), one.skills.size()));
        for (std::size_t at = 0; at < one.skills.size(); ++at) skills[at].multiply(one.skills[at], skill_prior);
        merged.combinations.insert(merged.combinations.end(), one.combinations.begin(), one.combinations.end());
        merged.items.insert(merged.items.end(), one.items.begin(), one.items.end());
    }
    merged.base = base.with(settings.base);
    merged.slip = slip.with(settings.slip);
    for (std::size_t at = 0; at < kCircumstances; ++at) merged.weights[at] = weights[at].with(weight_prior(at));
    for (const auto& skill : skills) merged.skills.push_back(skill.with(skill_prior));
    merged.combinations = merged_by_name(std::move(merged.combinations), {0, settings.combination_variance});
    merged.items = merged_by_name(std::move(merged.items), {0, settings.item_variance});
    return merged;
}

}  // namespace waymark
