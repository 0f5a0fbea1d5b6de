#pragma once

#include <string>

#include "truth.hpp"

namespace waymark::bench {

/// The needs of the skills of a course file, in topological order, any-of needs as their first. Reads no more of YAML
/// than the examples use: `id:` and `needs:` of the skills under `units:`. Throws std::runtime_error.
Needs course_needs(const std::string& path);

}  // namespace waymark::bench
