#include "waymark/text/encoding.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace waymark::text;
using namespace std::string_literals;

TEST_CASE("text with a byte order mark is read by it, and the mark is gone") {
    CHECK(decode("\xEF\xBB\xBFName").utf8 == "Name");
    CHECK(decode("\xEF\xBB\xBFName").encoding == Encoding::utf8_with_mark);
    CHECK(decode("\xFF\xFEZ\0o\0\xEB\0"s).utf8 == "Zoë");
    CHECK(decode("\xFE\xFF\0Z\0o\0\xEB"s).utf8 == "Zoë");
}

TEST_CASE("UTF-16 without a mark is known by its zero bytes") {
    const auto decoded = decode("N\0a\0m\0e\0,\0I\0D\0\n\0"s);
    CHECK(decoded.encoding == Encoding::utf16_little_endian);
    CHECK(decoded.utf8 == "Name,ID\n");
    CHECK(decode("\0N\0a\0m\0e"s).encoding == Encoding::utf16_big_endian);
}

TEST_CASE("text that is no UTF-8 at all is Windows-1252, curly quotes and the euro included") {
    const auto decoded = decode("Zo\xEB \x93quoted\x94 5 \x80\n");
    CHECK(decoded.encoding == Encoding::windows_1252);
    CHECK(decoded.utf8 == "Zoë “quoted” 5 €\n");
    CHECK(decoded.broken_lines.empty());
}

TEST_CASE("one broken line among good ones is named, not guessed") {
    const auto decoded = decode("Zoë\nJos\xE9\nLéa\n");
    CHECK(decoded.encoding == Encoding::utf8);
    CHECK(decoded.broken_lines == std::vector{2});
    CHECK(decoded.utf8 == "Zoë\nJos\uFFFD\nLéa\n");
}

TEST_CASE("text that was encoded twice is suspected, plain accents are not") {
    CHECK(decode("Zo\xC3\x83\xC2\xAB").mojibake_suspected);
    CHECK_FALSE(decode("Zoë, São Paulo, Ã").mojibake_suspected);
}

TEST_CASE("files that are no text say what they are") {
    CHECK(container_of("PK\x03\x04rest"s) == Container::zip);
    CHECK(container_of("\xD0\xCF\x11\xE0rest"s) == Container::old_excel);
    CHECK(container_of("\n <!DOCTYPE HTML><html>") == Container::web_page);
    CHECK(container_of(std::string(100, '\x01')) == Container::binary);
    CHECK_FALSE(container_of("Name,ID\nZoë,1\n").has_value());
    CHECK_FALSE(container_of("N\0a\0m\0e\0"s).has_value());
    CHECK_FALSE(container_of("").has_value());
}

TEST_CASE("decomposed accents of macOS equal composed ones after normalization") {
    CHECK(normalize("Zoe\u0308") == "Zoë");
    CHECK(normalize("plain") == "plain");
}
