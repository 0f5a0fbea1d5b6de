#include <cstdint>
#include <cstdlib>
#include <string>

#include "waymark/classroom/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = waymark::classroom::read_csv(std::string(reinterpret_cast<const char*>(data), size));
    int line = 0;
    for (const auto& record : table.records) {
        // Lines only ever grow, and a record always has a cell.
        if (record.line <= line || record.cells.empty()) std::abort();
        line = record.line;
    }
    return 0;
}
