#pragma once

#include <span>

namespace waymark::bench {

struct Interval {
    double middle = 0, low = 0, high = 0;
};

double mean(std::span<const double> values);
/// The mean of paired ratios of sums, sum(over) / sum(under), with its 95 % interval by linearisation (Cochran 1977,
/// Sampling Techniques, chapter 6).
Interval ratio(std::span<const double> over, std::span<const double> under);

}  // namespace waymark::bench
