#include <algorithm>

#include "commands/commands.hpp"
#include "completion_scripts.hpp"
#include "help.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/format.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/width.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {
namespace {

/// A word to offer and what it means.
struct Offer {
    std::string word;
    std::string meaning;
};

std::string long_name(const OptionSpec& option) {
    return option.names.substr(option.names.rfind("--"));
}

std::vector<OptionSpec> options_of(const CommandSpec& command) {
    auto options = command.options;
    if (command.writes) options.push_back({"-n,--dry-run", "", "show what would change; change nothing", {}, {}});
    options.insert(options.end(), shared_options().begin(), shared_options().end());
    return options;
}

/// What the class knows; nothing when there is no class here: completion never complains.
std::vector<Offer> of_class(const Invocation& invocation, Completes what) {
    std::vector<Offer> offers;
    try {
        if (what == Completes::student) {
            for (const auto& student : gradebook(invocation, classroom::Gradebook::Mode::read).students()) {
                offers.push_back({student.slug, student.display_name()});
            }
            return offers;
        }
        Terminal silent = invocation.terminal;
        silent.err = [](std::string_view) {};
        const Invocation quiet{.arguments = {},
                               .terminal = silent,
                               .today = invocation.today,
                               .as_of = std::nullopt,
                               .class_folder = invocation.class_folder,
                               .typed = {},
                               .verb = {}};
        const auto file = class_file(quiet);
        if (what == Completes::skill) {
            for (const auto& skill : file.curriculum.skills()) offers.push_back({skill.id, skill.title});
        } else if (what == Completes::activity) {
            for (const auto& one : file.curriculum.activities()) offers.push_back({one.id, one.title});
        } else if (what == Completes::check) {
            for (const auto& check : file.curriculum.checks()) offers.push_back({check.id, check.title});
        } else if (what == Completes::format) {
            for (const auto& format : *file.formats) offers.push_back({format.id, format.title});
        } else if (what == Completes::week) {
            for (const auto& session : file.calendar.sessions()) {
                const auto week = text::iso_week(session.date);
                if (offers.empty() || offers.back().word != week)
                    offers.push_back({week, text::week_span(session.date)});
            }
        }
    } catch (const classroom::Error&) {
        offers.clear();
    }
    return offers;
}

std::vector<Offer> words_for(const Invocation& invocation, Completes what) {
    switch (what) {
        case Completes::nothing:
        case Completes::command:
            return {};
        case Completes::file:
            return {{":files", ""}};
        case Completes::format: {
            std::vector<Offer> offers = of_class(invocation, what);
            for (const auto& format : classroom::built_in_formats()) {
                if (format.instead.empty()) offers.push_back({format.id, format.title});
            }
            return offers;
        }
        case Completes::shell:
            return {{"bash", ""}, {"zsh", ""}, {"fish", ""}};
        case Completes::status:
            return {{"mastered", ""}, {"not-yet", ""}, {"not-sure", ""}};
        case Completes::student:
        case Completes::skill:
        case Completes::activity:
        case Completes::check:
        case Completes::week:
            return of_class(invocation, what);
    }
    return {};
}

std::vector<Offer> second_words(const std::string& first) {
    std::vector<Offer> offers;
    for (const auto& command : all_commands()) {
        if (command.hidden) continue;
        const auto space = command.path.find(' ');
        const auto verb = command.path.substr(0, space);
        const bool wanted = first.empty() || (verb == first && space != std::string::npos);
        if (!wanted) continue;
        const auto word = first.empty() ? verb : command.path.substr(space + 1);
        const auto known = std::ranges::find(offers, word, &Offer::word) != offers.end();
        if (!known)
            offers.push_back({word, space == std::string::npos || !first.empty() ? command.summary : verb + " …"});
    }
    if (first.empty()) offers.push_back({"help", "Explain a command."});
    return offers;
}

std::vector<Offer> offers_after(const Invocation& before, const std::vector<std::string>& words) {
    if (words.size() <= 1) return second_words({});
    const auto two = words[0] + " " + words[1];
    const CommandSpec* command = nullptr;
    std::size_t used = 0;
    for (const auto& one : all_commands()) {
        if (words.size() > 2 && one.path == two) {
            command = &one;
            used = 2;
        }
        if (one.path == words[0]) {
            command = &one;
            used = 1;
        }
    }
    if (words[0] == "help") return words.size() == 2 ? second_words({}) : second_words(words[1]);
    if (command == nullptr) return words.size() == 2 ? second_words(words[0]) : std::vector<Offer>{};

    Invocation invocation{.arguments = {},
                          .terminal = before.terminal,
                          .today = before.today,
                          .as_of = std::nullopt,
                          .class_folder = before.class_folder,
                          .typed = {},
                          .verb = {}};
    const auto options = options_of(*command);
    std::size_t position = 0;
    const OptionSpec* waiting = nullptr;
    for (std::size_t at = used; at + 1 < words.size(); ++at) {
        const auto& word = words[at];
        if (waiting != nullptr) {
            if (long_name(*waiting) == "--class") invocation.class_folder = word;
            waiting = nullptr;
            continue;
        }
        if (!word.starts_with("-") || word == "-") {
            ++position;
            continue;
        }
        for (const auto& option : options) {
            const bool is = word == long_name(option) ||
                            (option.names.size() > 2 && word == option.names.substr(0, 2) && option.names[2] == ',');
            if (is && !option.metavar.empty()) waiting = &option;
        }
    }
    std::vector<Offer> offers;
    if (waiting != nullptr) {
        for (const auto& choice : waiting->choices) offers.push_back({choice, ""});
        return offers.empty() ? words_for(invocation, waiting->completes) : offers;
    }
    if (words.back().starts_with("-")) {
        for (const auto& option : options) offers.push_back({long_name(option), option.help});
        return offers;
    }
    const auto& positionals = command->positionals;
    if (position < positionals.size()) return words_for(invocation, positionals[position].completes);
    if (!positionals.empty() && positionals.back().repeated) return words_for(invocation, positionals.back().completes);
    return {};
}

}  // namespace

Result completion(Invocation& invocation) {
    const auto shell = invocation.arguments.value("SHELL");
    const char* script = shell == "bash"   ? kBashScript
                         : shell == "zsh"  ? kZshScript
                         : shell == "fish" ? kFishScript
                                           : nullptr;
    if (script == nullptr) {
        throw classroom::Error(classroom::Error::Kind::usage, "no completion for \"" + shell + "\"",
                               "one of: bash, zsh, fish");
    }
    Result result;
    result.view = view_of(render::Script{script}, render::script_document, render::script_json);
    return result;
}

Result complete(Invocation& invocation) {
    auto words = invocation.arguments.all("WORD");
    if (words.empty()) words.emplace_back();
    std::string lines;
    for (const auto& offer : offers_after(invocation, words)) {
        if (!offer.word.starts_with(words.back()) && offer.word != ":files") continue;
        lines += text::for_terminal(offer.word);
        if (!offer.meaning.empty()) lines += "\t" + text::for_terminal(offer.meaning);
        lines += "\n";
    }
    Result result;
    result.view = view_of(render::Script{lines}, render::script_document, render::script_json);
    return result;
}

}  // namespace waymark::app::commands
