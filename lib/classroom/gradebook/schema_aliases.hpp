#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What other systems call students and results.
[[nodiscard]] SchemaPart alias_tables();

}  // namespace waymark::classroom
