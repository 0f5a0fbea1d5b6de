#include "result_days.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

text::DateOrder order_of(const Recognised& recognised) {
    const auto& table = recognised.main(Purpose::results);
    std::vector<std::string> dates;
    std::unordered_set<std::string_view> seen;
    for (const auto& row : table.rows) {
        const auto cell = table.cell(row, Role::date);
        if (seen.insert(cell).second) dates.emplace_back(cell);
    }
    for (const auto& cell : table.days) dates.push_back(cell);
    if (const auto* items = recognised.find(TableFormat::Holds::items)) {
        for (const auto& row : items->rows) dates.emplace_back(items->cell(row, Role::date));
    }
    const auto order = text::date_order(dates);
    return order == text::DateOrder::ambiguous && table.format->dates ? *table.format->dates : order;
}

}  // namespace

ResultDays::ResultDays(const Recognised& recognised, text::DateOrder said)
    : order_(said != text::DateOrder::ambiguous ? said : order_of(recognised)) {
}

std::optional<Date> ResultDays::of(std::string_view cell) {
    cell_.assign(cell);
    const auto known = days_.find(cell_);
    if (known != days_.end()) return known->second;
    return days_.emplace(cell_, text::parse_cell_date(cell, order_)).first->second;
}

bool ResultDays::is_ambiguous(std::string_view cell) const {
    return order_ == text::DateOrder::ambiguous && text::parse_cell_date(cell, text::DateOrder::day_first).has_value();
}

int time_of(std::string_view cell) {
    const auto colon = cell.find(':');
    if (colon == std::string_view::npos || colon == 0) return 0;
    auto start = colon;
    while (start > 0 && cell[start - 1] >= '0' && cell[start - 1] <= '9' && colon - start < 2) --start;
    int parts[3] = {0, 0, 0};
    std::size_t part = 0;
    for (auto at = start; at < cell.size() && part < 3; ++at) {
        if (cell[at] >= '0' && cell[at] <= '9') {
            parts[part] = std::min(parts[part] * 10 + (cell[at] - '0'), 86400);
        } else if (cell[at] == ':') {
            ++part;
        } else {
            break;
        }
    }
    const auto key = text::match_key(cell.substr(colon));
    const bool evening = key.find("pm") != std::string::npos, morning = key.find("am") != std::string::npos;
    if (evening && parts[0] < 12) parts[0] += 12;
    if (morning && parts[0] == 12) parts[0] = 0;
    return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

}  // namespace waymark::classroom
