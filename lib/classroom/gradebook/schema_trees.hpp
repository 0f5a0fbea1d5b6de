#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What class files say, taken apart, beside their texts.
[[nodiscard]] SchemaPart tree_tables();

}  // namespace waymark::classroom
