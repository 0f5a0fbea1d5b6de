#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/classroom/gradebook.hpp"

namespace waymark::app::commands {

/// Every id that results may speak of, under the names of today and of before.
[[nodiscard]] std::vector<classroom::KnownTarget> known_targets(const classroom::ClassFile& file);

/// By id; otherwise by id or title however it is written; nullptr when there is none.
[[nodiscard]] const classroom::KnownTarget* find_target(const std::vector<classroom::KnownTarget>& targets,
                                                        std::string_view typed);

/// What --date, --item and --maximum say, and what the class file says of days.
[[nodiscard]] classroom::ResultsOptions results_options(const Invocation& invocation, const classroom::ClassFile& file);

/// Who may take what again, by the ids of checks and items, and from which day on.
[[nodiscard]] std::map<std::pair<classroom::StudentId, std::string>, Date> retakes_allowed(
    const classroom::ClassFile& file, const classroom::Gradebook& book);

/// One result as it was typed, for the rules that files go through.
struct TypedResult {
    std::string slug;
    std::string target;
    std::string score;
    std::string maximum;
    std::optional<Date> day;  ///< said with the result; otherwise its check's, or today
};
[[nodiscard]] classroom::InputFile as_file(const std::vector<TypedResult>& typed);

/// What the teacher typed as 'Quiz 7=ser-estar,tener'. Error (usage) when it names no title or an id that is not in the
/// class file.
[[nodiscard]] classroom::ResultMapping read_mapping(const std::string& typed,
                                                    const std::vector<classroom::KnownTarget>& targets);

/// The command that says what a title is about, ready for a shell.
[[nodiscard]] std::string mapping_command(const std::string& title, bool without_maximum);

}  // namespace waymark::app::commands
