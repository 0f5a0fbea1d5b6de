#pragma once

#include <cstdint>
#include <initializer_list>

namespace waymark::bench {

/// A stream of draws that is the same on every machine, keyed by what it is for: policies that are compared with each
/// other draw the same luck for the same student in the same slot. splitmix64 (Steele, Lea, Flood 2014).
class Draws {
public:
    explicit Draws(std::initializer_list<std::uint64_t> key);

    std::uint64_t next();
    double uniform();  ///< at least 0, below 1
    double normal(double mean, double deviation);
    bool bernoulli(double probability) { return uniform() < probability; }
    std::uint64_t below(std::uint64_t count) { return next() % count; }

private:
    std::uint64_t state_ = 0;
};

}  // namespace waymark::bench
