#include "errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "waymark/classroom/error.hpp"

namespace waymark::classroom {

bool means_full_disk(int system_error) {
    // EFBIG: the limit of one process or of the file system.
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

void disk_is_full() {
    throw Error(Error::Kind::failed, "the disk is full; nothing was changed", "make room and try again");
}

void explain(const SQLite::Exception& failure, const Failing& failing) {
    const auto path = failing.file.string();
    const auto name = failing.file.filename().string();
    switch (failure.getErrorCode() & 0xFF) {
        case SQLITE_FULL:
            disk_is_full();
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Error::Kind::failed,
                        fmt::format("another waymark is writing to {} (waited 5 seconds); nothing was changed", name),
                        "try again when it has ended");
        case SQLITE_NOTADB:
            throw Error(Error::Kind::failed, fmt::format("{} is not a waymark gradebook", name),
                        "move it away, or choose another folder with -C DIR");
        case SQLITE_CORRUPT:
            throw Error(
                Error::Kind::failed, fmt::format("{} is damaged", name),
                fmt::format("put back a copy of it; keep the damaged {} until you have looked into the copy", name));
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            if (means_full_disk(failing.system_error)) disk_is_full();
            if (!failing.writing) {
                throw Error(Error::Kind::failed, fmt::format("{} may not be read", path),
                            "the file must be yours to read");
            }
            throw Error(Error::Kind::failed, fmt::format("{} may not be written; nothing was changed", path),
                        "the file and its folder must be yours to write");
        case SQLITE_IOERR:
            if (means_full_disk(failing.system_error)) disk_is_full();
            throw Error(Error::Kind::failed,
                        fmt::format("{} could not be {}", path,
                                    failing.writing ? "written to the end; nothing was changed" : "read to the end"),
                        "is the disk still there, and does another program hold the file?");
        case SQLITE_CONSTRAINT:
            // Commands check what is typed, so a fact that gets here and is refused is a mistake in waymark.
            throw Error(Error::Kind::failed,
                        fmt::format("{} refused a fact that cannot be so; nothing was changed", name),
                        "this is a mistake in waymark; please report the command that you typed");
        default:
            throw Error(Error::Kind::failed, fmt::format("{} does not hold what a gradebook holds", name),
                        "put back a copy of it");
    }
}

}  // namespace waymark::classroom
