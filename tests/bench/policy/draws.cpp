#include "draws.hpp"

#include <cmath>
#include <numbers>

namespace waymark::bench {
namespace {

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15ULL;

}  // namespace

Draws::Draws(std::initializer_list<std::uint64_t> key) {
    for (const auto part : key) state_ = mixed(state_ + kStep + part);
}

std::uint64_t Draws::next() {
    state_ += kStep;
    return mixed(state_);
}

double Draws::uniform() {
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

double Draws::normal(double mean, double deviation) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return mean + deviation * radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace waymark::bench
