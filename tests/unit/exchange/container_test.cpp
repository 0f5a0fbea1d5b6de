#include <doctest/doctest.h>
#include <zip.h>

#include <map>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Files& files) {
    zip_error_t error;
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    REQUIRE(source != nullptr);
    zip_source_keep(source);
    auto* zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    REQUIRE(zip != nullptr);
    for (const auto& [name, bytes] : files) {
        auto* one = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        REQUIRE(zip_file_add(zip, name.c_str(), one, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(zip) == 0);
    zip_stat_t about;
    REQUIRE(zip_source_stat(source, &about) == 0);
    std::string bytes(about.size, '\0');
    REQUIRE(zip_source_open(source) == 0);
    REQUIRE(zip_source_read(source, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::vector<std::string> names(const std::string& bytes) {
    std::vector<std::string> all;
    for (const auto& one : exports_in({"x.zip", bytes}, built_in_formats())) {
        all.push_back(one.name);
        for (const auto& file : one.files) all.push_back("  " + file.name);
    }
    return all;
}

std::string error_of(const std::string& bytes) {
    try {
        (void)exports_in({"x.zip", bytes}, built_in_formats());
    } catch (const Error& error) {
        return error.what();
    }
    return "read";
}

const Files kClever{{"students.csv", "School_id,Student_id,Student_number,Last_name,First_name\n1,c1,7,Roe,Al\n"},
                    {"sections.csv", "School_id,Section_id,Name\n1,s1,Room 4\n"},
                    {"enrollments.csv", "School_id,Section_id,Student_id\n1,s1,c1\n"}};
using Names = std::vector<std::string>;

Files inside(const std::string& folder, const Files& files) {
    Files moved;
    for (const auto& [name, bytes] : files) moved.emplace_back(folder + "/" + name, bytes);
    return moved;
}

}  // namespace

TEST_CASE("a zip is one export when its tables belong together, at its root, in a folder, or in a zip inside") {
    CHECK(names(zipped(kClever)) ==
          Names{"x.zip", "  x.zip/enrollments.csv", "  x.zip/sections.csv", "  x.zip/students.csv"});
    CHECK(names(zipped(inside("autumn/out", kClever))).front() == "x.zip/autumn/out");
    CHECK(names(zipped({{"inner.zip", zipped(kClever)}, {"__MACOSX/._inner.zip", "x"}, {".DS_Store", "x"}})).front() ==
          "x.zip/inner.zip");
    CHECK(names(zipped({{"a.csv", "Name\nAl Roe\n"}, {"b.csv", "Name\nBo Poe\n"}, {"read me.pdf", "%PDF"}})) ==
          Names{"x.zip/a.csv", "x.zip/b.csv"});
}

TEST_CASE("paths in a zip are names and nothing else") {
    CHECK(names(zipped({{"../../etc/passwd.csv", "Name\nAl Roe\n"}, {"/abs/b.csv", "Name\nBo Poe\n"}})) ==
          Names{"x.zip/../../etc/passwd.csv", "x.zip//abs/b.csv"});
}

TEST_CASE("a zip that is cut or changed anywhere is refused with a sentence, or reads as what it still holds") {
    const auto whole = zipped(kClever);
    for (std::size_t length = 4; length < whole.size(); length += 3) {
        CHECK(error_of(whole.substr(0, length)) == "x.zip is a damaged zip file");
    }
    for (std::size_t at = 4; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x5A);
        (void)error_of(changed);
    }
}

TEST_CASE("what only a bomb holds is refused before it fills the memory") {
    CHECK(error_of(zipped({{"a.csv", std::string(8u << 20u, '0')}})) ==
          "x.zip/a.csv unpacks to far more than a school's export holds");
    Files many;
    for (int at = 0; at < 2001; ++at) many.emplace_back(std::to_string(at) + ".csv", "");
    CHECK(error_of(zipped(many)) == "x.zip holds more than 2000 files");
    const auto one = zipped({{"c.zip", zipped(kClever)}});
    CHECK(error_of(zipped({{"a.zip", zipped({{"b.zip", one}})}})).find("is a zip in a zip in a zip") !=
          std::string::npos);
}

TEST_CASE("a workbook and an empty zip say what they are") {
    CHECK(error_of(zipped({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}})) ==
          "x.zip is an Excel workbook, not a CSV file");
    CHECK(error_of(zipped({{"photo.png", "x"}})) == "x.zip holds no CSV or text file");
}
