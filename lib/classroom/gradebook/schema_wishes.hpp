#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// Goals, requests and what became of them, and who works with whom.
[[nodiscard]] SchemaPart wish_tables();

}  // namespace waymark::classroom
