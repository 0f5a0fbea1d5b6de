#pragma once

#include <span>

namespace waymark::classroom {

/// Tables of one subject that a version of the schema adds.
struct SchemaPart {
    const char* tables;                  ///< SQL that creates them and their indexes
    std::span<const char* const> facts;  ///< names of those whose rows are only ever added
};

}  // namespace waymark::classroom
