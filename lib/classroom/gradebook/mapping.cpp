#include "waymark/classroom/mapping.hpp"

#include <algorithm>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// What stands before the last "(…)", "#…" that ends a title, when that is one word.
std::string_view before_last(std::string_view title, char open, char close) {
    while (title.ends_with(' ')) title.remove_suffix(1);
    if (close != '\0') {
        if (!title.ends_with(close)) return {};
        title.remove_suffix(1);
    }
    const auto start = title.rfind(open);
    if (start == std::string_view::npos || start == 0 || start + 1 == title.size()) return {};
    const auto word = title.substr(start + 1);
    const bool plain = std::ranges::all_of(word, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
    const bool number = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
    return plain && number ? title.substr(0, start) : std::string_view();
}

}  // namespace

MappingIndex::MappingIndex(std::span<const ResultMapping> mappings) {
    for (const auto& one : mappings) by_title_[text::match_key(one.title)] = &one;
}

const ResultMapping* MappingIndex::find(std::string_view title) const {
    if (by_title_.empty()) return nullptr;
    const auto exactly = [&](std::string_view words) -> const ResultMapping* {
        const auto found = by_title_.find(text::match_key(words));
        return found == by_title_.end() ? nullptr : found->second;
    };
    if (const auto* found = exactly(title)) return found;
    for (const auto& shorter : {before_last(title, '(', ')'), before_last(title, '#', '\0')}) {
        if (shorter.empty()) continue;
        if (const auto* found = exactly(shorter)) return found;
    }
    return nullptr;
}

std::string without_number(std::string_view title) {
    const auto shorter = before_last(title, '(', ')');
    return text::trim(shorter.empty() ? title : shorter);
}

std::vector<std::string> bracketed_ids(std::string_view title) {
    const auto close = title.rfind(']');
    const auto open = close == std::string_view::npos ? close : title.rfind('[', close);
    if (open == std::string_view::npos) return {};
    std::vector<std::string> ids;
    const auto inside = title.substr(open + 1, close - open - 1);
    for (std::size_t start = 0; start <= inside.size();) {
        const auto comma = std::min(inside.find(',', start), inside.size());
        auto id = text::trim(inside.substr(start, comma - start));
        if (id.empty()) return {};
        ids.push_back(std::move(id));
        start = comma + 1;
    }
    return ids;
}

}  // namespace waymark::classroom
