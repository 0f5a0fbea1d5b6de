#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pattern.hpp"
#include "waymark/classroom/format.hpp"

namespace waymark::classroom {

/// The columns of one file, told by a format.
struct Columns {
    struct Id {
        std::string system;
        std::size_t at = 0;
    };
    struct Item {
        std::size_t at = 0;
        std::string title;
        std::string id;                 ///< the system's own id of the item, when the header has one
        std::optional<double> maximum;  ///< of the header, or the format's
        bool maximum_is_sure = false;   ///< the header says it
        std::optional<std::size_t> percent;
    };
    std::map<Role, std::size_t> roles;
    std::vector<Id> ids;
    std::vector<Item> items;
    std::vector<std::string> ignored;  ///< columns that say nothing to waymark

    [[nodiscard]] bool has(Role role) const { return roles.contains(role); }
};

[[nodiscard]] std::vector<HeaderCell> header_cells(std::span<const std::string_view> cells);

/// What tells the header of a format from others, ready to meet many headers.
class Signature {
public:
    explicit Signature(const TableFormat& format);
    /// How well a header fits: the number of patterns, or nothing. A signature without patterns fits none.
    [[nodiscard]] std::optional<std::size_t> fit_of(const std::vector<HeaderCell>& header) const;

private:
    std::vector<HeaderPattern> header_, without_;
};

/// What each column is: by role the one with the best name, then the first.
[[nodiscard]] Columns columns_of(const TableFormat& format, const std::vector<HeaderCell>& header);

/// The column that `name` means.
[[nodiscard]] std::optional<std::size_t> column_named(const std::string& name, const std::vector<HeaderCell>& header);

}  // namespace waymark::classroom
