#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "class_text.hpp"

namespace waymark::test {
namespace {

/// A folder that is gone after the test.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("waymark-class-file-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("files are read from the folder and beside it, never by absolute paths") {
    const Folder folder;
    folder.write("class/class.yaml", "inside\r\n");
    folder.write("course.yaml", "beside");
    const auto read = classroom::read_from_folder(folder.path() / "class");
    CHECK(read("class.yaml") == "inside\r\n");
    CHECK(read("../course.yaml") == "beside");
    CHECK(!read("other.yaml"));
    CHECK(!read((folder.path() / "course.yaml").string()));
    CHECK(!read(""));
    CHECK(!read(".."));
}

TEST_CASE("a file over 16 MiB is not read") {
    const Folder folder;
    folder.write("large.csv", "");
    std::filesystem::resize_file(folder.path() / "large.csv", (16u << 20u) + 1);
    CHECK(!classroom::read_from_folder(folder.path())("large.csv"));
    std::filesystem::resize_file(folder.path() / "large.csv", 16u << 20u);
    CHECK(classroom::read_from_folder(folder.path())("large.csv"));
}

TEST_CASE("the class folder is found from inside") {
    const Folder folder;
    folder.write("spanish/class.yaml", "");
    folder.write("spanish/material/week 1/a.txt", "");
    CHECK(classroom::find_class_folder(folder.path() / "spanish") == folder.path() / "spanish");
    CHECK(classroom::find_class_folder(folder.path() / "spanish/material/week 1") == folder.path() / "spanish");
    CHECK(!classroom::find_class_folder(folder.path()));
}

TEST_CASE("the examples load without a word") {
    for (const auto& example : std::filesystem::recursive_directory_iterator(EXAMPLES)) {
        if (!std::filesystem::exists(example.path() / "class.yaml")) continue;
        text::Diagnostics diagnostics;
        CHECK(classroom::load_class_file(classroom::read_from_folder(example.path()), diagnostics));
        for (const auto& one : diagnostics.sorted()) FAIL_CHECK(text::draw(one));
    }
}

}  // namespace waymark::test
