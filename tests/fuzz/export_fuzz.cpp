#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;

namespace {

/// A zip as it stands; anything else as a folder of files, each "NAME\n" and what is in it, divided by 0x1C.
InputFile input_of(std::string_view bytes) {
    if (bytes.starts_with("PK")) return {"export.zip", std::string(bytes)};
    InputFile folder{"export", {}, {}, true};
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\x1C'), bytes.size());
        const auto file = bytes.substr(0, end);
        const auto line = std::min(file.find('\n'), file.size());
        folder.files.push_back(
            {"export/" + std::string(file.substr(0, line)), std::string(file.substr(std::min(line + 1, file.size())))});
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const waymark::Date today(std::chrono::days(22000));
    try {
        const auto formats = built_in_formats();
        for (const auto& one : exports_in(input_of({reinterpret_cast<const char*>(data), size}), formats)) {
            if (one.name.empty()) std::abort();
            RosterOptions roster{.section = std::nullopt, .today = today};
            roster.read.formats = formats;
            std::vector<Student> students;
            std::vector<StudentAlias> aliases;
            try {
                for (auto& change : plan_roster_import(one, {}, roster).changes) {
                    students.push_back(std::move(change.student));
                    students.back().id = static_cast<StudentId>(students.size());
                    for (auto& alias : change.aliases) {
                        alias.student = students.back().id;
                        aliases.push_back(std::move(alias));
                    }
                }
            } catch (const Error&) {
                // A sentence for the teacher is a right answer.
            }
            ResultsOptions results{.date = std::nullopt, .today = today};
            results.read.formats = formats;
            results.read.aliases = aliases;
            for (const auto& change : plan_results_import(one, students, {}, {}, results).changes) {
                if (change.evidence.student < 1 || change.evidence.student > static_cast<StudentId>(students.size())) {
                    std::abort();
                }
            }
        }
    } catch (const Error&) {
        // So it is here.
    }
    return 0;
}
