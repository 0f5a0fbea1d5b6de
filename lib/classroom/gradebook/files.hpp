#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace waymark::classroom {

/// Makes an empty file with mode 0600, whatever the umask. False when there is one already. Throws Error.
bool make_private_file(const std::filesystem::path& file);

/// The size; 0 when there is no such file. Throws Error when that cannot be told.
[[nodiscard]] std::uintmax_t size_of(const std::filesystem::path& file);

/// One writer at a time for all files of a folder, held by its object. The database has a lock of its own, but that one
/// belongs to the file: it cannot guard making the file and taking it away again.
class FolderLock {
public:
    /// Waits so long, then throws SQLite's busy exception. Where a file system has no such locks, it goes on without.
    FolderLock(const std::filesystem::path& folder, std::chrono::milliseconds patience);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace waymark::classroom
