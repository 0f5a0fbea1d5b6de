#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/gradebook.hpp"

namespace waymark::classroom::test {

/// A folder that goes away with the test; `file()` is where its gradebook would be.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path file() const { return path_ / "class.db"; }
    /// Names of all files in it, sorted.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, std::string_view bytes);

[[nodiscard]] Date day(std::string_view iso);

[[nodiscard]] OperationStart start(std::string_view today = "2026-09-07", const std::string& verb = "test");
[[nodiscard]] Student person(const std::string& slug, const std::string& given, const std::string& family);
[[nodiscard]] Evidence seen(StudentId student, const std::string& target, double score,
                            std::string_view on = "2026-09-07");
[[nodiscard]] StoredPlan week_of(StudentId student, int slots = 2, std::string_view monday = "2026-09-14");

[[nodiscard]] Gradebook reading(const Folder& folder);
[[nodiscard]] Gradebook reading(const Folder& folder, std::string_view as_of);
[[nodiscard]] Gradebook writing(const Folder& folder);

/// One whole operation; gives its number.
OperationId operation(const Folder& folder, const std::function<void(Gradebook&)>& facts,
                      std::string_view today = "2026-09-07");

/// Everything that a reader can see except what operations say of themselves, one fact a line.
[[nodiscard]] std::string facts(const Gradebook& book);

/// "message | hint" of the Error that `work` throws; "nothing" when it throws none.
[[nodiscard]] std::string error_of(const std::function<void()>& work);

/// Runs `work` in a process of its own and gives what it returned; "died" when it did not end by itself.
[[nodiscard]] std::string in_child(const std::function<std::string()>& work);

/// Gives up the rights that let root write everywhere. Only in a child.
void become_nobody();

/// Runs SQL behind waymark's back; gives the first column of all rows, or "error: …".
std::vector<std::string> sql(const std::filesystem::path& file, const std::string& text);

}  // namespace waymark::classroom::test

template <>
struct doctest::StringMaker<std::vector<std::string>> {
    static doctest::String convert(const std::vector<std::string>& list) {
        std::string all = "[";
        for (const auto& one : list) all += one + ", ";
        return (all + "]").c_str();
    }
};
