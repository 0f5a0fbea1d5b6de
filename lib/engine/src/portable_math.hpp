#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

/// Functions whose bits are the same on every machine: the standard library's differ between processors in the last
/// bit. Built from operations that IEEE 754 rounds exactly; the build contracts none of them.
namespace waymark::portable {

/// e^x for x from -700 to 700, to about 1e-15 of the result.
inline double exp(double x) {
    constexpr double kLog2High = 6.93147180369123816490e-01, kLog2Low = 1.90821492927058770002e-10;
    constexpr double kPerLog2 = 1.44269504088896338700e+00;
    // Adding and subtracting 1.5 * 2^52 rounds to a whole number.
    constexpr double kRound = 6755399441055744.0;
    const double whole = (x * kPerLog2 + kRound) - kRound;
    const double r = (x - whole * kLog2High) - whole * kLog2Low;
    // Taylor series on |r| <= 0.35.
    constexpr std::array<double, 13> kTerms{
        1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120,       1.0 / 24,       1.0 / 6,       1.0 / 2,      1.0,         1.0};
    double sum = kTerms[0];
    for (std::size_t at = 1; at < kTerms.size(); ++at) sum = sum * r + kTerms[at];
    const auto power = static_cast<std::uint64_t>(static_cast<std::int64_t>(whole) + 1023) << 52U;
    return sum * std::bit_cast<double>(power);
}

/// Natural logarithm of a normal number above 0, to about 1e-15.
inline double log(double x) {
    auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
    bits = (bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL;
    auto m = std::bit_cast<double>(bits);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    // log m = 2 artanh((m - 1) / (m + 1)), the argument at most 0.172.
    const double s = (m - 1) / (m + 1), square = s * s;
    double sum = 1.0 / 21;
    for (int odd = 19; odd >= 1; odd -= 2) sum = sum * square + 1.0 / odd;
    return 2 * s * sum + static_cast<double>(exponent) * 0.6931471805599453;
}

inline double sigma(double x) {
    return 1 / (1 + exp(-x));
}

/// Probability that a standard normal variable is below x; Abramowitz & Stegun 26.2.17, to 7.5e-8.
inline double normal_below(double x) {
    const double size = x < 0 ? -x : x;
    if (size > 30) return x < 0 ? 0.0 : 1.0;
    const double t = 1 / (1 + 0.2316419 * size);
    const double series =
        t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    const double above = 0.3989422804014327 * exp(-size * size / 2) * series;
    return x < 0 ? above : 1 - above;
}

}  // namespace waymark::portable
