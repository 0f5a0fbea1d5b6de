#include "waymark/text/diagnostic.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "unicode.hpp"
#include "waymark/text/width.hpp"

namespace waymark::text {
namespace {

/// The code points [from, from + count) of a text, tabs as spaces, nothing in it that acts on a terminal.
std::string piece(const icu::UnicodeString& line, std::int32_t from, std::int32_t count) {
    const auto start = line.moveIndex32(0, from);
    const auto end = line.moveIndex32(start, count);
    auto text = to_utf8(line.tempSubStringBetween(start, end));
    std::ranges::replace(text, '\t', ' ');
    return for_terminal(text);
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    all_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<std::string> files;
    for (const auto& one : all_) {
        if (std::ranges::find(files, one.place.file) == files.end()) files.push_back(one.place.file);
    }
    const auto key = [&](const Diagnostic& one) {
        return std::tuple(std::ranges::find(files, one.place.file) - files.begin(), one.place.line, one.place.column);
    };
    auto result = all_;
    std::ranges::stable_sort(result, {}, key);
    const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
        return key(a) == key(b) && a.code == b.code && a.message == b.message;
    };
    result.erase(std::unique(result.begin(), result.end(), same), result.end());
    return result;
}

std::string draw(const Diagnostic& diagnostic, std::size_t width) {
    const auto& place = diagnostic.place;
    std::string out = for_terminal(place.file);
    if (place.line > 0) out += fmt::format(":{}", place.line);
    if (place.line > 0 && place.column > 0) out += fmt::format(":{}", place.column);
    out += fmt::format(": {}: {}\n", diagnostic.severity == Severity::error ? "error" : "advice",
                       for_terminal(diagnostic.message));
    if (!diagnostic.excerpt.empty() && place.line > 0) {
        const auto number = fmt::format("{:>5}", place.line);
        const auto line = to_unicode(diagnostic.excerpt);
        const auto length = line.countChar32();
        const auto caret = std::clamp(place.column - 1, 0, length);
        const auto room = static_cast<std::int32_t>(std::max<std::size_t>(width, 40) - number.size() - 3);
        // A long line is shown from shortly before the caret.
        const auto from = caret > room * 2 / 3 ? caret - room / 3 : 0;
        const auto ahead = piece(line, from, caret - from);
        auto rest = piece(line, caret, length - caret);
        const auto used = display_width(ahead);
        const auto columns = static_cast<std::size_t>(room);
        rest = truncate(rest, columns > used ? columns - used : 1);
        out += number + " | " + ahead + rest + "\n";
        if (place.column > 0) {
            const auto marked = display_width(piece(line, caret, std::min(place.length, length - caret)));
            const auto carets = std::clamp<std::size_t>(marked, 1, std::max<std::size_t>(1, display_width(rest)));
            out += std::string(number.size(), ' ') + " | " + std::string(used, ' ') + std::string(carets, '^') + "\n";
        }
    }
    if (!diagnostic.hint.empty()) out += "  hint: " + for_terminal(diagnostic.hint) + "\n";
    return out;
}

}  // namespace waymark::text
