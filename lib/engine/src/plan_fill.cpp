#include "plan_fill.hpp"

#include <algorithm>

namespace waymark::plan {

std::vector<std::optional<std::size_t>> best_fill(const std::vector<std::vector<Piece>>& groups, int minutes,
                                                  int check_minutes) {
    std::vector<std::optional<std::size_t>> taken(groups.size());
    if (minutes <= 0) return taken;
    bool checks = false;
    for (const auto& group : groups) {
        checks = checks || std::ranges::any_of(group, [](const Piece& piece) { return piece.check_minutes > 0; });
    }
    const auto depth = static_cast<std::size_t>(checks ? std::clamp(check_minutes, 0, minutes) : 0);
    const auto width = static_cast<std::size_t>(minutes);
    const auto cells = (width + 1) * (depth + 1);
    const auto cell = [&](std::size_t used, std::size_t checked) { return used * (depth + 1) + checked; };

    // best[cell]: the greatest value of the groups behind within so many minutes; built from the last group, so that
    // walking from the first prefers earlier groups among equals.
    std::vector<PlanValue> best(cells), before;
    std::vector<std::vector<int>> choice(groups.size(), std::vector<int>(cells, -1));
    for (std::size_t at = groups.size(); at-- > 0;) {
        before = best;
        for (std::size_t index = 0; index < groups[at].size(); ++index) {
            const auto& piece = groups[at][index];
            if (piece.value <= PlanValue{} || piece.minutes > minutes) continue;
            if (piece.check_minutes > static_cast<int>(depth)) continue;
            const auto need = static_cast<std::size_t>(piece.minutes);
            const auto check = static_cast<std::size_t>(piece.check_minutes);
            for (auto used = need; used <= width; ++used) {
                for (auto checked = check; checked <= depth; ++checked) {
                    auto value = before[cell(used - need, checked - check)];
                    value += piece.value;
                    auto& known = best[cell(used, checked)];
                    auto& chosen = choice[at][cell(used, checked)];
                    if (value > known || (value == known && chosen < 0)) {
                        known = value;
                        chosen = static_cast<int>(index);
                    }
                }
            }
        }
    }
    std::size_t used = width, checked = depth;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        const int chosen = choice[at][cell(used, checked)];
        if (chosen < 0) continue;
        taken[at] = static_cast<std::size_t>(chosen);
        used -= static_cast<std::size_t>(groups[at][*taken[at]].minutes);
        checked -= static_cast<std::size_t>(groups[at][*taken[at]].check_minutes);
    }
    return taken;
}

}  // namespace waymark::plan
