#include "scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace waymark::classroom {
namespace {

using Holds = TableFormat::Holds;

/// What a score and its percentage say of the maximum, over all rows: whole or half points where they fit.
std::optional<double> maximum_from_percent(const Table& table, const Columns::Item& item, bool decimal_comma) {
    double best_share = 0, maximum = 0;
    for (const auto& row : table.rows) {
        std::string percent_cell(Table::cell(row, *item.percent));
        if (!percent_cell.ends_with('%')) percent_cell += '%';
        const auto real = read_score(Table::cell(row, item.at), decimal_comma),
                   percent = read_score(percent_cell, decimal_comma);
        if (!real || !percent || !real->score || !percent->score || *percent->score <= best_share) continue;
        best_share = *percent->score;
        maximum = *real->score / *percent->score * 100;
    }
    if (maximum <= 0) return std::nullopt;
    const auto half = std::round(maximum * 2) / 2;
    return half > 0 && std::abs(half - maximum) / maximum < 0.005 ? half : maximum;
}

/// "Quiz 7 (1)", "Quiz 7 - Copy": what browsers and desktops add to a second file of one name.
std::string without_copy_mark(std::string name) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view mark :
             {" - Copy", " - copy", " copy", " Copy", " - Kopie", " - copia", " - Copie"}) {
            if (name.size() > mark.size() && name.ends_with(mark)) {
                name.resize(name.size() - mark.size());
                again = true;
            }
        }
        const auto open = name.rfind('(');
        if (!name.ends_with(')') || open == std::string::npos || open == 0) continue;
        const auto number = std::string_view(name).substr(open + 1, name.size() - open - 2);
        if (number.empty() || number.size() > 2 || number.find_first_not_of("0123456789") != std::string_view::npos) {
            continue;
        }
        name.resize(open);
        while (name.ends_with(' ') || name.ends_with('_')) name.pop_back();
        again = true;
    }
    return name;
}

/// A comma before other than three digits can only be a decimal comma.
bool is_decimal_comma(std::string_view cell) {
    const auto comma = cell.find(',');
    if (comma == std::string_view::npos || comma == 0) return false;
    if (cell.find_first_not_of("0123456789,") != std::string_view::npos) return false;
    const auto behind = cell.size() - comma - 1;
    return cell.find(',', comma + 1) == std::string_view::npos && behind > 0 && behind != 3;
}

bool has_decimal_comma(const Table& table) {
    return std::ranges::any_of(table.maxima, is_decimal_comma) || std::ranges::any_of(table.rows, [](const Row& row) {
               return std::ranges::any_of(row.cells, [](const auto& cell) { return is_decimal_comma(cell); });
           });
}

}  // namespace

Scores::Scores(const Recognised& recognised, std::optional<std::string> item, std::vector<RefusedRow>& refused)
    : recognised_(recognised),
      table_(recognised.main(Purpose::results)),
      item_(item.value_or(without_copy_mark(stem_of(table_.file)))),
      named_by_file_(!item),
      decimal_comma_(has_decimal_comma(table_)),
      refused_(refused) {
    name_columns(refused);
    find_maxima();
    if (const auto* items = recognised.find(Holds::items)) {
        for (const auto& row : items->rows) {
            const auto key = items->cell(row, Role::item_key), title = items->cell(row, Role::item);
            items_.try_emplace(
                key, NamedItem{std::string(title.empty() ? key : title), std::string(items->cell(row, Role::maximum)),
                               std::string(items->cell(row, Role::date))});
        }
        // Titles are for people: two items of one title are told apart by their keys.
        std::map<std::string, int> count;
        for (const auto& [key, named] : items_) ++count[named.title];
        for (auto& [key, named] : items_) {
            if (count[named.title] > 1) named.title += fmt::format(" ({})", key);
        }
    }
    if (const auto* people = recognised.find(Holds::people); people != nullptr && people != &table_) {
        for (const auto& row : people->rows) {
            people_.try_emplace(people->cell(row, Role::person_key), people, &row);
        }
    }
}

