#pragma once

#include <vector>

#include "waymark/classroom/exchange.hpp"

namespace waymark::classroom {

/// The text files in a zip, and in zips inside it, as "export.zip/users.csv". Folders inside are part of the name;
/// names that begin with a dot and what Apple's archiver adds are left out. Nothing is written to disk, whatever the
/// names are. Throws Error (failed) for a damaged archive, an encrypted file, a workbook, and for what only a bomb
/// holds: more than 2,000 entries, 64 MiB in one file, 256 MiB in all, more than 250 times what it was packed to, three
/// zips in each other.
[[nodiscard]] std::vector<InputFile> files_in_zip(const InputFile& zip);

}  // namespace waymark::classroom
