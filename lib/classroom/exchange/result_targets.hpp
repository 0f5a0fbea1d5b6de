#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scores.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/mapping.hpp"

namespace waymark::classroom {

/// What a title is about, as far as it is known.
struct ResultTarget {
    const KnownTarget* known = nullptr;  ///< of the class file
    std::string stored;                  ///< what the evidence keeps
    std::optional<double> maximum;       ///< of the class file or the mapping
    bool mapped = false;
    std::optional<std::uint32_t> number = {};  ///< among the targets of the file
    bool noted_unmapped = false, noted_without_maximum = false;
};

/// Titles of a file, by the class file's ids, the teacher's mappings and ids in brackets. Everything given must outlive
/// it.
class ResultTargets {
public:
    ResultTargets(const std::vector<KnownTarget>& targets, std::span<const ResultMapping> mappings,
                  const std::vector<Evidence>& known);

    [[nodiscard]] ResultTarget& of(const ScoreRow& score);
    /// Whether the class file, not a mapping, knows the title of a column.
    [[nodiscard]] bool is_own(const std::string& title) const;
    /// Whether the title is mapped or names its skills.
    [[nodiscard]] bool is_about_something(const std::string& title) const;
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

private:
    [[nodiscard]] const KnownTarget* known_target(std::string_view typed) const;
    [[nodiscard]] const KnownTarget* target_of_header(std::string_view header) const;
    [[nodiscard]] bool names_skills(std::string_view title) const;
    [[nodiscard]] ResultTarget resolved(const ScoreRow& score) const;
    [[nodiscard]] std::string earlier_title(const ScoreRow& score) const;

    const std::vector<Evidence>& known_;
    MappingIndex mappings_;
    std::unordered_map<std::string, const KnownTarget*> by_id_;
    std::vector<std::string> ids_;
    std::unordered_map<std::string, ResultTarget> titles_;
    std::string title_;
};

}  // namespace waymark::classroom
