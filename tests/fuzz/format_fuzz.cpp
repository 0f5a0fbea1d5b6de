#include <cstdint>
#include <cstdlib>
#include <string>

#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark;

namespace {

constexpr const char* kExport =
    "Last Name,First Name,Email,ID,Quiz 1 (10),Quiz 1 (Real),Status\n"
    "Points,,,,10,,\n"
    "Roe,Al,al@x.example,1,7,7 / 10,active\n"
    "Average,,,,7,,\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    text::Diagnostics diagnostics;
    const auto format = classroom::parse_format("f.yaml", {reinterpret_cast<const char*>(data), size}, diagnostics);
    // Either there is a format or a mistake was named, and every mistake can be drawn.
    if (format.has_value() == diagnostics.has_errors()) std::abort();
    for (const auto& one : diagnostics.sorted()) {
        if (text::draw(one).empty()) std::abort();
    }
    if (!format) return 0;
    try {
        classroom::RosterOptions options{.section = std::nullopt, .today = Date(std::chrono::days(22000))};
        options.read.formats = {&*format, 1};
        (void)classroom::plan_roster_import({"e.csv", kExport}, {}, options);
    } catch (const classroom::Error&) {
        // A sentence for the teacher is a right answer.
    }
    return 0;
}
