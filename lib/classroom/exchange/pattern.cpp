#include "pattern.hpp"

#include <algorithm>
#include <vector>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// Longer headers are questions that nobody matches to their end.
constexpr std::size_t kLongestText = 600;

struct Part {
    enum class Kind { literal, anything, capture };
    Kind kind = Kind::literal;
    std::string text;  ///< the literal in lower case, or the capture's name
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::vector<Part> parts_of(std::string_view pattern) {
    std::vector<Part> parts;
    while (!pattern.empty()) {
        if (pattern.front() == '*') {
            if (parts.empty() || parts.back().kind != Part::Kind::anything) parts.push_back({Part::Kind::anything, {}});
            pattern.remove_prefix(1);
            continue;
        }
        const auto close = pattern.front() == '{' ? pattern.find('}') : std::string_view::npos;
        if (close != std::string_view::npos) {
            parts.push_back({Part::Kind::capture, std::string(pattern.substr(1, close - 1))});
            pattern.remove_prefix(close + 1);
            continue;
        }
        if (parts.empty() || parts.back().kind != Part::Kind::literal) parts.push_back({});
        parts.back().text += lower(pattern.front());
        pattern.remove_prefix(1);
    }
    return parts;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Where the longest piece from `at` ends that a capture of this name can be.
std::size_t longest_end(const std::string& name, std::string_view text, std::size_t at) {
    const bool maximum = name == "maximum";
    if (!maximum && name != "number" && name != "id") return text.size();
    int marks = 0;
    auto end = at;
    for (; end < text.size(); ++end) {
        const bool mark = maximum && (text[end] == '.' || text[end] == ',');
        if (mark ? ++marks > 1 : !is_digit(text[end])) break;
    }
    return end;
}

/// Whether a piece that is no longer than that may be the capture, by where it begins and ends.
bool may_be(const std::string& name, std::string_view piece) {
    if (piece.empty() || piece.front() == ' ' || piece.back() == ' ') return false;
    return name != "maximum" || (is_digit(piece.front()) && is_digit(piece.back()));
}

class Fit {
public:
    Fit(const std::vector<Part>& parts, std::string_view text)
        : parts_(parts), text_(text), failed_((parts.size() + 1) * (text.size() + 1)) {}

    bool from(std::size_t part, std::size_t at) {
        if (part == parts_.size()) return at == text_.size();
        auto&& known = failed_[part * (text_.size() + 1) + at];
        if (known) return false;
        if (try_from(part, at)) return true;
        failed_[part * (text_.size() + 1) + at] = true;
        return false;
    }

    Captures captures;

private:
    bool try_from(std::size_t part, std::size_t at) {
        const auto& one = parts_[part];
        if (one.kind == Part::Kind::literal) {
            if (text_.size() - at < one.text.size()) return false;
            for (std::size_t k = 0; k < one.text.size(); ++k) {
                if (lower(text_[at + k]) != one.text[k]) return false;
            }
            return from(part + 1, at + one.text.size());
        }
        const bool capture = one.kind == Part::Kind::capture;
        for (std::size_t end = (capture ? longest_end(one.text, text_, at) : text_.size()) + 1; end-- > at;) {
            const auto piece = text_.substr(at, end - at);
            if (capture && !may_be(one.text, piece)) continue;
            if (!from(part + 1, end)) continue;
            if (capture) captures[one.text] = piece;
            return true;
        }
        return false;
    }

    const std::vector<Part>& parts_;
    std::string_view text_;
    std::vector<bool> failed_;
};

std::string key_of(std::string_view header) {
    std::string key;
    for (const char c : text::slug(header.substr(0, kLongestText))) {
        if (c != '-') key += c;
    }
    return key;
}

bool is_name(std::string_view pattern) {
    return pattern.find_first_of("*{") == std::string_view::npos;
}

}  // namespace

std::optional<Captures> fit(std::string_view pattern, std::string_view text) {
    const auto trimmed = text::trim(text.substr(0, 4 * kLongestText));
    if (trimmed.size() > kLongestText) return std::nullopt;
    const auto parts = parts_of(text::trim(pattern));
    Fit fit(parts, trimmed);
    if (!fit.from(0, 0)) return std::nullopt;
    return std::move(fit.captures);
}

HeaderCell header_cell(std::string_view text) {
    return {text::trim(text), key_of(text)};
}

HeaderPattern::HeaderPattern(std::string_view pattern) {
    constexpr std::string_view kOr = " | ";
    for (;;) {
        const auto bar = pattern.find(kOr);
        const auto one = pattern.substr(0, bar);
        alternatives_.push_back({text::trim(one), is_name(one), is_name(one) ? key_of(one) : std::string()});
        if (bar == std::string_view::npos) return;
        pattern.remove_prefix(bar + kOr.size());
    }
}

bool HeaderPattern::fits(const HeaderCell& header) const {
    return std::ranges::any_of(alternatives_, [&](const Alternative& one) {
        if (!one.is_name) return fit(one.text, header.text).has_value();
        return one.key.empty() ? one.text == header.text : one.key == header.key;
    });
}

bool fits_header(std::string_view pattern, const HeaderCell& header) {
    return HeaderPattern(pattern).fits(header);
}

std::string filled(std::string_view template_text, const Captures& captures) {
    std::string out;
    while (!template_text.empty()) {
        const auto open = template_text.find('{');
        const auto close = open == std::string_view::npos ? open : template_text.find('}', open);
        if (close == std::string_view::npos) return out + std::string(template_text);
        out += template_text.substr(0, open);
        const auto found = captures.find(template_text.substr(open + 1, close - open - 1));
        if (found != captures.end()) out += found->second;
        template_text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace waymark::classroom
