#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

/// `text` without white space at both ends, U+00A0, U+3000 and zero-width spaces included, and with runs inside made
/// one space.
[[nodiscard]] std::string trim(std::string_view text);
/// "music, football" as its parts, trimmed; empty ones are left out. Any of `separators` ends a part.
[[nodiscard]] std::vector<std::string> split_list(std::string_view list, std::string_view separators = ",");

/// A key under which two spellings of one thing are equal: NFKC, case folded, trimmed, every apostrophe the one
/// on keyboards. Accents stay: Zoë is not Zoe.
[[nodiscard]] std::string match_key(std::string_view text);

struct PersonName {
    std::string given;
    std::string family;
    bool split = true;  ///< false when one cell held the whole name and it could not be told apart

    friend bool operator==(const PersonName&, const PersonName&) = default;
};

/// One cell with a whole name. "Family, Given" splits at the one comma ("King, Jr., Martin": a suffix stays with the
/// family name); without a comma the whole is kept as `given` and `split` is false. Never guesses where a family name
/// begins.
[[nodiscard]] PersonName parse_person_name(std::string_view cell);

/// The same of a name that somebody types and sees stored: two words without a comma are given and family name
/// (Chinese, Japanese and Korean ones the other way round); of more words the whole is kept.
[[nodiscard]] PersonName parse_typed_name(std::string_view typed);

/// Whether it has more than 200 code points: rather a slip in the file than a person.
[[nodiscard]] bool is_too_long_for_a_name(std::string_view name);

/// A whole name for reading: "Zoë Kovács", "李雷" (Chinese, Japanese and Korean names stand family first, unspaced).
[[nodiscard]] std::string whole_name(std::string_view given, std::string_view family);

/// A readable id of lower-case ASCII letters, digits and "-": "Zoë Kovács" -> "zoe-kovacs", "李雷" -> "li-lei". Empty
/// when nothing readable is left.
[[nodiscard]] std::string slug(std::string_view text);
/// The slug of a person: given name and initial of the family name ("zoe-k"), longer initials and then numbers until
/// `taken` says no ("zoe-ko", "zoe-kovacs", "zoe-kovacs-2"), at most 40 letters without the number. "student" when
/// nothing is readable.
[[nodiscard]] std::string person_slug(const PersonName& name, const std::function<bool(std::string_view)>& taken);

/// Optimal string alignment distance (insert, delete, replace, swap of neighbours) over code points of match keys.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b);
/// The candidate nearest to `typed`, at most 1 + length/4 away, and less than half its length unless that is one letter
/// (or that begins with `typed` when at least 3 long), the first of equals; empty when none is near.
[[nodiscard]] std::string nearest(std::string_view typed, const std::vector<std::string>& candidates);

/// Orders names as people expect (ICU root collation, ties by bytes). The collator is made on first use.
[[nodiscard]] bool sorts_before(std::string_view a, std::string_view b);

}  // namespace waymark::text
