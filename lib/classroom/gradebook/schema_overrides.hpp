#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What the teacher puts into plans and takes out of them: pinned and dropped slots, projects of groups, retakes.
[[nodiscard]] SchemaPart override_tables();

}  // namespace waymark::classroom
