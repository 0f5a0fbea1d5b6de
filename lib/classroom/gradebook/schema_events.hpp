#pragma once

#include "schema_part.hpp"

namespace waymark::classroom {

/// What happens in a term: sessions that fall out or are shorter, excused absences, and what the teacher says.
[[nodiscard]] SchemaPart event_tables();

}  // namespace waymark::classroom
