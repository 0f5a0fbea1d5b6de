#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "ticker.hpp"
#include "waymark/classroom/exchange.hpp"

namespace waymark::app::commands {

/// What the two imports share: the files, the formats, and the questions that only the teacher can answer.
class Import {
public:
    /// Reads every FILE of the command: files, folders and zips, each export by itself.
    Import(Invocation& invocation, const classroom::ClassFile& file);

    /// Only once: a large file is held once.
    [[nodiscard]] std::vector<classroom::InputFile> take_inputs() { return std::move(inputs_); }
    /// Options that hold for one export; the aliases must outlive them.
    [[nodiscard]] classroom::ReadOptions read_options(std::span<const classroom::StudentAlias> aliases);

private:
    std::optional<std::size_t> ask(const classroom::Question& question);

    Invocation& invocation_;
    std::vector<classroom::Format> formats_;
    std::vector<std::string> targets_;
    std::vector<classroom::InputFile> inputs_;
    std::unique_ptr<Ticker> ticker_;  ///< silent while a question waits
};

}  // namespace waymark::app::commands
