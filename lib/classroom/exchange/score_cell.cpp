#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "waymark/classroom/exchange.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using Word = std::pair<std::string_view, EvidenceState>;

constexpr std::array kWords{
    Word{"x", EvidenceState::excused},
    Word{"ex", EvidenceState::excused},
    Word{"excused", EvidenceState::excused},
    Word{"exempt", EvidenceState::excused},
    Word{"n/a", EvidenceState::not_assigned},
    Word{"na", EvidenceState::not_assigned},
    Word{"not assigned", EvidenceState::not_assigned},
    Word{"missing", EvidenceState::missing},
    Word{"not submitted", EvidenceState::missing},
    Word{"never submitted", EvidenceState::missing},
    Word{"pending", EvidenceState::pending},
    Word{"needs grading", EvidenceState::pending},
    Word{"requires grading", EvidenceState::pending},
    Word{"ungraded", EvidenceState::pending},
    Word{"incomplete", EvidenceState::pending},
    Word{"submitted", EvidenceState::pending},
    Word{"in progress", EvidenceState::in_progress},
};

/// Digits with at most one decimal mark and marks between thousands; no sign, no exponent.
std::optional<double> number(std::string text, bool decimal_comma) {
    const char decimal = decimal_comma ? ',' : '.', thousands = decimal_comma ? '.' : ',';
    const auto first_mark = text.find_first_of(".,");
    if (first_mark != std::string::npos && text[first_mark] == thousands) {
        // "8,5" in a file with decimal points can only be 8.5; "1,500" can only be 1500.
        const bool only = text.find_first_of(".,", first_mark + 1) == std::string::npos;
        const auto behind = text.size() - first_mark - 1;
        if (only && behind != 3 && behind > 0) {
            text[first_mark] = decimal;
        } else {
            std::string kept;
            std::size_t run = 3;
            bool seen_decimal = false;
            for (const char c : text) {
                if (c == thousands) {
                    if ((run != 3 && !kept.empty() && kept.size() > 3) || seen_decimal) return std::nullopt;
                    run = 0;
                    continue;
                }
                seen_decimal = seen_decimal || c == decimal;
                ++run;
                kept += c;
            }
            text = kept;
        }
    }
    std::ranges::replace(text, ',', '.');
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value > 1e6)
        return std::nullopt;
    return value;
}

}  // namespace

std::optional<ScoreCell> read_score(std::string_view cell, bool decimal_comma) {
    // Most cells are whole numbers.
    if (!cell.empty() && cell.size() <= 6 && cell.find_first_not_of("0123456789") == std::string_view::npos) {
        ScoreCell whole;
        int value = 0;
        std::from_chars(cell.data(), cell.data() + cell.size(), value);
        whole.score = value;
        return whole;
    }
    const auto key = text::match_key(cell);
    ScoreCell result;
    if (key.empty() || key == "-" || key == "–" || key == "—") {
        result.blank = true;
        return result;
    }
    for (const auto& [word, state] : kWords) {
        if (key == word) {
            result.state = state;
            return result;
        }
    }
    if (key.starts_with("--")) {
        result.state = EvidenceState::pending;
        return result;
    }
    if (key.ends_with('%')) {
        result.score = number(text::trim(key.substr(0, key.size() - 1)), decimal_comma);
        result.maximum = 100.0;
        return result.score ? std::optional(result) : std::nullopt;
    }
    const auto slash = key.find('/');
    if (slash != std::string::npos) {
        result.score = number(text::trim(key.substr(0, slash)), decimal_comma);
        result.maximum = number(text::trim(key.substr(slash + 1)), decimal_comma);
        return result.score && result.maximum && *result.maximum > 0 ? std::optional(result) : std::nullopt;
    }
    result.score = number(key, decimal_comma);
    return result.score ? std::optional(result) : std::nullopt;
}

}  // namespace waymark::classroom
