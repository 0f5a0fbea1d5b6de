#include "statistics.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace waymark::bench {

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Interval ratio(std::span<const double> over, std::span<const double> under) {
    constexpr double kNormal = 1.96;
    const auto count = static_cast<double>(over.size());
    const double middle = mean(over) / mean(under);
    double squares = 0;
    for (std::size_t at = 0; at < over.size(); ++at) squares += std::pow(over[at] - middle * under[at], 2);
    const double error = count > 1 ? std::sqrt(squares / (count - 1) / count) / mean(under) : 0.0;
    return {middle, middle - kNormal * error, middle + kNormal * error};
}

}  // namespace waymark::bench