void Scores::name_columns(std::vector<RefusedRow>& refused) {
    const bool dated = !table_.days.empty();
    std::map<std::string, int> count;
    for (const auto& item : table_.columns.items) ++count[item.title];
    std::map<std::string, std::size_t> taken;
    for (auto item : table_.columns.items) {
        const auto day = dated && item.at < table_.days.size() ? table_.days[item.at] : std::string();
        // Systems let two pieces of work have one title; the day tells them apart where there is one.
        if (item.id.empty() && count[item.title] > 1 && !day.empty()) item.title += " (" + day + ")";
        const auto file_at = item.title.find("{file}");
        if (file_at != std::string::npos) item.title.replace(file_at, 6, item_);
        const auto [other, fresh] = taken.try_emplace(item.title, item.at);
        if (!fresh) {
            refused.push_back({table_.file, 1,
                               fmt::format("the columns {} and {} are both called \"{}\"", other->second + 1,
                                           item.at + 1, item.title)});
            for (std::size_t at = 0; at < columns_.size(); ++at) {
                if (columns_[at].title != item.title) continue;
                columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(at));
                column_by_file_.erase(column_by_file_.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            }
            continue;
        }
        if (item.at < table_.maxima.size()) {
            const auto maximum = read_score(table_.maxima[item.at], decimal_comma_);
            if (maximum && maximum->score && *maximum->score > 0) {
                item.maximum = *maximum->score;
                item.maximum_is_sure = true;
            }
        }
        columns_.push_back(std::move(item));
        column_by_file_.push_back(named_by_file_ && file_at != std::string::npos);
    }
    for (const auto& item : columns_) {
        column_days_.push_back(item.at < table_.days.size() ? table_.days[item.at] : std::string());
    }
}

void Scores::find_maxima() {
    for (auto& item : columns_) {
        if (item.maximum_is_sure) continue;
        if (item.percent) {
            if (const auto maximum = maximum_from_percent(table_, item, decimal_comma_)) {
                item.maximum = maximum;
                continue;
            }
        }
        // What a format takes for granted ends where a score says otherwise.
        const bool over = item.maximum && std::ranges::any_of(table_.rows, [&](const Row& row) {
                              const auto score = read_score(Table::cell(row, item.at), decimal_comma_);
                              return score && score->score && !score->maximum && *score->score > *item.maximum;
                          });
        if (over) item.maximum.reset();
    }
}

Identity Scores::who(const ScoreRow& score) const {
    auto who = identity_of(*score.table, *score.row);
    const auto person = people_.find(score.table->cell(*score.row, Role::person_key));
    if (person == people_.end()) return who;
    auto known = identity_of(*person->second.first, *person->second.second);
    if (known.ids.empty()) known.ids = std::move(who.ids);
    return known;
}

void Scores::each(const std::function<void(const ScoreRow&)>& use) const {
    const auto& table = table_;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        const auto& item = columns_[at];
        std::string title;
        for (const auto& row : table.rows) {
            // A quiz of several questions may be named in the row.
            const auto named = table.cell(row, Role::item);
            title = item.title;
            bool by_file = column_by_file_[at];
            if (const auto place = title.find("{item}"); place != std::string::npos) {
                title.replace(place, 6, named.empty() ? item_ : named);
                by_file = by_file || (named_by_file_ && named.empty());
            }
            use({.table = &table,
                 .row = &row,
                 .title = title,
                 .is_column = true,
                 .id = item.id,
                 .column = table.header[item.at],
                 .score = Table::cell(row, item.at),
                 .maximum = {},
                 .known_maximum = item.maximum,
                 .day = column_days_[at].empty() ? std::string_view(table.cell(row, Role::date))
                                                 : std::string_view(column_days_[at]),
                 .titled_by_file = by_file});
        }
    }
    if (!columns_.empty() || !table.has(Role::score)) return;
    for (const auto& row : table.rows) {
        ScoreRow one{.table = &table, .row = &row};
        const auto item = table.cell(row, Role::item);
        one.is_skill = item.empty() && table.has(Role::skill);
        one.title = one.is_skill ? table.cell(row, Role::skill) : item;
        one.maximum = table.cell(row, Role::maximum);
        one.score = table.cell(row, Role::score);
        one.day = table.cell(row, Role::date);
        if (table.has(Role::item_key)) {
            const auto named = items_.find(table.cell(row, Role::item_key));
            if (named == items_.end() && one.title.empty()) {
                refused_.push_back({table.file, row.line,
                                    fmt::format("\"{}\" is no item of this export", table.cell(row, Role::item_key))});
                continue;
            }
            if (named != items_.end()) {
                one.title = named->second.title;
                one.maximum = named->second.maximum;
                if (one.day.empty()) one.day = named->second.day;
            }
        } else if (!table.has(Role::item) && !table.has(Role::skill)) {
            one.title = item_;
            one.titled_by_file = named_by_file_;
        }
        use(one);
    }
}

}  // namespace waymark::classroom
