#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/document.hpp"
#include "terminal.hpp"
#include "waymark/calendar.hpp"

namespace waymark::app {

enum class ExitCode { done = 0, failed = 1, usage = 2, refused = 3, cancelled = 4, interrupted = 130 };

/// What a command hands back: a model that every view draws. Built by `view_of`.
class View {
public:
    virtual ~View() = default;
    [[nodiscard]] virtual render::Document document() const = 0;
    /// The document of which --format csv writes the data.
    [[nodiscard]] virtual render::Document data() const = 0;
    [[nodiscard]] virtual std::string json() const = 0;
};

/// `data` where it is too large to stand in every document; otherwise it is the document's.
template <class Model>
[[nodiscard]] std::unique_ptr<View> view_of(Model model, render::Document (*document)(const Model&),
                                            std::string (*json)(const Model&),
                                            render::Document (*data)(const Model&) = nullptr) {
    class Of final : public View {
    public:
        Of(Model shown, render::Document (*as_document)(const Model&), std::string (*as_json)(const Model&),
           render::Document (*as_data)(const Model&))
            : model_(std::move(shown)), document_(as_document), json_(as_json), data_(as_data) {}
        [[nodiscard]] render::Document document() const override { return document_(model_); }
        [[nodiscard]] render::Document data() const override { return data_(model_); }
        [[nodiscard]] std::string json() const override { return json_(model_); }

    private:
        Model model_;
        render::Document (*document_)(const Model&);
        std::string (*json_)(const Model&);
        render::Document (*data_)(const Model&);
    };
    return std::make_unique<Of>(std::move(model), document, json, data == nullptr ? document : data);
}

struct Result {
    ExitCode exit = ExitCode::done;
    std::unique_ptr<View> view;         ///< goes to standard output; may be nothing
    std::vector<std::string> messages;  ///< go to standard error, unless --quiet
};

/// The words of a command line, sorted by the names in its CommandSpec.
class Arguments {
public:
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    [[nodiscard]] bool has(std::string_view name) const { return values.contains(name); }
    [[nodiscard]] std::string value(std::string_view name, std::string_view fallback = {}) const {
        const auto found = values.find(name);
        return found == values.end() || found->second.empty() ? std::string(fallback) : found->second.front();
    }
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
        const auto found = values.find(name);
        return found == values.end() ? std::vector<std::string>() : found->second;
    }
};

/// What a word stands for, so that completion can offer the right ones.
enum class Completes { nothing, file, student, skill, activity, check, status, week, shell, command, format };

struct PositionalSpec {
    std::string name;
    std::string help;
    bool required = true;
    bool repeated = false;
    Completes completes = Completes::nothing;
};

struct OptionSpec {
    std::string names;    ///< "--section" or "-s,--section"
    std::string metavar;  ///< empty = a switch
    std::string help;
    std::vector<std::string> choices;
    Completes completes = Completes::nothing;
};

/// One running command.
struct Invocation {
    Arguments arguments;
    Terminal& terminal;
    Date today{};
    std::optional<Date> as_of;
    std::optional<std::filesystem::path> class_folder;  ///< -C
    std::string typed;                                  ///< "waymark roster import a.csv"
    std::string verb;
    bool dry_run = false;
};

/// One command; the table of all of them feeds the parser, help and completions.
struct CommandSpec {
    std::string path;  ///< "roster import"
    std::string summary;
    std::vector<PositionalSpec> positionals;
    std::vector<OptionSpec> options;
    std::vector<std::string> examples;
    bool writes = false;   ///< gets --dry-run
    bool hidden = false;   ///< not in help
    bool asks = false;     ///< reads answers from the teacher
    bool several = false;  ///< speaks of several classes: -C may be repeated
    Result (*run)(Invocation&) = nullptr;
    std::string (*more_help)() = nullptr;  ///< stands behind the options; computed only for who reads it
};

/// All commands in the order in which help shows them.
[[nodiscard]] const std::vector<CommandSpec>& all_commands();

}  // namespace waymark::app
