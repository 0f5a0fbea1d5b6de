#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "errors.hpp"
#include "waymark/classroom/error.hpp"

namespace waymark::classroom {

bool make_private_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        // A strict umask may have taken even the owner's bits.
        fchmod(descriptor, S_IRUSR | S_IWUSR);
        ::close(descriptor);
        return true;
    }
    const int why = errno;
    if (why == EEXIST) return false;
    if (means_full_disk(why)) disk_is_full();
    throw Error(Error::Kind::failed, fmt::format("{} cannot be made: {}", file.string(), std::strerror(why)),
                "the folder must be there and yours to write");
}

std::uintmax_t size_of(const std::filesystem::path& file) {
    std::error_code failed;
    const auto kind = std::filesystem::status(file, failed).type();
    if (kind == std::filesystem::file_type::not_found) return 0;
    if (kind == std::filesystem::file_type::directory) {
        throw Error(Error::Kind::failed, file.string() + " is a folder, not a gradebook");
    }
    const auto size = failed ? 0 : std::filesystem::file_size(file, failed);
    if (failed) {
        throw Error(Error::Kind::failed, fmt::format("{} may not be read", file.string()),
                    "the file and its folder must be yours to read");
    }
    return size;
}

FolderLock::FolderLock(const std::filesystem::path& folder, std::chrono::milliseconds patience)
    : descriptor_(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0) return;
    const auto until = std::chrono::steady_clock::now() + patience;
    while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) return;
        if (std::chrono::steady_clock::now() >= until) {
            ::close(descriptor_);
            throw SQLite::Exception("another writer holds the folder", SQLITE_BUSY);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace waymark::classroom
