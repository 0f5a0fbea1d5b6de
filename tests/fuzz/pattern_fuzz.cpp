#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pattern.hpp"
#include "waymark/text/names.hpp"

using namespace waymark::classroom;

/// A pattern, a line end, a header.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto line = std::min(bytes.find('\n'), bytes.size());
    const auto pattern = bytes.substr(0, line);
    const auto text = bytes.substr(std::min(line + 1, bytes.size()));
    const auto tidied = waymark::text::trim(text);
    if (const auto captures = fit(pattern, text)) {
        for (const auto& [name, value] : *captures) {
            // What was captured stands in the text as it is when tidied, and is never nothing.
            if (value.empty() || tidied.find(value) == std::string::npos) std::abort();
        }
        (void)filled(pattern, *captures);
    }
    (void)fits_header(pattern, header_cell(text));
    return 0;
}
