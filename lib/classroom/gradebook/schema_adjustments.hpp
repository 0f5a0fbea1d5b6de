#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What is made different for a student, and the conferences held with them. Never the diagnosis.
[[nodiscard]] SchemaPart adjustment_tables();

}  // namespace waymark::classroom
