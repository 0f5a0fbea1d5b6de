#pragma once

#include <vector>

#include "table.hpp"

namespace waymark::classroom {

enum class Purpose { roster, results };

/// An export whose format is known, read into its tables. The options' formats must outlive it.
struct Recognised {
    const Format* format = nullptr;
    std::vector<Table> tables;

    [[nodiscard]] const Table* find(TableFormat::Holds holds) const;
    /// The table whose rows are counted: of people or of results.
    [[nodiscard]] const Table& main(Purpose purpose) const;
};

/// Finds out whose export a file, folder or zip is, the most exact description first, and reads it. Without any that
/// fits it is a file kept by hand. Throws Error: failed when nothing fits, when it is the wrong export of a known
/// system (hint: which one to take) or holds no `purpose`; usage when two formats fit equally well or --read-as is
/// none.
[[nodiscard]] Recognised recognise(InputFile input, const ReadOptions& options, Purpose purpose);

}  // namespace waymark::classroom
