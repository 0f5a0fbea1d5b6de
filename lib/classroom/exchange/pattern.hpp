#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::classroom {

using Captures = std::map<std::string, std::string, std::less<>>;

/// Fits `text` against a pattern: `*` is anything, `{title}` anything but nothing, `{number}` and `{id}`
/// digits, `{maximum}` a number with or without a decimal mark; the rest is literal. Upper and lower case of ASCII
/// letters and runs of white space are alike. The first of several captures takes as much as it can. Gives what was
/// captured, or nothing when it does not fit.
[[nodiscard]] std::optional<Captures> fit(std::string_view pattern, std::string_view text);

/// A cell of a header with the key by which names are compared.
struct HeaderCell {
    std::string text;
    std::string key;  ///< "E-Mail Address" -> "emailaddress"; letters of other scripts and accents become ASCII
};
[[nodiscard]] HeaderCell header_cell(std::string_view text);

/// Alternatives that " | " separates, taken apart once for many headers. One without `*` and `{` is a name: it fits
/// headers with other punctuation, spaces, case and accents.
class HeaderPattern {
public:
    explicit HeaderPattern(std::string_view pattern);
    [[nodiscard]] bool fits(const HeaderCell& header) const;

private:
    struct Alternative {
        std::string text;
        bool is_name = false;
        std::string key;  ///< of a name; empty when it is of signs only ("%")
    };
    std::vector<Alternative> alternatives_;
};
[[nodiscard]] bool fits_header(std::string_view pattern, const HeaderCell& header);

/// `template_text` with each {name} replaced by what was captured; unknown names by nothing.
[[nodiscard]] std::string filled(std::string_view template_text, const Captures& captures);

}  // namespace waymark::classroom
