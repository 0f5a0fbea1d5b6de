#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Classes whose whole progress is known, to measure forecasts against. A week has four sessions.
namespace waymark::bench {

inline constexpr int kSessionsAWeek = 4;
inline constexpr int kWeeks = 18;
inline constexpr int kStudents = 30;
inline constexpr int kUnits = 6;
/// Who is not done by then counts as done then.
inline constexpr int kLongest = 1000;

/// How a student was drawn. Irregular students are drawn by a coin (1 in 5) and work fully only in "on" weeks; of the
/// others the upper and the lower quarter by what makes them quick are fast and slow.
enum class Kind { steady, fast, slow, irregular };

struct TrueStudent {
    Kind kind = Kind::steady;
    std::vector<int> recorded;  ///< for each skill the session, from 1, in which it was recorded as mastered
};

struct TrueClass {
    std::vector<double> minutes;  ///< expected, of each skill
    std::vector<int> unit;        ///< of each skill, from 0
    std::vector<TrueStudent> students;
};

struct Truth {
    std::string_view name;
    std::string_view what;
    TrueClass (*draw)(std::uint64_t seed);
};

[[nodiscard]] std::span<const Truth> truths();

}  // namespace waymark::bench
