#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "recognise.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

/// The days that a results file writes, all in one order.
class ResultDays {
public:
    /// The order is `said`; else what the dates themselves leave, then what the format is known to write.
    ResultDays(const Recognised& recognised, text::DateOrder said);

    [[nodiscard]] std::optional<Date> of(std::string_view cell);
    /// Whether a cell is a day in some order, and nobody knows in which.
    [[nodiscard]] bool is_ambiguous(std::string_view cell) const;

private:
    text::DateOrder order_;
    std::unordered_map<std::string, std::optional<Date>> days_;
    std::string cell_;
};

/// "7 September 2026  8:11 PM" -> seconds since midnight; 0 without a time.
[[nodiscard]] int time_of(std::string_view cell);

}  // namespace waymark::classroom
