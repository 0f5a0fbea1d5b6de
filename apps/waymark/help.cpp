#include "help.hpp"

#include <algorithm>

#include "waymark/text/width.hpp"

namespace waymark::app {
namespace {

using text::pad_right;

using Lines = std::vector<std::pair<std::string, std::string>>;

std::size_t widest_left(const Lines& lines) {
    std::size_t widest = 0;
    for (const auto& [left, right] : lines) widest = std::max(widest, text::display_width(left));
    return widest;
}

/// Two columns; what does not fit beside the first goes on below.
std::string columns(const Lines& lines, std::size_t widest) {
    constexpr std::size_t kColumns = 80;
    const auto room = kColumns - std::min(kColumns / 2, widest + 4);
    std::string out;
    for (const auto& [left, right] : lines) {
        auto margin = "  " + pad_right(left, widest) + "  ";
        for (const auto& line : text::wrapped(right, room)) {
            out += margin + line + "\n";
            margin = std::string(widest + 4, ' ');
        }
    }
    return out;
}

std::string columns(const Lines& lines) {
    return columns(lines, widest_left(lines));
}

/// What stands over the commands of a verb in the list of all.
std::string heading(const std::string& path) {
    const auto verb = path.substr(0, path.find(' '));
    if (verb == "roster") return "Who is in the class";
    if (verb == "assign") return "What everybody does";
    if (verb == "assess") return "What everybody showed";
    if (verb == "report") return "What is known";
    return verb == "init" || verb == "validate" ? "A class" : "And";
}

std::string option_name(const OptionSpec& option) {
    std::string name = option.names;
    const auto comma = name.find(',');
    if (comma != std::string::npos) name.replace(comma, 1, ", ");
    return option.metavar.empty() ? name : name + " " + option.metavar;
}

std::string option_help(const OptionSpec& option) {
    if (option.choices.empty()) return option.help;
    std::string list;
    for (const auto& choice : option.choices) list += (list.empty() ? "" : ", ") + choice;
    return option.help + " (" + list + ")";
}

}  // namespace

const std::vector<OptionSpec>& shared_options() {
    static const std::vector<OptionSpec> options{
        {"-C,--class",
         "DIR",
         "the class folder, otherwise found upwards from here; reports over several take more",
         {},
         Completes::file},
        {"--format", "FORMAT", "how to write the result", {"text", "json", "csv", "md", "html"}, {}},
        {"--today", "DAY", "act as if it were this day", {}, {}},
        {"--as-of", "DAY", "see what was known by the end of that day", {}, {}},
        {"--width", "COLUMNS", "columns of the text (otherwise those of the screen)", {}, {}},
        {"--color", "WHEN", "colour", {"auto", "always", "never"}, {}},
        {"--ascii", "", "no characters beyond ASCII in drawings", {}, {}},
        {"-q,--quiet", "", "no messages beside the result", {}, {}},
    };
    return options;
}

std::string short_help() {
    return "waymark gives every student their own path and pace.\n"
           "\n"
           "  waymark init spanish-1              a class folder that already works\n"
           "  waymark roster import export.csv    who is in the class\n"
           "  waymark assess import scores.csv    what they have shown\n"
           "  waymark assign week                 next week for every student\n"
           "  waymark report class                who needs what, and what to do first\n"
           "\n"
           "waymark help lists all commands; waymark help VERB explains one.\n";
}

std::string usage_of(const CommandSpec& command) {
    std::string usage = "waymark " + command.path;
    for (const auto& positional : command.positionals) {
        const auto word = positional.name + (positional.repeated ? "…" : "");
        usage += positional.required ? " " + word : " [" + word + "]";
    }
    return usage + " [options]";
}

std::string help_for(const CommandSpec& command) {
    std::string out = usage_of(command) + "\n\n" + command.summary + "\n";
    Lines lines;
    for (const auto& positional : command.positionals) lines.emplace_back(positional.name, positional.help);
    for (const auto& option : command.options) lines.emplace_back(option_name(option), option_help(option));
    if (command.writes) lines.emplace_back("-n, --dry-run", "show what would change; change nothing");
    if (!lines.empty()) out += "\n" + columns(lines);
    if (command.more_help != nullptr) out += command.more_help();
    lines.clear();
    for (const auto& option : shared_options()) lines.emplace_back(option_name(option), option_help(option));
    out += "\nEvery command has\n" + columns(lines);
    if (!command.examples.empty()) out += "\nExamples\n";
    for (const auto& example : command.examples) out += "  " + example + "\n";
    return out;
}

std::optional<std::string> help_about(const std::vector<std::string>& words) {
    std::string path;
    for (const auto& word : words) path += (path.empty() ? "" : " ") + word;
    Lines all;
    for (const auto& command : all_commands()) {
        if (command.path == path) return help_for(command);
        if (command.hidden) continue;
        if (path.empty() || command.path.starts_with(path + " ")) all.emplace_back(command.path, command.summary);
    }
    if (all.empty()) return std::nullopt;
    std::string list;
    if (path.empty()) {
        std::string above;
        for (const auto& line : all) {
            if (const auto title = heading(line.first); title != above) {
                list += (list.empty() ? "" : "\n") + title + "\n";
                above = title;
            }
            list += columns({line}, widest_left(all));
        }
    } else {
        list = columns(all);
    }
    return (path.empty() ? "waymark COMMAND, where COMMAND is one of\n\n" : "waymark " + path + " has\n\n") + list +
           "\nwaymark help COMMAND explains one, with examples. Exit codes: 0 done, 1 could not,\n"
           "2 wrong usage, 3 a check said no, 4 cancelled, 130 interrupted.\n";
}

}  // namespace waymark::app
