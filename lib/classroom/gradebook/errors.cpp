#include "errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "waymark/classroom/error.hpp"

namespace waymark::classroom {

void explain(const SQLite::Exception& failure, const std::filesystem::path& file) {
    const auto fail = [&](const std::string& message, const std::string& hint) {
        throw Error(Error::Kind::failed, message, hint);
    };
    const auto name = file.filename().string();
    const int errno_now = errno;
    switch (failure.getErrorCode() & 0xFF) {
        case SQLITE_FULL:
            fail("the disk is full; nothing was changed", "make room and try again");
            break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            fail(fmt::format("another waymark is writing to {} (waited 5 seconds)", name),
                 "try again when it has ended");
            break;
        case SQLITE_NOTADB:
            fail(fmt::format("{} is not a gradebook of waymark", name),
                 "move it away, or choose another folder with -C DIR");
            break;
        case SQLITE_CORRUPT:
            fail(fmt::format("{} is damaged", name), "put back a copy of it");
            break;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            fail(fmt::format("{} may not be written; nothing was changed", file.string()),
                 "the file and its folder must be yours to write");
            break;
        case SQLITE_IOERR:
            if (errno_now == ENOSPC || errno_now == EDQUOT || errno_now == EFBIG) {
                fail("the disk is full; nothing was changed", "make room and try again");
            }
            fail(fmt::format("{} could not be read or written to the end; nothing was changed", file.string()),
                 "is the disk full or gone?");
            break;
        default:
            fail(fmt::format("{} does not hold what a gradebook holds", name), "put back a copy of it");
    }
    throw Error(Error::Kind::failed, "the gradebook failed");
}

}  // namespace waymark::classroom
