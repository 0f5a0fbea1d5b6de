#pragma once

#include <string>
#include <vector>

#include "waymark/estimate.hpp"

namespace waymark::bench {

/// The filter without one of its parts.
struct WithoutPart {
    std::string part;
    FilterSettings settings;
};

/// One for each part that can be taken out. A circumstance that is taken out starts from no weight; what the class's
/// answers teach of it is still learned.
[[nodiscard]] std::vector<WithoutPart> without_parts();

}  // namespace waymark::bench
