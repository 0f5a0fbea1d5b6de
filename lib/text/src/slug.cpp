#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "unicode.hpp"
#include "waymark/text/names.hpp"

namespace waymark::text {
namespace {

constexpr std::size_t kLongestSlug = 40;

/// The text without its accents, where that leaves nothing but ASCII. Making a transliterator costs fifty times as much
/// as a command that reads a roster.
std::optional<std::string> without_accents(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    const auto parts = U_FAILURE(status) ? icu::UnicodeString() : decompose->normalize(to_unicode(text), status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string plain;
    for (std::int32_t at = 0; at < parts.length(); ++at) {
        constexpr char16_t kFirstAccent = 0x300, kLastAccent = 0x36F;
        const auto unit = parts.charAt(at);
        if (unit >= kFirstAccent && unit <= kLastAccent) continue;
        if (unit >= 0x80) return std::nullopt;
        plain += static_cast<char>(unit);
    }
    return plain;
}

std::string to_latin(std::string_view text) {
    bool ascii = true;
    for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return std::string(text);
    if (auto plain = without_accents(text)) return *plain;
    static const std::unique_ptr<icu::Transliterator> transliterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
        return U_FAILURE(status) ? nullptr : std::move(made);
    }();
    if (!transliterator) return std::string(text);
    auto unicode = to_unicode(text);
    transliterator->transliterate(unicode);
    return to_utf8(unicode);
}

}  // namespace

std::string slug(std::string_view text) {
    std::string out;
    bool gap = false;
    for (char c : to_latin(text)) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap) out += '-';
            gap = false;
            out += c;
        } else if (c != '\'' && c != '`') {
            // An apostrophe is part of its word: "O'Neil" is "oneil".
            gap = !out.empty();
        }
    }
    return out;
}

std::string person_slug(const PersonName& name, const std::function<bool(std::string_view)>& taken) {
    auto given = slug(name.given);
    auto family = slug(name.family);
    if (given.empty()) std::swap(given, family);
    if (given.empty()) given = "student";
    // It is typed and stands in tables: two names of any length stay a short name.
    const auto cut = [](std::string& part, std::size_t longest) {
        if (part.size() > longest) part.resize(longest);
        while (part.ends_with('-')) part.pop_back();
    };
    cut(given, kLongestSlug - (family.empty() ? 0 : 2));
    cut(family, family.empty() ? 0 : kLongestSlug - given.size() - 1);
    std::string last = given;
    if (family.empty()) {
        if (!taken(given)) return given;
    } else {
        for (std::size_t letters = 1; letters <= family.size(); ++letters) {
            if (family[letters - 1] == '-') continue;
            last = given + "-" + family.substr(0, letters);
            if (!taken(last)) return last;
        }
    }
    for (int number = 2;; ++number) {
        auto numbered = last + "-" + std::to_string(number);
        if (!taken(numbered)) return numbered;
    }
}

}  // namespace waymark::text
