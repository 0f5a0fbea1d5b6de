#include "source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kMostComplaints = 1000;
constexpr std::size_t kLongestExcerpt = 4000;
constexpr int kLongestQuoted = 60;

bool begins_code_point(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

}  // namespace

const std::vector<std::string>& Source::lines() const {
    if (!lines_.empty()) return lines_;
    std::string_view text = text_;
    while (!text.empty()) {
        auto end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) end = text.size();
        lines_.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        if (!text.empty()) text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    }
    return lines_;
}

void Complaints::add(text::Severity severity, Code code, const Spot& spot, std::string message, std::string hint) {
    if (said_.size() > kMostComplaints) return;
    const std::string path = spot.source == nullptr ? "" : spot.source->path;
    if (!said_.insert(fmt::format("{}:{}:{}:{}:{}", path, spot.line, spot.column, code.name(), message)).second) return;
    if (said_.size() > kMostComplaints) {
        code = "too-many-mistakes";
        message = fmt::format("more than {} mistakes; the others are left out", kMostComplaints);
        hint = "mend these first";
    }
    text::Diagnostic one{.severity = severity,
                         .code = std::string(code.name()),
                         .place = {},
                         .message = std::move(message),
                         .hint = std::move(hint),
                         .excerpt = {}};
    if (spot.source != nullptr) {
        one.place = {path, spot.line, spot.column, spot.length};
        const auto at = static_cast<std::size_t>(spot.line);
        if (spot.line > 0 && at <= spot.source->lines().size() &&
            spot.source->lines()[at - 1].size() <= kLongestExcerpt)
            one.excerpt = spot.source->lines()[at - 1];
    }
    diagnostics_.add(std::move(one));
}

std::string in_quotes(std::string_view text) {
    std::size_t end = 0;
    for (int count = 0; end < text.size(); ++end) {
        if (begins_code_point(text[end]) && ++count > kLongestQuoted) break;
    }
    return fmt::format("\"{}{}\"", text.substr(0, end), end < text.size() ? "…" : "");
}

std::string near_hint(std::string_view typed, const std::vector<std::string>& candidates, std::string otherwise) {
    // Nothing that long is a slip of the keyboard, and distances of long texts take long.
    const auto near = typed.size() > 200 ? std::string() : text::nearest(typed, candidates);
    return near.empty() ? std::move(otherwise) : "did you mean \"" + near + "\"?";
}

std::string where(const Spot& spot) {
    return fmt::format("{}, line {}", spot.source == nullptr ? "" : spot.source->path, spot.line);
}

int code_points(std::string_view utf8) {
    return static_cast<int>(std::ranges::count_if(utf8, begins_code_point));
}

}  // namespace waymark::classroom
