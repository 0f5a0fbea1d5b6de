#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "waymark/classroom/class_file.hpp"

namespace waymark::test {

using Texts = std::map<std::string, std::string>;

/// What loading gave.
struct Loaded {
    std::optional<classroom::ClassFile> file;
    std::vector<text::Diagnostic> diagnostics;

    /// The codes of everything said, in order.
    [[nodiscard]] std::vector<std::string> codes() const;
    /// The first diagnostic with this code; fails the test when there is none.
    [[nodiscard]] const text::Diagnostic& first(const std::string& code) const;
};

[[nodiscard]] Loaded load(const Texts& texts);

/// A class that meets on Mondays from 2026-08-31 to 2026-09-21 for 50 minutes (four sessions), and `more` behind it.
[[nodiscard]] std::string class_text(const std::string& more = "");
/// Loads class_text(more).
[[nodiscard]] Loaded load_class(const std::string& more);
/// Loads a class with this sheet as its skills.csv, and `more` behind the class.
[[nodiscard]] Loaded load_sheet(const std::string& sheet, const std::string& more = "");

}  // namespace waymark::test
