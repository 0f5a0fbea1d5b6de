#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"

namespace waymark::app {

/// A file of a folder that is about to be made.
struct NewFile {
    std::string name;  ///< from the folder on, with "/"
    std::string text;
};

/// The whole text of a file; throws classroom::Error when it cannot be read.
[[nodiscard]] std::string slurp(const std::filesystem::path& path);

/// A class file that tells editors where its schema lies.
[[nodiscard]] std::string with_modeline(const std::string& class_file);

/// The folders directly below `folder` that hold a class.yaml, by name.
[[nodiscard]] std::vector<std::string> classes_below(const std::filesystem::path& folder);

/// Where the examples lie: beside the program, or where WAYMARK_EXAMPLES says.
[[nodiscard]] std::filesystem::path examples_folder(const Terminal& terminal);

/// The examples there are: folders with a class, or with a course and the folders of its classes.
[[nodiscard]] std::vector<std::string> example_names(const Terminal& terminal);

/// All files of an example, so that its rosters and results can be tried, but never a gradebook; in the order of their
/// names, those of the classes of a course last. Nothing when there is no such example.
[[nodiscard]] std::optional<std::vector<NewFile>> files_of_example(const Terminal& terminal, const std::string& name);

}  // namespace waymark::app
