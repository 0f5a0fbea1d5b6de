#include "cli.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "command.hpp"
#include "commands/when.hpp"
#include "help.hpp"
#include "ticker.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"
#include "waymark/text/width.hpp"
#include "waymark/version.hpp"

namespace waymark::app {
namespace {

using classroom::Error;

int code(ExitCode exit) {
    return static_cast<int>(exit);
}

/// What "--section" or "-s,--section" is called in Arguments.
std::string plain_name(const std::string& names) {
    const auto dashes = names.rfind("--");
    return dashes == std::string::npos ? names.substr(1) : names.substr(dashes + 2);
}

/// A command's own options and the ones every command has.
std::vector<OptionSpec> options_of(const CommandSpec& command) {
    auto options = command.options;
    if (command.writes) options.push_back({"-n,--dry-run", "", "show what would change; change nothing", {}, {}});
    for (const auto& option : shared_options()) options.push_back(option);
    return options;
}

struct Failure {
    ExitCode exit;
    std::string message;
    std::string hint;
};

void complain(Terminal& terminal, const Failure& failure) {
    terminal.err("waymark: " + text::for_terminal(failure.message) + "\n");
    if (!failure.hint.empty()) terminal.err("hint: " + text::for_terminal(failure.hint) + "\n");
}

[[noreturn]] void wrong_usage(const std::string& message, const std::string& hint) {
    throw Error(Error::Kind::usage, message, hint);
}

/// The command that the first words name, and how many words that took.
std::pair<const CommandSpec*, std::size_t> find_command(const std::vector<std::string>& words) {
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
        if (words.size() < count) continue;
        const auto path = count == 2 ? words[0] + " " + words[1] : words[0];
        for (const auto& command : all_commands()) {
            if (command.path == path) return {&command, count};
        }
    }
    return {nullptr, 0};
}

/// A group of commands ("roster") was named without one of its own.
[[noreturn]] void no_such_command(const std::vector<std::string>& words) {
    std::vector<std::string> verbs, second;
    for (const auto& command : all_commands()) {
        if (command.hidden) continue;
        const auto space = command.path.find(' ');
        verbs.push_back(command.path.substr(0, space));
        if (space != std::string::npos && command.path.substr(0, space) == words[0]) {
            second.push_back(command.path.substr(space + 1));
        }
    }
    if (words[0] == "import") {
        wrong_usage("\"import\" is no command of waymark",
                    "waymark roster import FILE brings in a class list, waymark assess import FILE results");
    }
    if (second.empty()) {
        const auto near = text::nearest(words[0], verbs);
        wrong_usage("\"" + words[0] + "\" is no command of waymark",
                    near.empty() ? "waymark help lists them" : "did you mean waymark " + near + "?");
    }
    std::string list;
    for (const auto& verb : second) list += (list.empty() ? "" : ", ") + verb;
    const bool typed = words.size() > 1 && !words[1].starts_with("-");
    const auto near = typed ? text::nearest(words[1], second) : std::string();
    wrong_usage(typed ? fmt::format("\"{} {}\" is no command of waymark", words[0], words[1])
                      : fmt::format("\"{}\" needs a second word: {}", words[0], list),
                near.empty() ? "waymark help " + words[0] + " explains them"
                             : "did you mean waymark " + words[0] + " " + near + "?");
}

/// An option that needs a value and has none is named with what it takes.
void refuse_lack(const CommandSpec& command, const std::string& name) {
    for (const auto& option : options_of(command)) {
        if ("--" + plain_name(option.names) != name || option.metavar.empty()) continue;
        std::string list;
        for (const auto& choice : option.choices) list += (list.empty() ? "one of: " : ", ") + choice;
        wrong_usage(fmt::format("{} needs a value", name),
                    list.empty() ? fmt::format("{} {}: {}", name, option.metavar, option.help) : list);
    }
}

/// A mistyped option is caught here, because the parser would blame the words after it.
void check_options(const CommandSpec& command, const std::vector<std::string>& words) {
    std::vector<std::string> known;
    for (const auto& option : options_of(command)) known.push_back("--" + plain_name(option.names));
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at];
        if (word == "--") return;
        if (!word.starts_with("--")) continue;
        const auto name = word.substr(0, word.find('='));
        if (std::ranges::find(known, name) != known.end()) {
            const bool last = at + 1 == words.size() || words[at + 1].starts_with("--");
            if (last && name == word) refuse_lack(command, name);
            continue;
        }
        const auto near = text::nearest(name, known);
        wrong_usage(fmt::format("waymark {} has no option {}", command.path, name),
                    near.empty() ? "waymark help " + command.path + " lists them" : "did you mean " + near + "?");
    }
}

