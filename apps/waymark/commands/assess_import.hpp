#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "command.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app::commands {

struct ResultsInput {
    std::vector<classroom::InputFile> files;
    std::vector<classroom::ResultMapping> mappings;  ///< said with the command, to be remembered
    std::function<classroom::ReadOptions(std::span<const classroom::StudentAlias>)> read_options;
};

/// Applies results to the gradebook inside one operation and tells what came of it.
[[nodiscard]] Result apply_results(Invocation& invocation, const classroom::ClassFile& file, classroom::Gradebook& book,
                                   ResultsInput input, const std::string& schema);

}  // namespace waymark::app::commands
