#pragma once

#include <string>
#include <string_view>

#include "command.hpp"

/// Arguments that mean the same in every command that takes them.
namespace waymark::app::table {

inline constexpr const char* kStudentHelp = "short name, school id, e-mail or name, as in waymark roster list";
inline constexpr const char* kExportHelp =
    "a CSV file, an export of another system, its folder or zip; - for standard input";

[[nodiscard]] std::string week_help(std::string_view otherwise);

[[nodiscard]] PositionalSpec student();
[[nodiscard]] PositionalSpec any_student();

[[nodiscard]] OptionSpec week_option();
[[nodiscard]] OptionSpec because_option();
[[nodiscard]] OptionSpec strict_option();
[[nodiscard]] OptionSpec read_as_option();
[[nodiscard]] OptionSpec by_name_option();
[[nodiscard]] OptionSpec by_id_option();
[[nodiscard]] OptionSpec maximum_option();
[[nodiscard]] OptionSpec prior_option();
[[nodiscard]] OptionSpec date_option();
[[nodiscard]] OptionSpec date_order_option();

}  // namespace waymark::app::table
