#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What students have agreed on: a pace of their own, a reduced load, later due days.
[[nodiscard]] SchemaPart pace_tables();

}  // namespace waymark::classroom
