#include "commands/imports.hpp"

#include <fmt/format.h>

#include <charconv>

#include "commands/results.hpp"
#include "waymark/text/names.hpp"
#include "waymark/text/width.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

Import::Import(Invocation& invocation, const classroom::ClassFile& file)
    : invocation_(invocation),
      formats_(classroom::known_formats(file)),
      ticker_(std::make_unique<Ticker>(invocation.terminal, invocation.verb)) {
    for (const auto& target : known_targets(file)) targets_.push_back(target.id);
    for (const auto& name : invocation.arguments.all("FILE")) {
        for (auto& one : classroom::exports_in(read_input(invocation, name), formats_)) {
            inputs_.push_back(std::move(one));
        }
    }
}

classroom::ReadOptions Import::read_options(std::span<const classroom::StudentAlias> aliases) {
    classroom::ReadOptions options{.formats = formats_, .aliases = aliases};
    options.targets = targets_;
    options.by_name = invocation_.arguments.has("by-name");
    options.by_id = invocation_.arguments.has("by-id");
    if (invocation_.arguments.has("read-as")) options.read_as = invocation_.arguments.value("read-as");
    // A script, and a dry run, cannot be asked.
    if (invocation_.terminal.in_is_screen && invocation_.terminal.err_is_screen && !invocation_.dry_run) {
        options.ask = [this](const classroom::Question& question) { return ask(question); };
    }
    return options;
}

std::optional<std::size_t> Import::ask(const classroom::Question& question) {
    ticker_.reset();
    auto& terminal = invocation_.terminal;
    // What a file says is made safe piece by piece: the lines of the question are its own.
    auto text = text::for_terminal(fmt::format("{}:{}: {}", question.file, question.line, question.text)) + "\n";
    for (std::size_t at = 0; at < question.answers.size(); ++at) {
        text += fmt::format("  {}  {}\n", at + 1, text::for_terminal(question.answers[at]));
    }
    terminal.err(text + "  s  leave it out\n");
    std::optional<std::size_t> answer;
    for (;;) {
        terminal.err(fmt::format("1 to {}, or s: ", question.answers.size()));
        const auto line = terminal.read_line();
        const auto typed = line ? text::match_key(*line) : std::string("s");
        if (typed == "s") break;
        std::size_t number = 0;
        const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (failed == std::errc() && end == typed.data() + typed.size() && number >= 1 &&
            number <= question.answers.size()) {
            answer = number - 1;
            break;
        }
    }
    ticker_ = std::make_unique<Ticker>(terminal, invocation_.verb);
    return answer;
}

}  // namespace waymark::app::commands
