#include "screen.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "cli.hpp"

namespace waymark::app::test {

Screen::Screen() {
    auto name = (std::filesystem::temp_directory_path() / "waymark-screen-XXXXXX").string();
    terminal.folder = mkdtemp(name.data());
    terminal.program_folder = std::filesystem::path(EXAMPLES).parent_path() / "bin";
    terminal.out = [this](std::string_view text) { out += text; };
    terminal.err = [this](std::string_view text) { err += text; };
    terminal.read_line = [this]() -> std::optional<std::string> {
        if (answers.empty()) return std::nullopt;
        auto line = answers.front();
        answers.erase(answers.begin());
        return line;
    };
    terminal.clock_day = [] { return Date(std::chrono::year(2026) / std::chrono::November / std::chrono::day(8)); };
    terminal.clock_stamp = [] { return std::string("2026-11-08T18:00:00Z"); };
}

Screen::~Screen() {
    std::error_code none;
    std::filesystem::remove_all(terminal.folder, none);
}

int Screen::run(const std::vector<std::string>& words) {
    out.clear();
    err.clear();
    return app::run(words, terminal);
}

void Screen::write(const std::string& name, const std::string& text) const {
    std::ofstream(terminal.folder / name, std::ios::binary) << text;
}

}  // namespace waymark::app::test
