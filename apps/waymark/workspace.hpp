#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app {

/// The class folder a command works on: -C DIR, or the nearest one upwards. Error (failed) that says where it looked
/// and what to type when there is none.
[[nodiscard]] std::filesystem::path class_folder(const Invocation& invocation);

/// The class folders that a report over several speaks of: each FOLDER and -C; without any the classes below here.
/// None: the one class that `class_folder` finds.
[[nodiscard]] std::vector<std::string> several_classes(const Invocation& invocation);

/// The class file of the folder, or the one in force on --as-of. Mistakes are drawn on standard error; Error (refused)
/// when there are any.
[[nodiscard]] classroom::ClassFile class_file(const Invocation& invocation);

[[nodiscard]] classroom::Gradebook gradebook(const Invocation& invocation, classroom::Gradebook::Mode mode);

/// Class file and gradebook joined, for a command that only reads.
[[nodiscard]] classroom::ClassState class_state(const Invocation& invocation);
/// The same from a gradebook that is open, for a command that writes what it decides from it.
[[nodiscard]] classroom::ClassState class_state(const Invocation& invocation, const classroom::Gradebook& gradebook);

/// Begins the operation of a writing command.
void begin(const Invocation& invocation, classroom::Gradebook& gradebook, const classroom::ClassFile& file);
/// Ends it; says "would have" under --dry-run. Returns the message for the teacher.
[[nodiscard]] std::string finish(const Invocation& invocation, classroom::Gradebook& gradebook,
                                 const std::string& summary);

/// A file the teacher named, "-" for standard input. Error (failed) when it cannot be read or is over 64 MiB.
[[nodiscard]] std::string read_file(const Invocation& invocation, const std::string& name);

/// The same, or a folder with the text files in it and in its folders. Error (failed) when they are more than 2,000 or
/// 256 MiB.
[[nodiscard]] classroom::InputFile read_input(const Invocation& invocation, const std::string& name);

}  // namespace waymark::app
