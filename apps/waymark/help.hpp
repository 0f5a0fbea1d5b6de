#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace waymark::app {

/// Options that every command has.
[[nodiscard]] const std::vector<OptionSpec>& shared_options();

/// What `waymark` alone says.
[[nodiscard]] std::string short_help();
/// "waymark roster import FILE… [options]".
[[nodiscard]] std::string usage_of(const CommandSpec& command);
[[nodiscard]] std::string help_for(const CommandSpec& command);
/// Help about a command, a group of commands, or (no words) all of them; nothing when there is no such thing.
[[nodiscard]] std::optional<std::string> help_about(const std::vector<std::string>& words);

}  // namespace waymark::app