/// A word that nothing takes: an option of one letter that is not known, or more often a name of two words.
void refuse_word(const CommandSpec& command, const std::vector<std::string>& words, const std::string& word) {
    if (word.starts_with('-')) {
        std::string near;
        for (const auto& option : options_of(command)) {
            const auto name = plain_name(option.names);
            if (word.size() > 1 && near.empty() && name.starts_with(word[1])) near = "--" + name;
        }
        wrong_usage(fmt::format("waymark {} has no option {}", command.path, word),
                    near.empty() ? "waymark help " + command.path + " lists them" : "did you mean " + near + "?");
    }
    const auto place = std::ranges::find(words, word);
    const bool after_word = place != words.begin() && place != words.end() && !std::prev(place)->starts_with('-');
    wrong_usage(fmt::format("\"{}\" is one word too many", word),
                after_word ? fmt::format("several words that belong together stand in quotes: \"{} {}\"",
                                         *std::prev(place), word)
                           : usage_of(command));
}

Arguments parse(const CommandSpec& command, const std::vector<std::string>& words) {
    check_options(command, words);
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::map<std::string, std::vector<std::string>> values;
    std::map<std::string, bool> switches;
    for (const auto& option : options_of(command)) {
        const auto name = plain_name(option.names);
        if (option.metavar.empty()) {
            app.add_flag(option.names, switches[name]);
        } else {
            app.add_option(option.names, values[name])->take_all()->allow_extra_args(false);
        }
    }
    // One text each: a list would take the words of the positionals after it.
    std::map<std::string, std::string> texts;
    for (const auto& positional : command.positionals) {
        if (positional.repeated) {
            app.add_option(positional.name, values[positional.name])->expected(-1);
        } else {
            app.add_option(positional.name, texts[positional.name]);
        }
    }
    auto reversed = std::vector<std::string>(words.rbegin(), words.rend());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ArgumentMismatch&) {
        wrong_usage(fmt::format("an option of waymark {} lacks its value", command.path),
                    "waymark help " + command.path);
    } catch (const CLI::ParseError&) {
        wrong_usage(fmt::format("waymark {} does not understand these words", command.path), usage_of(command));
    }
    Arguments arguments;
    for (const auto& [name, given] : values) {
        if (!given.empty()) arguments.values[name] = given;
    }
    auto extra = app.remaining();
    // The mark behind which no word is an option is not a word itself.
    if (const auto mark = std::ranges::find(extra, "--"); mark != extra.end()) extra.erase(mark);
    if (!extra.empty()) refuse_word(command, words, extra.front());
    for (const auto& positional : command.positionals) {
        if (!positional.repeated && app[positional.name]->count() > 0) {
            arguments.values[positional.name] = {texts[positional.name]};
        }
    }
    for (const auto& [name, given] : switches) {
        if (given) arguments.values[name] = {"yes"};
    }
    for (const auto& positional : command.positionals) {
        if (positional.required && !arguments.has(positional.name)) {
            wrong_usage(fmt::format("waymark {} needs {}: {}", command.path, positional.name, positional.help),
                        usage_of(command));
        }
    }
    for (const auto& option : options_of(command)) {
        if (option.choices.empty()) continue;
        for (const auto& given : arguments.all(plain_name(option.names))) {
            if (std::ranges::find(option.choices, given) != option.choices.end()) continue;
            std::string list;
            for (const auto& choice : option.choices) list += (list.empty() ? "" : ", ") + choice;
            const auto near = text::nearest(given, option.choices);
            wrong_usage(fmt::format("--{} cannot be \"{}\"", plain_name(option.names), given),
                        near.empty() ? "one of: " + list : fmt::format("did you mean {}? (one of: {})", near, list));
        }
    }
    return arguments;
}

bool wants_colour(const Terminal& terminal, const Arguments& arguments) {
    const auto choice = arguments.value("color", terminal.variable("WAYMARK_COLOR"));
    if (choice == "always") return true;
    if (choice == "never") return false;
    if (!terminal.variable("NO_COLOR").empty()) return false;
    const auto force = terminal.variable("CLICOLOR_FORCE");
    if (!force.empty() && force != "0") return true;
    return terminal.out_is_screen && terminal.variable("TERM") != "dumb";
}

std::string drawn(const View& view, const Terminal& terminal, const Arguments& arguments) {
    const auto format = arguments.value("format", "text");
    if (format == "json") return view.json();
    if (format == "md") return render::draw_markdown(view.document());
    if (format == "html") return render::draw_html(view.document());
    if (format == "csv") return render::draw_csv(view.data());
    render::TextStyle style;
    const auto width = arguments.value("width", terminal.variable("WAYMARK_WIDTH"));
    if (!width.empty()) {
        if (width.size() > 4 || !std::ranges::all_of(width, [](char c) { return c >= '0' && c <= '9'; }) ||
            std::stoul(width) < 20) {
            wrong_usage("--width must be a number of columns from 20 to 9999", "");
        }
        style.width = std::stoul(width);
    } else if (terminal.out_is_screen) {
        style.width = std::clamp<std::size_t>(terminal.width, 20, 160);
    }
    style.fit = terminal.out_is_screen || !width.empty();
    style.colour = wants_colour(terminal, arguments);
    style.ascii = arguments.has("ascii");
    return render::draw_text(view.document(), style);
}

