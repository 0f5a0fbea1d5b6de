#include <cstdint>
#include <cstdlib>
#include <string>

#include "waymark/classroom/class_file.hpp"

using namespace waymark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    text::Diagnostics diagnostics;
    const auto file = classroom::load_class_file(
        [&](const std::string& path) { return path == "class.yaml" ? std::optional(text) : std::nullopt; },
        diagnostics);
    // Either there is a class or a mistake was named, and every mistake can be drawn.
    if (file.has_value() == diagnostics.has_errors()) std::abort();
    for (const auto& one : diagnostics.sorted()) {
        if (text::draw(one).empty()) std::abort();
    }
    return 0;
}
