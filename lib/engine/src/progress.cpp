#include "waymark/progress.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace waymark {
namespace {

double logistic(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

/// The mean of the logistic of a normal variable (MacKay 1992).
double mean_logistic(const Normal& odds) {
    return logistic(odds.mean / std::sqrt(1 + std::numbers::pi / 8 * odds.variance));
}

/// Gauss-Hermite points and weights for a standard normal variable, five of them.
constexpr std::array<double, 5> kPoints{-2.8569700138728056, -1.3556261799742659, 0.0, 1.3556261799742659,
                                        2.8569700138728056};
constexpr std::array<double, 5> kWeights{0.011257411327720689, 0.22207592200561266, 0.53333333333333333,
                                         0.22207592200561266, 0.011257411327720689};

/// The probability that any of the skills is known.
double any_of(std::span<const SkillIndex> need, const std::vector<double>& known) {
    double none = 1.0;
    for (const auto skill : need) none *= 1 - known[skill];
    return 1 - none;
}

}  // namespace

/// How well the result of a check fits a known and an unknown skill.
struct LearningModel::Likelihood {
    double known = 1.0, unknown = 1.0;
    bool worked = true;
};

double LearningModel::Unmet::mean() const {
    double sum = 0;
    for (std::size_t count = 1; count <= most; ++count) sum += static_cast<double>(count) * probability[count];
    return sum;
}

LearningModel::LearningModel(const Curriculum& curriculum, std::size_t students, const ProgressSettings& settings)
    : curriculum_(&curriculum),
      settings_(settings),
      place_(curriculum.skills().size()),
      difficulty_(curriculum.skills().size(), Normal{0, settings.difficulty_variance}),
      learning_(settings.learning),
      unmet_need_(settings.unmet_need),
      known_before_(settings.known_before),
      known_before_later_(settings.known_before_later),
      losses_(settings.losses),
      exposure_(settings.exposure) {
    const auto count = curriculum.skills().size();
    for (std::size_t place = 0; place < count; ++place) place_[curriculum.order()[place]] = static_cast<double>(place);
    Student fresh{.ability = {0, settings.ability_variance},
                  .pieces = 0,
                  .states = std::vector<State>(count),
                  .before = std::vector<double>(count),
                  .known = std::vector<double>(count)};
    refresh(fresh);
    students_.assign(students, fresh);
}

Normal LearningModel::learning_odds(const Student& student, SkillIndex skill) const {
    return {learning_.mean + student.ability.mean - difficulty_[skill].mean,
            learning_.variance + student.ability.variance + difficulty_[skill].variance};
}

Normal LearningModel::before_odds(const Student& student, SkillIndex skill) const {
    const double factor = settings_.known_before_ability, place = place_[skill];
    return {
        known_before_.mean + factor * student.ability.mean - difficulty_[skill].mean + place * known_before_later_.mean,
        known_before_.variance + factor * factor * student.ability.variance + difficulty_[skill].variance +
            place * place * known_before_later_.variance};
}

double LearningModel::needs_known_before(const Student& student, SkillIndex skill) const {
    double all = 1.0;
    for (const auto& need : curriculum_->skills()[skill].needs) all *= any_of(need, student.before);
    return all;
}

LearningModel::Unmet LearningModel::unmet_if(const Student& student, SkillIndex skill, SkillIndex of,
                                             bool is_known) const {
    Unmet result;
    for (const auto& need : curriculum_->skills()[skill].needs) {
        double none = 1.0;
        for (const auto one : need) none *= one == of ? (is_known ? 0.0 : 1.0) : 1 - student.known[one];
        auto& p = result.probability;
        if (result.most < Unmet::kMost) ++result.most;
        for (std::size_t count = result.most; count > 0; --count)
            p[count] = p[count] * (1 - none) + p[count - 1] * none;
        p[0] *= 1 - none;
    }
    return result;
}

LearningModel::Unmet LearningModel::unmet(const Student& student, SkillIndex skill) const {
    return unmet_if(student, skill, place_.size(), false);
}

double LearningModel::learning(const Normal& odds, const Unmet& unmet) const {
    double sum = 0;
    for (std::size_t count = 0; count <= unmet.most; ++count) {
        const auto less = static_cast<double>(count) * unmet_need_.mean;
        sum += unmet.probability[count] * mean_logistic({odds.mean - less, odds.variance});
    }
    return sum;
}

void LearningModel::refresh(Student& student, SkillIndex skill, double kept) const {
    const auto& state = student.states[skill];
    double held = state.held, lost = state.lost, never = state.never;
    if (state.seen_at < 0) {
        const double before = needs_known_before(student, skill) * mean_logistic(before_odds(student, skill));
        held *= before * kept;
        lost *= before * (1 - kept);
        never *= 1 - before;
    }
    const double sum = held + lost + never + state.gained;
    student.before[skill] = (held + lost) / sum;
    student.known[skill] = (held + state.gained) / sum;
}

void LearningModel::refresh(Student& student) const {
    const double kept = std::pow(1 - loss(), student.pieces);
    for (const auto skill : curriculum_->order()) refresh(student, skill, kept);
}

void LearningModel::tell_needs(Student& student, SkillIndex skill, const Likelihood& seen) const {
    struct Told {
        SkillIndex need;
        double held, lost, never, gained;
    };
    std::vector<Told> told;
    const auto& state = student.states[skill];
    const auto odds = learning_odds(student, skill);
    const double before = mean_logistic(before_odds(student, skill));
    const double kept = std::pow(1 - loss(), student.pieces);
    for (const auto& need : curriculum_->skills()[skill].needs) {
        double others = 1.0;
        for (const auto& other : curriculum_->skills()[skill].needs) {
            if (&other != &need) others *= any_of(other, student.before);
        }
        for (const auto one : need) {
            const auto likelihood = [&](bool before_class, bool now) {
                double held = 0, gained = 0, unknown = 1;
                if (state.seen_at < 0) {
                    held = before_class || need.size() > 1 ? others * before * kept : 0.0;
                    unknown = 1 - held;
                } else if (before_class || need.size() > 1) {
                    held = state.held;
                    gained = state.gained;
                    unknown = state.lost + state.never;
                } else {
                    const double rest = std::max(1e-9, state.gained + state.never);
                    gained = state.gained / rest;
                    unknown = state.never / rest;
                }
                const double learned = seen.worked ? learning(odds, unmet_if(student, skill, one, now)) : 0.0;
                return (held + gained + unknown * learned) * seen.known + unknown * (1 - learned) * seen.unknown;
            };
            told.push_back({one, likelihood(true, true), likelihood(true, false), likelihood(false, false),
                            likelihood(false, true)});
        }
    }
    for (const auto& one : told) {
        auto& need = student.states[one.need];
        need.held *= one.held;
        need.lost *= one.lost;
        need.never *= one.never;
        need.gained *= one.gained;
        const double scale = need.seen_at < 0 ? std::max({need.held, need.lost, need.never})
                                              : need.held + need.lost + need.never + need.gained;
        for (auto* part : {&need.held, &need.lost, &need.never, &need.gained}) *part /= scale;
    }
}

void LearningModel::observe(std::size_t at, SkillIndex skill, double right, int items, bool worked) {
    if (items < 1 || !(right >= 0 && right <= items)) throw std::invalid_argument("right answers outside the items");
    auto& student = students_.at(at);
    auto& state = student.states.at(skill);
    const bool first = state.seen_at < 0;
    const double wrong = items - right;
    const Likelihood seen{
        .known = std::pow(1 - settings_.slip, right) * std::pow(settings_.slip, wrong),
        .unknown = std::pow(settings_.guess, right) * std::pow(1 - settings_.guess, wrong),
        .worked = worked,
    };
    const auto learn = learning_odds(student, skill), before = before_odds(student, skill);
    const auto missing = unmet(student, skill);
    const double needs_before = needs_known_before(student, skill);
    const double kept = std::pow(1 - loss(), student.pieces);

    // Moments of the two log-odds under the likelihood of the result, in independent standard coordinates.
    const double covariance = settings_.known_before_ability * student.ability.variance + difficulty_[skill].variance;
    const double scale_learn = std::sqrt(learn.variance), shared = covariance / scale_learn;
    const double scale_before = std::sqrt(std::max(1e-12, before.variance - shared * shared));
    double total = 0, mean_a = 0, mean_b = 0, square_a = 0, product = 0, square_b = 0, learned_mean = 0;
    State after{.held = 0, .lost = 0, .never = 0, .gained = 0};
    for (std::size_t a = 0; a < kPoints.size(); ++a) {
        const double x = learn.mean + scale_learn * kPoints[a];
        double learned = 0;
        for (std::size_t count = 0; worked && count <= missing.most; ++count) {
            learned += missing.probability[count] * logistic(x - static_cast<double>(count) * unmet_need_.mean);
        }
        for (std::size_t b = 0; b < (first ? kPoints.size() : 1); ++b) {
            const double z = first ? kPoints[b] : 0.0;
            const double weight = kWeights[a] * (first ? kWeights[b] : 1.0);
            double held = state.held, lost = state.lost, never = state.never, gained = state.gained;
            if (first) {
                const double known_before =
                    needs_before * logistic(before.mean + shared * kPoints[a] + scale_before * z);
                held *= known_before * kept;
                lost *= known_before * (1 - kept);
                never *= 1 - known_before;
                const double sum = held + lost + never;
                held /= sum;
                lost /= sum;
                never /= sum;
                gained = 0;
            }
            const double known = (held + gained + (lost + never) * learned) * seen.known;
            const double unknown = (lost + never) * (1 - learned) * seen.unknown;
            const double mass = weight * (known + unknown);
            total += mass;
            mean_a += mass * kPoints[a];
            mean_b += mass * z;
            square_a += mass * kPoints[a] * kPoints[a];
            product += mass * kPoints[a] * z;
            square_b += mass * z * z;
            learned_mean += weight * learned;
            after.held += weight * (held + lost * learned) * seen.known;
            after.gained += weight * (gained + never * learned) * seen.known;
            after.lost += weight * lost * (1 - learned) * seen.unknown;
            after.never += weight * never * (1 - learned) * seen.unknown;
        }
    }
    mean_a /= total;
    mean_b /= total;
    const double narrower_a = square_a / total - mean_a * mean_a - 1;
    const double both = product / total - mean_a * mean_b;
    const double narrower_b = square_b / total - mean_b * mean_b - 1;

    if (!first && student.pieces > state.seen_at) {
        const int gap = student.pieces - state.seen_at;
        const double gone = 1 - std::pow(1 - loss(), gap);
        const double fits = learned_mean * seen.known + (1 - learned_mean) * seen.unknown;
        losses_ += state.known_then * gone * fits / total;
        exposure_ += state.known_then * gap;
    }
    tell_needs(student, skill, seen);

    // `in_learn` and `in_before`: how the parameter enters the two log-odds.
    const auto update = [&](Normal& belief, double in_learn, double in_before) {
        const double a = in_learn * belief.variance / scale_learn;
        const double b = first ? (in_before * belief.variance - shared * a) / scale_before : 0.0;
        belief.mean += a * mean_a + b * mean_b;
        belief.variance += a * a * narrower_a + (first ? 2 * a * b * both + b * b * narrower_b : 0.0);
        belief.variance = std::max(1e-4, belief.variance);
    };
    update(student.ability, 1, settings_.known_before_ability);
    update(difficulty_[skill], -1, -1);
    update(learning_, 1, 0);
    update(known_before_, 0, 1);
    update(known_before_later_, 0, place_[skill]);
    update(unmet_need_, -missing.mean(), 0);
    unmet_need_.mean = std::max(0.0, unmet_need_.mean);

    for (auto* part : {&after.held, &after.lost, &after.never, &after.gained}) *part /= total;
    after.known_then = after.held + after.gained;
    after.seen_at = student.pieces;
    state = after;
    // What this says of other skills shows when the next piece of work is done.
    for (const auto& need : curriculum_->skills()[skill].needs) {
        for (const auto one : need) refresh(student, one, kept);
    }
    refresh(student, skill, kept);
}

void LearningModel::pass(std::size_t at, int pieces) {
    auto& student = students_.at(at);
    student.pieces += pieces;
    const double gone = 1 - std::pow(1 - loss(), pieces);
    for (auto& state : student.states) {
        if (state.seen_at < 0) continue;
        state.lost += state.held * gone;
        state.held -= state.held * gone;
        state.never += state.gained * gone;
        state.gained -= state.gained * gone;
    }
    refresh(student);
}

double LearningModel::known(std::size_t student, SkillIndex skill) const {
    return students_.at(student).known.at(skill);
}

std::vector<Prospect> LearningModel::prospects(std::size_t at) const {
    const auto& student = students_.at(at);
    std::vector<Prospect> result(place_.size());
    for (SkillIndex skill = 0; skill < result.size(); ++skill) {
        auto& prospect = result[skill];
        prospect.known = student.known[skill];
        prospect.learning = learning(learning_odds(student, skill), unmet(student, skill));
        for (const auto next : curriculum_->dependents(skill)) {
            const auto odds = learning_odds(student, next);
            prospect.opens += (1 - student.known[next]) * (learning(odds, unmet_if(student, next, skill, true)) -
                                                           learning(odds, unmet_if(student, next, skill, false)));
        }
    }
    return result;
}

}  // namespace waymark
