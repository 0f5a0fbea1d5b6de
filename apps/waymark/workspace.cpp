#include "workspace.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "examples.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app {

using classroom::Error;
using classroom::Gradebook;

namespace {
constexpr std::uintmax_t kLargestFile = 64u << 20u;
constexpr std::uintmax_t kLargestFolder = 256u << 20u;
constexpr std::size_t kMostFiles = 2000;

std::filesystem::path from_here(const Invocation& invocation, const std::filesystem::path& path) {
    return path.is_absolute() ? path : invocation.terminal.folder / path;
}
}  // namespace

std::filesystem::path class_folder(const Invocation& invocation) {
    if (invocation.class_folder) {
        auto folder = from_here(invocation, *invocation.class_folder).lexically_normal();
        if (std::filesystem::exists(folder / "class.yaml")) return folder;
        if (const auto below = classes_below(folder); !below.empty()) {
            throw Error(Error::Kind::failed,
                        fmt::format("there is no class.yaml in {}, but below: {}", invocation.class_folder->string(),
                                    fmt::join(below, ", ")),
                        fmt::format("say -C {}", (*invocation.class_folder / below.front()).string()));
        }
        throw Error(Error::Kind::failed, fmt::format("there is no class.yaml in {}", invocation.class_folder->string()),
                    "waymark init NAME makes a class folder");
    }
    if (auto folder = classroom::find_class_folder(invocation.terminal.folder)) return *folder;
    if (const auto below = classes_below(invocation.terminal.folder); !below.empty()) {
        throw Error(Error::Kind::failed, fmt::format("no class here, but below: {}", fmt::join(below, ", ")),
                    fmt::format("go to one with cd {0}, or say -C {0}", below.front()));
    }
    throw Error(Error::Kind::failed,
                fmt::format("no class here: looked for class.yaml in {} and every folder above it",
                            invocation.terminal.folder.string()),
                "go to a class folder, give one with -C DIR, or make one with waymark init NAME");
}

std::vector<std::string> several_classes(const Invocation& invocation) {
    auto folders = invocation.arguments.all("FOLDER");
    const auto named = invocation.arguments.all("class");
    if (named.size() > 1 || !folders.empty()) {
        folders.insert(folders.begin(), named.begin(), named.end());
        return folders;
    }
    if (!invocation.class_folder) {
        if (classroom::find_class_folder(invocation.terminal.folder)) return {};
        return classes_below(invocation.terminal.folder);
    }
    if (std::filesystem::exists(from_here(invocation, *invocation.class_folder) / "class.yaml")) return {};
    for (const auto& below : classes_below(from_here(invocation, *invocation.class_folder))) {
        folders.push_back((*invocation.class_folder / below).lexically_normal().string());
    }
    return folders;
}

namespace {
/// `known`: the class files as the gradebook has them, in force on --as-of where that was given.
classroom::ClassFile class_file(const Invocation& invocation, std::vector<classroom::ClassText> known) {
    auto read = classroom::read_from_folder(class_folder(invocation));
    if (invocation.as_of && !known.empty()) {
        read = [texts = known](const std::string& path) -> std::optional<std::string> {
            const auto found = std::ranges::find(texts, path, &classroom::ClassText::path);
            return found == texts.end() ? std::nullopt : std::optional(found->text);
        };
    }
    text::Diagnostics diagnostics;
    auto file = classroom::load_class_file(read, diagnostics, std::move(known));
    if (file) return std::move(*file);
    for (const auto& diagnostic : diagnostics.sorted()) {
        if (diagnostic.severity != text::Severity::error) continue;
        // Over several classes a file of this name is in each.
        auto shown = diagnostic;
        if (invocation.class_folder) shown.place.file = (*invocation.class_folder / shown.place.file).string();
        invocation.terminal.err(text::draw(shown));
    }
    throw Error(Error::Kind::refused, "the class file has mistakes", "mend them; waymark validate shows them all");
}
}  // namespace

classroom::ClassFile class_file(const Invocation& invocation) {
    return class_file(invocation, gradebook(invocation, Gradebook::Mode::read).class_texts());
}

namespace {
/// A command that was cut off while it made the gradebook leaves a file without a byte, and so does a copy that failed.
void warn_of_nothing(const Invocation& invocation, const std::filesystem::path& file) {
    static std::filesystem::path said;
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (failed || size > 0 || said == file || invocation.arguments.has("quiet")) return;
    said = file;
    invocation.terminal.err(
        "waymark: class.db is empty, 0 bytes: it is no gradebook, and counts as that of a class nothing is known of\n"
        "hint: put back a copy if it held anything; otherwise the next command that writes makes it anew\n");
}
}  // namespace

