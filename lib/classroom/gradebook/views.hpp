#pragma once

#include <span>

namespace waymark::classroom {

/// A view over facts that skips what is undone. Kept as text because the same views are made a second time, as
/// temporary ones over the operations until a day, to answer --as-of.
struct CurrentView {
    const char* name;
    const char* select;
};
/// In the order in which they build on each other.
[[nodiscard]] std::span<const CurrentView> current_views();

}  // namespace waymark::classroom
