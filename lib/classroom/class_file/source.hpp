#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codes.hpp"
#include "waymark/text/diagnostic.hpp"

namespace waymark::classroom {

/// One file that is being read.
struct Source {
    std::string path;

    Source(std::string path_of_file, std::string text) : path(std::move(path_of_file)), text_(std::move(text)) {}

    /// Without their ends. Split when first asked for: a file without mistakes is seldom looked at line by line.
    [[nodiscard]] const std::vector<std::string>& lines() const;

private:
    std::string text_;
    mutable std::vector<std::string> lines_;
};

/// A piece of a file that something can be said about. Lines and columns from 1, in code points; 0 = as a whole.
struct Spot {
    const Source* source = nullptr;
    int line = 0;
    int column = 0;
    int length = 1;
};

/// A word of a file, to be looked up later.
struct Word {
    std::string text;
    Spot spot;
};

/// Says things about the files of one class, each once, and at most 1,000.
class Complaints {
public:
    explicit Complaints(text::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void error(Code code, const Spot& spot, std::string message, std::string hint = {}) {
        has_errors_ = true;
        add(text::Severity::error, code, spot, std::move(message), std::move(hint));
    }
    void advice(Code code, const Spot& spot, std::string message, std::string hint = {}) {
        add(text::Severity::advice, code, spot, std::move(message), std::move(hint));
    }
    /// Whether there was an error in these files; the diagnostics may hold those of other classes.
    [[nodiscard]] bool has_errors() const { return has_errors_; }
    /// How many different things were said.
    [[nodiscard]] std::size_t count() const { return said_.size(); }

private:
    void add(text::Severity severity, Code code, const Spot& spot, std::string message, std::string hint);

    text::Diagnostics& diagnostics_;
    std::set<std::string> said_;
    bool has_errors_ = false;
};

/// What a file says, in quotes, cut when it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// `did you mean "x"?`, or `otherwise` when nothing is near.
[[nodiscard]] std::string near_hint(std::string_view typed, const std::vector<std::string>& candidates,
                                    std::string otherwise = {});

/// "course.yaml, line 12".
[[nodiscard]] std::string where(const Spot& spot);

[[nodiscard]] int code_points(std::string_view utf8);

}  // namespace waymark::classroom