Gradebook gradebook(const Invocation& invocation, Gradebook::Mode mode) {
    warn_of_nothing(invocation, class_folder(invocation) / "class.db");
    return Gradebook::open(class_folder(invocation) / "class.db", mode, invocation.as_of);
}

classroom::ClassState class_state(const Invocation& invocation) {
    return class_state(invocation, gradebook(invocation, Gradebook::Mode::read));
}

classroom::ClassState class_state(const Invocation& invocation, const Gradebook& gradebook) {
    auto known = gradebook.class_texts();
    // The two halves know nothing of each other, so they are read side by side.
    auto facts = std::async(std::launch::async, [&] { return gradebook.facts(); });
    auto file = class_file(invocation, std::move(known));
    return classroom::class_state(std::move(file), facts.get(), invocation.today);
}

void begin(const Invocation& invocation, Gradebook& gradebook, const classroom::ClassFile& file) {
    auto who = invocation.terminal.variable("WAYMARK_USER");
    if (who.empty()) who = invocation.terminal.variable("USER");
    gradebook.begin({.verb = invocation.verb,
                     .typed = invocation.typed,
                     .who = who,
                     .today = invocation.today,
                     .recorded_at = invocation.terminal.clock_stamp(),
                     .class_texts = file.texts});
}

std::string finish(const Invocation& invocation, Gradebook& gradebook, const std::string& summary) {
    gradebook.finish(summary, invocation.dry_run);
    return invocation.dry_run ? "dry run, nothing was changed: " + summary : summary;
}

std::string read_file(const Invocation& invocation, const std::string& name) {
    const auto too_large = [&] {
        throw Error(Error::Kind::failed, name + " is larger than 64 MiB: that is no list of one school's class");
    };
    if (name == "-") {
        std::string all;
        while (const auto line = invocation.terminal.read_line()) {
            all += *line + "\n";
            if (all.size() > kLargestFile) too_large();
        }
        return all;
    }
    const auto path = from_here(invocation, name);
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
        throw Error(Error::Kind::failed, name + " is a folder, not a file");
    }
    const auto size = std::filesystem::file_size(path, failed);
    if (!failed && size > kLargestFile) too_large();
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Error::Kind::failed, fmt::format("cannot read {}: {}", name, std::strerror(errno)));
    // A device says nothing of its size beforehand.
    std::string bytes;
    std::array<char, 1u << 16u> piece{};
    do {
        file.read(piece.data(), piece.size());
        bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
        if (bytes.size() > kLargestFile) too_large();
    } while (file);
    return bytes;
}

classroom::InputFile read_input(const Invocation& invocation, const std::string& name) {
    const auto path = from_here(invocation, name);
    std::error_code failed;
    if (name == "-" || !std::filesystem::is_directory(path, failed)) return {name, read_file(invocation, name), {}};
    classroom::InputFile folder{name, {}, {}, true};
    while (folder.name.size() > 1 && folder.name.ends_with('/')) folder.name.pop_back();
    std::vector<std::string> names;
    auto all = std::filesystem::recursive_directory_iterator(
        path, std::filesystem::directory_options::skip_permission_denied, failed);
    for (const auto end = std::filesystem::recursive_directory_iterator(); !failed && all != end;
         all.increment(failed)) {
        const auto file = all->path().filename().string();
        const bool hidden = file.starts_with('.') || file == "__MACOSX";
        std::error_code ignored;
        if (all->is_directory(ignored)) {
            if (hidden || all.depth() > 3) all.disable_recursion_pending();
            continue;
        }
        auto ending = all->path().extension().string();
        std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        static const std::set<std::string> kTexts{".csv", ".txt", ".text", ".tsv", ".tab", ".xls", ".zip"};
        if (hidden || !kTexts.contains(ending) || !all->is_regular_file(ignored)) continue;
        names.push_back(all->path().lexically_relative(path).generic_string());
        if (names.size() > kMostFiles) {
            throw Error(Error::Kind::failed, fmt::format("{} holds more than {} files", name, kMostFiles),
                        "name the folder of one export");
        }
    }
    if (failed) throw Error(Error::Kind::failed, fmt::format("cannot read {}: {}", name, failed.message()));
    std::ranges::sort(names);
    std::uintmax_t whole = 0;
    for (const auto& file : names) {
        folder.files.push_back({folder.name + "/" + file, read_file(invocation, (path / file).string()), {}});
        whole += folder.files.back().bytes.size();
        if (whole > kLargestFolder) {
            throw Error(Error::Kind::failed, fmt::format("{} holds more than 256 MiB", name),
                        "name the folder of one export");
        }
    }
    return folder;
}

}  // namespace waymark::app
