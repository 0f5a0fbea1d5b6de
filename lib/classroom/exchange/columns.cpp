#include "columns.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace waymark::classroom {
namespace {

/// A format's names of columns, ready to be looked up: hundreds of names meet hundreds of headers.
class Names {
public:
    void add(const std::string& name, Role role, std::size_t rank) {
        if (name.find_first_of("*{|") == std::string::npos) {
            const auto cell = header_cell(name);
            by_key_[cell.key.empty() ? cell.text : cell.key].emplace_back(role, rank);
        } else {
            patterns_.push_back({HeaderPattern(name), role, rank});
        }
    }

    /// Every role that a header may have, with its rank.
    [[nodiscard]] std::vector<std::pair<Role, std::size_t>> find(const HeaderCell& header) const {
        std::vector<std::pair<Role, std::size_t>> found;
        const auto known = by_key_.find(header.key.empty() ? header.text : header.key);
        if (known != by_key_.end()) found = known->second;
        for (const auto& one : patterns_) {
            if (one.name.fits(header)) found.emplace_back(one.role, one.rank);
        }
        return found;
    }

private:
    struct Pattern {
        HeaderPattern name;
        Role role;
        std::size_t rank;
    };
    std::unordered_map<std::string, std::vector<std::pair<Role, std::size_t>>> by_key_;
    std::vector<Pattern> patterns_;
};

std::optional<double> plain_number(const std::string& text) {
    auto copy = text;
    std::ranges::replace(copy, ',', '.');
    double value = 0;
    const auto [end, failed] = std::from_chars(copy.data(), copy.data() + copy.size(), value);
    if (failed != std::errc() || end != copy.data() + copy.size() || value <= 0) return std::nullopt;
    return value;
}

bool fits_any(const std::vector<HeaderPattern>& patterns, const HeaderCell& header) {
    return std::ranges::any_of(patterns, [&](const auto& pattern) { return pattern.fits(header); });
}

std::string title_of(const ItemColumns& items, const Captures& captures, const std::string& header) {
    if (!items.title.empty()) return filled(items.title, captures);
    if (!captures.contains("title")) return header;
    // A number tells items of one title apart; a maximum is no part of what an item is called.
    return filled(captures.contains("id") ? "{title} ({id})" : "{title}", captures);
}

/// The item that a column holds, with the place of its pattern.
std::optional<std::pair<std::size_t, Columns::Item>> item_of(const TableFormat& format,
                                                             const std::vector<HeaderCell>& header, std::size_t at) {
    for (std::size_t pattern = 0; pattern < format.items.size(); ++pattern) {
        const auto& items = format.items[pattern];
        auto captures = fit(items.column, header[at].text);
        if (!captures) continue;
        // Known only to who reads the rows.
        for (const std::string later : {"item", "file"}) captures->try_emplace(later, "{" + later + "}");
        Columns::Item item{.at = at, .title = title_of(items, *captures, header[at].text)};
        if (const auto id = captures->find("id"); id != captures->end()) item.id = id->second;
        if (const auto maximum = captures->find("maximum"); maximum != captures->end()) {
            item.maximum = plain_number(maximum->second);
            item.maximum_is_sure = item.maximum.has_value();
        }
        if (!item.maximum) item.maximum = items.maximum;
        if (!items.percent.empty()) {
            const auto partner = filled(items.percent, *captures);
            for (std::size_t other = 0; other < header.size(); ++other) {
                if (other != at && header[other].text == partner) item.percent = other;
            }
        }
        return std::pair(pattern, std::move(item));
    }
    return std::nullopt;
}

}  // namespace

std::vector<HeaderCell> header_cells(std::span<const std::string_view> cells) {
    std::vector<HeaderCell> header;
    header.reserve(cells.size());
    for (const auto& cell : cells) header.push_back(header_cell(cell));
    return header;
}

Signature::Signature(const TableFormat& format) {
    for (const auto& pattern : format.header) header_.emplace_back(pattern);
    for (const auto& pattern : format.without) without_.emplace_back(pattern);
}

std::optional<std::size_t> Signature::fit_of(const std::vector<HeaderCell>& header) const {
    if (header_.empty()) return std::nullopt;
    const auto there = [&](const HeaderPattern& pattern) {
        return std::ranges::any_of(header, [&](const auto& cell) { return pattern.fits(cell); });
    };
    if (!std::ranges::all_of(header_, there) || std::ranges::any_of(without_, there)) return std::nullopt;
    return header_.size();
}

std::optional<std::size_t> column_named(const std::string& name, const std::vector<HeaderCell>& header) {
    const HeaderPattern pattern(name);
    const auto found = std::ranges::find_if(header, [&](const auto& cell) { return pattern.fits(cell); });
    return found == header.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(std::distance(header.begin(), found)));
}

Columns columns_of(const TableFormat& format, const std::vector<HeaderCell>& header) {
    Names names;
    for (const auto& [role, all] : format.columns) {
        for (std::size_t rank = 0; rank < all.size(); ++rank) names.add(all[rank], role, rank);
    }
    Columns columns;
    std::map<Role, std::size_t> best;
    for (std::size_t at = 0; at < header.size(); ++at) {
        for (const auto& [role, rank] : names.find(header[at])) {
            const auto [known, fresh] = best.try_emplace(role, rank);
            if (!fresh && rank >= known->second) continue;
            known->second = rank;
            columns.roles[role] = at;
        }
    }
    std::unordered_set<std::size_t> taken;
    for (const auto& [role, at] : columns.roles) taken.insert(at);
    for (const auto& id : format.ids) {
        for (const auto& name : id.columns) {
            const auto at = column_named(name, header);
            if (!at) continue;
            columns.ids.push_back({id.system, *at});
            taken.insert(*at);
            break;
        }
    }
    for (const auto* tests : {&format.only, &format.skip, &format.maximum_row, &format.date_row}) {
        for (const auto& test : *tests) {
            if (test.column == "*") continue;
            if (const auto at = column_named(test.column, header)) taken.insert(*at);
        }
    }
    const std::vector<HeaderPattern> calculated(format.calculated.begin(), format.calculated.end());
    std::vector<std::pair<std::size_t, Columns::Item>> items;
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto& cell = header[at];
        if (cell.text.empty() || taken.contains(at)) continue;
        auto item = fits_any(calculated, cell) ? std::nullopt : item_of(format, header, at);
        if (item) {
            items.push_back(std::move(*item));
        } else {
            columns.ignored.push_back(cell.text);
        }
    }
    for (auto& [pattern, item] : items) {
        // The same item in percent, or as a letter, says nothing new.
        const bool again = std::ranges::any_of(
            items, [&](const auto& other) { return other.first < pattern && other.second.title == item.title; });
        if (again) {
            columns.ignored.push_back(header[item.at].text);
        } else {
            columns.items.push_back(item);
        }
    }
    return columns;
}

}  // namespace waymark::classroom
