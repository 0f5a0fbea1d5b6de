#include "source.hpp"

#include "waymark/text/names.hpp"

namespace waymark::classroom {

Source::Source(std::string path_of_file, std::string_view text) : path(std::move(path_of_file)) {
    while (!text.empty()) {
        auto end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) end = text.size();
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        if (!text.empty()) text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    }
}

void Complaints::add(text::Severity severity, const char* code, const Spot& spot, std::string message,
                     std::string hint) {
    text::Diagnostic one{.severity = severity,
                         .code = code,
                         .place = {},
                         .message = std::move(message),
                         .hint = std::move(hint),
                         .excerpt = {}};
    if (spot.source != nullptr) {
        one.place = {spot.source->path, spot.line, spot.column, spot.length};
        const auto at = static_cast<std::size_t>(spot.line);
        if (spot.line > 0 && at <= spot.source->lines.size()) one.excerpt = spot.source->lines[at - 1];
    }
    diagnostics_.add(std::move(one));
}

std::string near_hint(std::string_view typed, const std::vector<std::string>& candidates, std::string otherwise) {
    const auto near = text::nearest(typed, candidates);
    return near.empty() ? std::move(otherwise) : "did you mean \"" + near + "\"?";
}

}  // namespace waymark::classroom
