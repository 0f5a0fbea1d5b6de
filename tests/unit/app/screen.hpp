#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "terminal.hpp"

namespace waymark::app::test {

/// A terminal that is none: what is typed is given, what is shown is kept, the day is Sunday 2026-11-08. It lives in a
/// folder of its own that goes away with it.
class Screen {
public:
    Screen();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// Runs a command; `out` and `err` hold what it showed.
    int run(const std::vector<std::string>& words);
    void write(const std::string& name, const std::string& text) const;

    Terminal terminal;
    std::vector<std::string> answers;  ///< lines that will be read, the first one first
    std::string out;
    std::string err;
};

}  // namespace waymark::app::test
