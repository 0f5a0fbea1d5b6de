#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

namespace waymark::classroom {

/// What the database was asked to do when it failed.
struct Failing {
    std::filesystem::path file;
    bool writing = false;
    int system_error = 0;  ///< errno as the database saw it
};

/// What a failure of the database means for the teacher. Throws Error.
[[noreturn]] void explain(const SQLite::Exception& failure, const Failing& failing);

[[noreturn]] void disk_is_full();
[[nodiscard]] bool means_full_disk(int system_error);

}  // namespace waymark::classroom