int run_command(const CommandSpec& command, const std::vector<std::string>& words, std::size_t used,
                Terminal& terminal) {
    const std::vector<std::string> rest(words.begin() + static_cast<std::ptrdiff_t>(used), words.end());
    const auto asks = [](const std::string& word) { return word == "--help" || word == "-h"; };
    if (std::any_of(rest.begin(), std::ranges::find(rest, "--"), asks)) {
        terminal.out(help_for(command));
        return 0;
    }
    Invocation invocation{.arguments = parse(command, rest),
                          .terminal = terminal,
                          .as_of = std::nullopt,
                          .class_folder = std::nullopt,
                          .typed = "waymark",
                          .verb = command.path};
    const auto& arguments = invocation.arguments;
    for (const auto& word : words) invocation.typed += " " + text::shell_word(word);
    const auto today = arguments.value("today", terminal.variable("WAYMARK_TODAY"));
    invocation.today =
        today.empty() ? terminal.clock_day() : commands::typed_day(arguments, "--today", today, terminal.clock_day());
    if (arguments.has("as-of")) {
        invocation.as_of = commands::typed_past_day(arguments, "--as-of", arguments.value("as-of"), invocation.today);
        if (command.writes && *invocation.as_of != invocation.today) {
            // What a plan would have been can be seen, never stored into the past.
            invocation.dry_run = true;
        }
        invocation.today = *invocation.as_of;
    }
    if (arguments.has("class")) invocation.class_folder = arguments.value("class");
    if (!command.several && arguments.all("class").size() > 1) {
        wrong_usage(
            fmt::format("waymark {} acts on one class, and -C names {}", command.path, arguments.all("class").size()),
            "type it once for each class");
    }
    invocation.dry_run = invocation.dry_run || arguments.has("dry-run");

    const auto result = [&] {
        // A command that asks questions shows its own progress.
        const std::unique_ptr<Ticker> ticker(command.asks ? nullptr : new Ticker(terminal, command.path));
        return command.run(invocation);
    }();
    if (result.view) terminal.out(drawn(*result.view, terminal, arguments));
    if (!arguments.has("quiet")) {
        for (const auto& message : result.messages) terminal.err(text::for_terminal(message) + "\n");
    }
    return code(result.exit);
}

/// "-C DIR roster list" as "roster list -C DIR": what every command has may stand before it.
std::vector<std::string> options_last(const std::vector<std::string>& typed) {
    std::vector<std::string> options;
    std::size_t at = 0;
    while (at < typed.size() && typed[at].starts_with("-")) {
        const auto shared = std::ranges::find_if(shared_options(), [&](const OptionSpec& option) {
            const auto name = typed[at].substr(0, typed[at].find('='));
            const auto comma = option.names.find(',');
            return name == "--" + plain_name(option.names) ||
                   (comma != std::string::npos && name == option.names.substr(0, comma));
        });
        if (shared == shared_options().end()) return typed;
        const bool with_value = !shared->metavar.empty() && typed[at].find('=') == std::string::npos;
        for (std::size_t part = 0; part < (with_value ? 2U : 1U) && at < typed.size(); ++part)
            options.push_back(typed[at++]);
    }
    std::vector<std::string> words(typed.begin() + static_cast<std::ptrdiff_t>(at), typed.end());
    // Before the words that are not to be read as options.
    words.insert(std::ranges::find(words, "--"), options.begin(), options.end());
    return words;
}

}  // namespace

int run(const std::vector<std::string>& typed, Terminal& terminal) {
    try {
        const auto words = options_last(typed);
        if (typed.empty()) {
            terminal.out(short_help());
            return 0;
        }
        if (words[0] == "--version" || words[0] == "-V" || words[0] == "version") {
            terminal.out(fmt::format("waymark {}\n", version()));
            return 0;
        }
        if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
            const std::vector<std::string> about(words.begin() + 1, words.end());
            const auto topic = help_about(about);
            if (!topic) no_such_command(about);
            terminal.out(*topic);
            return 0;
        }
        const auto [command, used] = find_command(words);
        if (command == nullptr) {
            if (words.size() > 1 && (words[1] == "--help" || words[1] == "-h")) {
                if (const auto topic = help_about({words[0]})) {
                    terminal.out(*topic);
                    return 0;
                }
            }
            no_such_command(words);
        }
        return run_command(*command, words, used, terminal);
    } catch (const Error& error) {
        complain(terminal, {ExitCode::failed, error.what(), error.hint()});
        switch (error.kind()) {
            case Error::Kind::usage:
                return code(ExitCode::usage);
            case Error::Kind::refused:
                return code(ExitCode::refused);
            case Error::Kind::failed:
                break;
        }
        return code(ExitCode::failed);
    } catch (const std::exception&) {
        complain(terminal, {ExitCode::failed, fmt::format("a fault inside waymark {}", version()),
                            "please report it with the command you typed"});
        return code(ExitCode::failed);
    }
}

}  // namespace waymark::app
