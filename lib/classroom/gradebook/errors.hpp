#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

namespace waymark::classroom {

/// What a failure of the database means for the teacher. Throws Error.
[[noreturn]] void explain(const SQLite::Exception& failure, const std::filesystem::path& file);

}  // namespace waymark::classroom
