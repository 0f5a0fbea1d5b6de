#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "people.hpp"

namespace waymark::classroom {

/// One score of an export, before anybody looks at what it says. The views live as long as the tables.
struct ScoreRow {
    const Table* table = nullptr;
    const Row* row = nullptr;
    std::string_view title;   ///< of the item, check or skill
    bool is_skill = false;    ///< named by a column of skills
    bool is_column = false;   ///< one of several items of the row
    std::string_view id;      ///< of the item, in the system the file comes from
    std::string_view column;  ///< header of its column, for a column of its own
    std::string_view score;
    std::string_view maximum;             ///< a cell
    std::optional<double> known_maximum;  ///< the header's, the maximum row's or the format's
    std::string_view day;
    bool titled_by_file = false;  ///< nothing but the name of the file says what it is about
};

/// Calls `use` for every score of an export, item by item for columns, row by row for rows.
class Scores {
public:
    /// `item`: what the teacher says a file with one score for each student is about. Refuses columns of one title and
    /// rows that name an unknown item.
    Scores(const Recognised& recognised, std::optional<std::string> item, std::vector<RefusedRow>& refused);

    void each(const std::function<void(const ScoreRow&)>& use) const;
    /// Whose row it is: what the row says, or what the table of people says of its key.
    [[nodiscard]] Identity who(const ScoreRow& score) const;
    [[nodiscard]] const Table& main() const { return table_; }
    /// What a file is about that names nothing: --item, or its own name.
    [[nodiscard]] const std::string& item() const { return item_; }
    /// The file has one decimal mark: "8,5" is eight and a half, and "1.000" a thousand.
    [[nodiscard]] bool decimal_comma() const { return decimal_comma_; }

private:
    void name_columns(std::vector<RefusedRow>& refused);
    void find_maxima();

    struct NamedItem {
        std::string title;
        std::string maximum;
        std::string day;
    };
    const Recognised& recognised_;
    const Table& table_;
    std::string item_;  ///< of files that name none
    bool named_by_file_;
    bool decimal_comma_;
    std::vector<Columns::Item> columns_;
    std::vector<bool> column_by_file_;
    std::vector<std::string> column_days_;
    std::unordered_map<std::string_view, NamedItem> items_;                             ///< by key
    std::unordered_map<std::string_view, std::pair<const Table*, const Row*>> people_;  ///< by key
    std::vector<RefusedRow>& refused_;
};

}  // namespace waymark::classroom
