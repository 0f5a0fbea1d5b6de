#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/text/diagnostic.hpp"

namespace waymark::classroom {

/// One file that is being read.
struct Source {
    std::string path;
    std::vector<std::string> lines;  ///< without their ends

    Source(std::string path_of_file, std::string_view text);
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

/// Says things about the files of one class.
class Complaints {
public:
    explicit Complaints(text::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void error(const char* code, const Spot& spot, std::string message, std::string hint = {}) {
        add(text::Severity::error, code, spot, std::move(message), std::move(hint));
    }
    void advice(const char* code, const Spot& spot, std::string message, std::string hint = {}) {
        add(text::Severity::advice, code, spot, std::move(message), std::move(hint));
    }
    [[nodiscard]] bool has_errors() const { return diagnostics_.has_errors(); }

private:
    void add(text::Severity severity, const char* code, const Spot& spot, std::string message, std::string hint);

    text::Diagnostics& diagnostics_;
};

/// `did you mean "x"?`, or `otherwise` when nothing is near.
[[nodiscard]] std::string near_hint(std::string_view typed, const std::vector<std::string>& candidates,
                                    std::string otherwise = {});

}  // namespace waymark::classroom
