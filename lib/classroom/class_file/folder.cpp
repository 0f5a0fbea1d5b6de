#include <fstream>
#include <iterator>

#include "waymark/classroom/class_file.hpp"

namespace waymark::classroom {

ReadText read_from_folder(const std::filesystem::path& folder) {
    return [folder](const std::string& path) -> std::optional<std::string> {
        constexpr std::uintmax_t kLargest = 16u << 20u;
        const auto file = folder / path;
        std::error_code failed;
        if (std::filesystem::path(path).is_absolute() || !std::filesystem::is_regular_file(file, failed))
            return std::nullopt;
        if (std::filesystem::file_size(file, failed) > kLargest || failed) return std::nullopt;
        std::ifstream stream(file, std::ios::binary);
        if (!stream) return std::nullopt;
        return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    };
}

std::optional<std::filesystem::path> find_class_folder(const std::filesystem::path& start) {
    auto folder = start.lexically_normal();
    for (;;) {
        std::error_code failed;
        if (std::filesystem::is_regular_file(folder / "class.yaml", failed)) return folder;
        const auto above = folder.parent_path();
        if (above == folder || above.empty()) return std::nullopt;
        folder = above;
    }
}

}  // namespace waymark::classroom
