#include "terminal.hpp"

#include "editor.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>

#include <fmt/chrono.h>
#include <fmt/format.h>

extern char** environ;  // NOLINT: the only way to all variables

namespace waymark::app {
namespace {

void write_to(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            // A reader that went away has seen enough; a full disk has not.
            const int why = errno;
            if (why == EPIPE) std::_Exit(0);
            if (descriptor != STDERR_FILENO) {
                write_to(STDERR_FILENO,
                         fmt::format("waymark: what was to be shown could not be written: {}\n", std::strerror(why)));
            }
            std::_Exit(1);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::size_t screen_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    if (const char* columns = std::getenv("COLUMNS")) {
        const int width = std::atoi(columns);
        if (width > 0) return static_cast<std::size_t>(width);
    }
    return 80;
}

}  // namespace

Terminal Terminal::of_process() {
    std::signal(SIGPIPE, SIG_IGN);
    Terminal terminal;
    terminal.out = [](std::string_view text) { write_to(STDOUT_FILENO, text); };
    terminal.err = [](std::string_view text) { write_to(STDERR_FILENO, text); };
    terminal.read_line = []() -> std::optional<std::string> {
        // A device may never end a line.
        constexpr std::size_t kLongestLine = 64u << 20u;
        std::string line;
        auto* in = std::cin.rdbuf();
        for (;;) {
            const int next = in->sbumpc();
            if (next == std::char_traits<char>::eof()) return line.empty() ? std::nullopt : std::optional(line);
            if (next == '\n') return line;
            line += static_cast<char>(next);
            if (line.size() > kLongestLine) return line;
        }
    };
    terminal.out_is_screen = isatty(STDOUT_FILENO) == 1;
    terminal.err_is_screen = isatty(STDERR_FILENO) == 1;
    terminal.in_is_screen = isatty(STDIN_FILENO) == 1;
    terminal.width = screen_width();
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            terminal.environment.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    terminal.edit = [editor = terminal.variable("VISUAL").empty()
                                  ? terminal.variable("EDITOR")
                                  : terminal.variable("VISUAL")](const auto& text) { return edit_text(editor, text); };
    std::error_code ignored;
    terminal.folder = std::filesystem::current_path(ignored);
    terminal.program_folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    terminal.clock_day = [] {
        const std::time_t now = std::time(nullptr);
        std::tm local{};
        localtime_r(&now, &local);
        return Date(std::chrono::year(local.tm_year + 1900) /
                    std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1) /
                    std::chrono::day(static_cast<unsigned>(local.tm_mday)));
    };
    terminal.clock_stamp = [] { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); };
    return terminal;
}

std::string Terminal::variable(std::string_view name) const {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

}  // namespace waymark::app
