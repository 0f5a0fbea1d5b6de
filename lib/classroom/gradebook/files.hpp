#pragma once

#include <cstdint>
#include <filesystem>

namespace waymark::classroom {

/// Makes an empty file with mode 0600, whatever the umask. False when there is one already. Throws Error.
bool make_private_file(const std::filesystem::path& file);

/// The size; 0 when there is no such file. Throws Error when that cannot be told.
[[nodiscard]] std::uintmax_t size_of(const std::filesystem::path& file);

}  // namespace waymark::classroom
