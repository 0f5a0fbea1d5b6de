#include "models.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace waymark::bench {
namespace {

double sigma(double x) {
    return 1 / (1 + std::exp(-x));
}

std::uint64_t pair_key(std::uint32_t student, std::uint32_t other) {
    return (std::uint64_t{student} << 32U) | other;
}

class Ours final : public Model {
public:
    explicit Ours(const FilterSettings& settings = {}) : filter_(0, settings) {}
    double predict_then_learn(const Answer& answer) override {
        for (const auto skill : answer.skills) {
            if (skill >= skills_) filter_.add_skills(skill + 1 - std::exchange(skills_, skill + 1));
        }
        return filter_.observe(answer.student, answer.item, answer.skills, answer.score);
    }

private:
    std::size_t skills_ = 0;
    BeliefFilter filter_;
};

/// Share of all answers of the class so far that were right.
class ClassMean final : public Model {
public:
    double predict_then_learn(const Answer& answer) override {
        const double predicted = (right_ + 1) / (answers_ + 2);
        right_ += answer.score;
        answers_ += 1;
        return predicted;
    }

private:
    double right_ = 0, answers_ = 0;
};

/// The gradebook's: 65 % the newest answer of student and skill, 35 % the mean of the older ones.
class DecayingAverage final : public Model {
public:
    double predict_then_learn(const Answer& answer) override {
        auto& known = known_[pair_key(answer.student, answer.skill_set)];
        double predicted = 0.5;
        if (known.answers == 1) predicted = known.newest;
        if (known.answers > 1) {
            predicted = 0.65 * known.newest + 0.35 * (known.sum - known.newest) / (known.answers - 1);
        }
        known.newest = answer.score;
        known.sum += answer.score;
        known.answers += 1;
        return predicted;
    }

private:
    struct Known {
        double newest = 0, sum = 0, answers = 0;
    };
    std::unordered_map<std::uint64_t, Known> known_;
};

/// A strength that moves by a step which shrinks with the answers seen.
struct Rating {
    double value = 0, answers = 0;
    void move(double first_step, double shrink, double difference) {
        value += first_step / (1 + shrink * answers) * difference;
        answers += 1;
    }
};

class Elo final : public Model {
public:
    double predict_then_learn(const Answer& answer) override {
        auto& student = students_[answer.student];
        auto& item = items_[answer.item];
        const double predicted = sigma(student.value - item.value);
        student.move(1, 0.05, answer.score - predicted);
        item.move(1, 0.05, predicted - answer.score);
        return predicted;
    }

private:
    std::unordered_map<std::uint32_t, Rating> students_, items_;
};

class EloWithSkills final : public Model {
public:
    double predict_then_learn(const Answer& answer) override {
        auto& student = students_[answer.student];
        auto& item = items_[answer.item];
        auto& skill = skills_[answer.skill_set];
        auto& pair = pairs_[pair_key(answer.student, answer.skill_set)];
        const double predicted = sigma(student.value + pair.value - item.value - skill.value);
        const double difference = answer.score - predicted;
        student.move(0.5, 0.05, difference);
        item.move(0.5, 0.05, -difference);
        skill.move(0.5, 0.05, -difference);
        pair.move(0.5, 0.05, difference);
        return predicted;
    }

private:
    std::unordered_map<std::uint32_t, Rating> students_, items_, skills_;
    std::unordered_map<std::uint64_t, Rating> pairs_;
};

/// Bayesian knowledge tracing for each student and skill. Corbett & Anderson (1995).
class KnowledgeTracing final : public Model {
public:
    KnowledgeTracing(double known, double learns, double slips, double guesses)
        : start_(known), learns_(learns), slips_(slips), guesses_(guesses) {}
    double predict_then_learn(const Answer& answer) override {
        double& known = known_.try_emplace(pair_key(answer.student, answer.skill_set), start_).first->second;
        const double right = known * (1 - slips_) + (1 - known) * guesses_;
        const double if_right = known * (1 - slips_) / right, if_wrong = known * slips_ / (1 - right);
        const double after = answer.score * if_right + (1 - answer.score) * if_wrong;
        known = after + (1 - after) * learns_;
        return right;
    }

private:
    double start_, learns_, slips_, guesses_;
    std::unordered_map<std::uint64_t, double> known_;
};

/// Performance factors analysis: wins and failures of student and skill. Pavlik, Cen & Koedinger (2009).
class PerformanceFactors final : public Model {
public:
    double predict_then_learn(const Answer& answer) override {
        auto& [wins, failures] = counts_[pair_key(answer.student, answer.skill_set)];
        const double predicted = sigma(0.2 * wins - 0.1 * failures);
        wins += answer.score;
        failures += 1 - answer.score;
        return predicted;
    }

private:
    std::unordered_map<std::uint64_t, std::pair<double, double>> counts_;
};

template <class Kind>
std::unique_ptr<Model> make() {
    return std::make_unique<Kind>();
}

std::unique_ptr<Model> make_documented_tracing() {
    return std::make_unique<KnowledgeTracing>(0.5, 0.4, 0.2, 0.2);
}

std::unique_ptr<Model> make_common_tracing() {
    return std::make_unique<KnowledgeTracing>(0.3, 0.15, 0.2, 0.1);
}

const std::array<ModelKind, 8> kKinds{{
    {"waymark", make<Ours>, false},
    {"class mean", make<ClassMean>, true},
    {"decaying average", make<DecayingAverage>, true},
    {"Elo", make<Elo>, true},
    {"Elo with skills", make<EloWithSkills>, true},
    {"BKT .5/.4/.2/.2", make_documented_tracing, true},
    {"BKT .3/.15/.2/.1", make_common_tracing, true},
    {"PFA", make<PerformanceFactors>, true},
}};

}  // namespace

std::unique_ptr<Model> filter_with(const FilterSettings& settings) {
    return std::make_unique<Ours>(settings);
}

std::span<const ModelKind> model_kinds() {
    return kKinds;
}

}  // namespace waymark::bench
