#include "container.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "waymark/classroom/error.hpp"
#include "waymark/text/encoding.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

constexpr std::uint64_t kMostEntries = 2000;
constexpr std::uint64_t kLargestFile = 64u << 20u;
constexpr std::uint64_t kLargestWhole = 256u << 20u;
constexpr std::uint64_t kHighestRatio = 250;
/// Small files may compress as they like.
constexpr std::uint64_t kRatioFrom = 1u << 20u;
constexpr int kDeepest = 2;

[[noreturn]] void refuse(const std::string& name, const std::string& what, const std::string& hint) {
    throw Error(Error::Kind::failed, fmt::format("{} {}", name, what), hint);
}

bool wanted(std::string_view name) {
    if (name.empty() || name.ends_with('/')) return false;
    for (std::size_t start = 0; start < name.size();) {
        const auto end = std::min(name.find('/', start), name.size());
        const auto part = name.substr(start, end - start);
        if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return false;
        start = end + 1;
    }
    static constexpr std::array<std::string_view, 7> kEndings{".csv", ".txt", ".text", ".tsv", ".tab", ".xls", ".zip"};
    const auto key = text::match_key(name);
    return std::ranges::any_of(kEndings, [&](std::string_view ending) { return key.ends_with(ending); });
}

class Unpack {
public:
    std::vector<InputFile> files;

    void open(const std::string& name, const std::string& bytes, int depth) {
        zip_error_t error;
        zip_error_init(&error);
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        auto* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
        if (opened == nullptr && source != nullptr) zip_source_free(source);
        zip_error_fini(&error);
        if (opened == nullptr) {
            refuse(name, "is a damaged zip file", "export it again, or unpack it and name the folder");
        }
        const std::unique_ptr<zip_t, decltype(&zip_discard)> zip(opened, &zip_discard);
        const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(zip.get(), 0)));
        entries_ += count;
        if (entries_ > kMostEntries) {
            refuse(name, fmt::format("holds more than {} files", kMostEntries), "that is no export of one school");
        }
        for (std::uint64_t at = 0; at < count; ++at) read_entry(zip.get(), at, name, depth);
    }

private:
    /// The names of a workbook's sheets, for people; empty when they cannot be told.
    static std::string sheets_of(zip_t* zip) {
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(zip, "xl/workbook.xml", 0),
                                                                      &zip_fclose);
        if (file == nullptr) return {};
        std::string text(1u << 16u, '\0');
        const auto read = zip_fread(file.get(), text.data(), text.size());
        text.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
        std::string names;
        for (auto at = text.find("<sheet "); at != std::string::npos; at = text.find("<sheet ", at + 1)) {
            const auto end = text.find('>', at);
            const auto name = text.find("name=\"", at);
            const auto quote = name == std::string::npos ? name : text.find('"', name + 6);
            if (quote == std::string::npos || end == std::string::npos || quote > end) continue;
            names += (names.empty() ? "\"" : ", \"") + text.substr(name + 6, quote - name - 6) + '"';
        }
        return names;
    }

    void read_entry(zip_t* zip, std::uint64_t at, const std::string& archive, int depth) {
        zip_stat_t about;
        zip_stat_init(&about);
        if (zip_stat_index(zip, at, 0, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0) {
            refuse(archive, "is a damaged zip file", "export it again, or unpack it and name the folder");
        }
        const std::string entry(about.name);
        if (entry == "[Content_Types].xml") {
            const auto sheets = sheets_of(zip);
            refuse(archive, "is an Excel workbook, not a CSV file",
                   "export or save it as CSV (comma separated, UTF-8)" +
                       (sheets.empty() ? std::string() : "; it has the sheets " + sheets));
        }
        if (!wanted(entry)) return;
        const auto name = archive + "/" + entry;
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
            refuse(name, "is encrypted", "unpack it and name the folder");
        }
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(zip, at, 0), &zip_fclose);
        if (file == nullptr) refuse(name, "cannot be unpacked", "the zip file is damaged; export it again");
        std::string bytes;
        std::array<char, 1u << 16u> piece{};
        for (;;) {
            const auto read = zip_fread(file.get(), piece.data(), piece.size());
            if (read < 0) refuse(name, "cannot be unpacked", "the zip file is damaged; export it again");
            if (read == 0) break;
            bytes.append(piece.data(), static_cast<std::size_t>(read));
            // What the archive says of its sizes is not to be trusted.
            whole_ += static_cast<std::uint64_t>(read);
            const auto packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? std::max<std::uint64_t>(1, about.comp_size)
                                                                        : std::uint64_t{1};
            if (bytes.size() > kLargestFile || whole_ > kLargestWhole ||
                (bytes.size() > kRatioFrom && bytes.size() / packed > kHighestRatio)) {
                refuse(name, "unpacks to far more than a school's export holds", "nothing was read from it");
            }
        }
        if (text::container_of(bytes) == text::Container::zip) {
            if (depth >= kDeepest) refuse(name, "is a zip in a zip in a zip", "unpack it and name the folder");
            open(name, bytes, depth + 1);
            return;
        }
        files.push_back({name, std::move(bytes), {}});
    }

    std::uint64_t entries_ = 0;
    std::uint64_t whole_ = 0;
};

}  // namespace

std::vector<InputFile> files_in_zip(const InputFile& zip) {
    Unpack unpack;
    unpack.open(zip.name, zip.bytes, 0);
    std::ranges::sort(unpack.files, {}, &InputFile::name);
    return std::move(unpack.files);
}

}  // namespace waymark::classroom
