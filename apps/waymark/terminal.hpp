#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "waymark/calendar.hpp"

namespace waymark::app {

/// Where a command's words come from and go to, and all it may know of the world. A test fills in its own.
class Terminal {
public:
    using Write = std::function<void(std::string_view)>;
    using ReadLine = std::function<std::optional<std::string>()>;

    static Terminal of_process();

    Write out;
    Write err;
    ReadLine read_line;  ///< one line of standard input without its end; nothing at the end
    /// What somebody wrote in their editor ($VISUAL, $EDITOR), which begins with `text`; nothing when there is no
    /// editor or it failed.
    std::function<std::optional<std::string>(const std::string& text)> edit;
    bool out_is_screen = false;
    bool err_is_screen = false;
    bool in_is_screen = false;
    std::size_t width = 80;  ///< columns of the screen
    std::map<std::string, std::string, std::less<>> environment;
    std::filesystem::path folder;          ///< the current one
    std::filesystem::path program_folder;  ///< where the program lies; its examples are beside it
    std::function<Date()> clock_day;
    std::function<std::string()> clock_stamp;  ///< ISO time in UTC

    [[nodiscard]] std::string variable(std::string_view name) const;
};

}  // namespace waymark::app
