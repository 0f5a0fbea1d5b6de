#pragma once

#include <optional>
#include <string>

namespace waymark::app {

/// What somebody makes of `text` in `editor`, a command line as $EDITOR holds it; nothing when it cannot be run or says
/// that it failed. The text lies in a file that only its owner may read, and is gone afterwards.
[[nodiscard]] std::optional<std::string> edit_text(const std::string& editor, const std::string& text);

}  // namespace waymark::app
