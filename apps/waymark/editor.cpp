#include "editor.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace waymark::app {
namespace {

/// A file that goes away with its owner.
class ScratchFile {
public:
    ScratchFile() {
        std::error_code none;
        path_ = (std::filesystem::temp_directory_path(none) / "waymark-comment-XXXXXX").string();
        const int descriptor = mkstemp(path_.data());
        usable_ = descriptor >= 0;
        if (usable_) close(descriptor);
    }
    ~ScratchFile() {
        std::error_code none;
        if (usable_) std::filesystem::remove(path_, none);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    [[nodiscard]] bool usable() const { return usable_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    bool usable_ = false;
};

bool run(const std::string& editor, const std::string& file) {
    const auto child = fork();
    if (child < 0) return false;
    if (child == 0) {
        // The shell takes apart what $EDITOR says; the file's name is never part of its text.
        const auto script = editor + " \"$1\"";
        execl("/bin/sh", "sh", "-c", script.c_str(), "sh", file.c_str(), nullptr);
        _exit(127);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::string> edit_text(const std::string& editor, const std::string& text) {
    if (editor.empty()) return std::nullopt;
    const ScratchFile scratch;
    if (!scratch.usable()) return std::nullopt;
    if (!(std::ofstream(scratch.path(), std::ios::binary) << text)) return std::nullopt;
    if (!run(editor, scratch.path())) return std::nullopt;
    std::ifstream file(scratch.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace waymark::app
