#pragma once

#include <string>

#include "render/json.hpp"
#include "waymark/classroom/together.hpp"

namespace waymark::app::render {

/// "14 of 28 lack Ser or estar: together on Tue, 12 minutes of Two corners: 4 activities at once instead of 6. The
/// other 14: …": what it saves, or that the plans come to it, and what the others do.
[[nodiscard]] std::string together_text(const classroom::Together& one);
[[nodiscard]] std::string together_command(const classroom::Together& one);
[[nodiscard]] Json together_json(const classroom::Together& one);

}  // namespace waymark::app::render
