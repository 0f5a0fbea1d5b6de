#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::classroom {

/// What a column of a file says, under any of the headers people use.
enum class Role {
    student,
    given,
    family,
    preferred,
    school_id,
    email,
    section,
    status,
    item,
    skill,
    score,
    maximum,
    date
};

/// The role of a header cell in English, Spanish, German, French, Italian, Portuguese, Dutch or Polish.
[[nodiscard]] std::optional<Role> role_of(std::string_view header);

/// Of two columns with one role the one with the smaller rank is meant: "Student ID" before "School ID" before "ID".
[[nodiscard]] std::size_t rank_of(std::string_view header);

}  // namespace waymark::classroom
