// Lets tests in other languages ask the loader: "schema" prints the schema, "check" prints for every class file named
// after it the codes it gives, one file a line.
#include <filesystem>
#include <iostream>
#include <string>

#include "codes.hpp"
#include "waymark/classroom/class_file.hpp"

namespace {

using waymark::classroom::kCodes;
using waymark::classroom::Stage;

const char* stage_of(const std::string& code) {
    for (const auto& known : kCodes) {
        if (known.name != code) continue;
        switch (known.stage) {
            case Stage::yaml:
                return "yaml";
            case Stage::shape:
                return "shape";
            case Stage::meaning:
                return "meaning";
            case Stage::advice:
                return "advice";
        }
    }
    return "unknown";
}

void check(const std::filesystem::path& path) {
    const auto from_folder = waymark::classroom::read_from_folder(path.parent_path());
    const auto read = [&](const std::string& name) {
        return from_folder(name == "class.yaml" ? path.filename().string() : name);
    };
    waymark::text::Diagnostics diagnostics;
    const auto loaded = waymark::classroom::load_class_file(read, diagnostics);
    std::cout << path.string() << '\t' << (loaded ? "accepted" : "refused");
    for (const auto& one : diagnostics.sorted()) std::cout << '\t' << stage_of(one.code) << ' ' << one.code;
    std::cout << '\n';
}

void show(const std::filesystem::path& path) {
    const auto from_folder = waymark::classroom::read_from_folder(path.parent_path());
    waymark::text::Diagnostics diagnostics;
    const auto loaded = waymark::classroom::load_class_file(
        [&](const std::string& name) { return from_folder(name == "class.yaml" ? path.filename().string() : name); },
        diagnostics);
    for (const auto& one : diagnostics.sorted()) std::cout << one.code << ' ' << waymark::text::draw(one);
    std::cout << (loaded ? "accepted\n" : "refused\n");
}

}  // namespace

int main(int count, char** words) {
    const std::string verb = count > 1 ? words[1] : "";
    if (verb == "schema") std::cout << waymark::classroom::class_file_schema();
    if (verb == "reference") std::cout << waymark::classroom::class_file_reference();
    for (int at = 2; verb == "check" && at < count; ++at) check(words[at]);
    for (int at = 2; verb == "show" && at < count; ++at) show(words[at]);
    return 0;
}
