#pragma once

#include <span>

#include "schema.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom {

/// How a gradebook is opened; tests shorten the wait and bring migrations of their own.
struct GradebookOpener {
    int busy_milliseconds = 5000;
    std::span<const std::string> migrations = classroom::migrations();

    [[nodiscard]] Gradebook open(const std::filesystem::path& file, Gradebook::Mode mode,
                                 std::optional<Date> as_of) const;

    [[nodiscard]] int newest() const { return static_cast<int>(migrations.size()); }
};

}  // namespace waymark::classroom
