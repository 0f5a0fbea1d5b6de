#include "examples.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/error.hpp"

namespace waymark::app {
namespace {

using classroom::Error;

constexpr const char* kModeline = "# yaml-language-server: $schema=./class.schema.json\n";

bool holds_class(const std::filesystem::path& folder) {
    std::error_code failed;
    return std::filesystem::is_regular_file(folder / "class.yaml", failed);
}

/// The files of one folder, each named with `prefix`; a class gets the schema for editors beside its class file.
std::vector<NewFile> files_in(const std::filesystem::path& folder, const std::string& prefix) {
    std::vector<NewFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (!entry.is_regular_file() || name.starts_with("class.db")) continue;
        auto text = slurp(entry.path());
        if (name == "class.yaml") text = with_modeline(text);
        files.push_back({prefix + name, std::move(text)});
    }
    std::ranges::sort(files, {}, &NewFile::name);
    if (holds_class(folder)) files.push_back({prefix + "class.schema.json", classroom::class_file_schema()});
    return files;
}

}  // namespace

std::string slurp(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Error::Kind::failed, "cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string with_modeline(const std::string& class_file) {
    return kModeline + class_file;
}

std::vector<std::string> classes_below(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (holds_class(entry.path())) names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::filesystem::path examples_folder(const Terminal& terminal) {
    const auto given = terminal.variable("WAYMARK_EXAMPLES");
    return given.empty() ? terminal.program_folder.parent_path() / "share" / "waymark" / "examples"
                         : std::filesystem::path(given);
}

std::vector<std::string> example_names(const Terminal& terminal) {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(examples_folder(terminal), failed)) {
        if (holds_class(entry.path()) || !classes_below(entry.path()).empty())
            names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::optional<std::vector<NewFile>> files_of_example(const Terminal& terminal, const std::string& name) {
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) return std::nullopt;
    const auto example = examples_folder(terminal) / name;
    const auto classes = classes_below(example);
    if (!holds_class(example) && classes.empty()) return std::nullopt;
    auto files = files_in(example, "");
    for (const auto& one : classes) {
        auto of_class = files_in(example / one, one + "/");
        std::ranges::move(of_class, std::back_inserter(files));
    }
    return files;
}

}  // namespace waymark::app
