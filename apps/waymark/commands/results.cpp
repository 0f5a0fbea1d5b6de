#include "commands/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"

namespace waymark::app::commands {

using classroom::Error;
using classroom::KnownTarget;

namespace {

std::string quoted_cell(std::string_view cell) {
    std::string quoted = "\"";
    for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

const KnownTarget& target_named(const std::string& typed, const std::vector<KnownTarget>& targets) {
    if (const auto* found = find_target(targets, typed)) return *found;
    std::vector<std::string> ids;
    for (const auto& one : targets) ids.push_back(one.id);
    const auto near = text::nearest(typed, ids);
    throw Error(Error::Kind::usage, fmt::format("the class file has no skill, check or item \"{}\"", typed),
                near.empty() ? "write it as 'Quiz 7=ser-estar,tener'" : "did you mean " + near + "?");
}

std::string for_shell(const std::string& word) {
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace

const KnownTarget* find_target(const std::vector<KnownTarget>& targets, std::string_view typed) {
    auto found = std::ranges::find(targets, typed, &KnownTarget::id);
    if (found == targets.end()) {
        found = std::ranges::find_if(targets, [key = text::match_key(typed)](const KnownTarget& one) {
            return text::match_key(one.id) == key || text::match_key(one.title) == key;
        });
    }
    return found == targets.end() ? nullptr : &*found;
}

std::vector<KnownTarget> known_targets(const classroom::ClassFile& file) {
    std::vector<KnownTarget> targets;
    const auto checks = file.curriculum.checks();
    std::set<std::string> skills;
    for (const auto& skill : file.curriculum.skills()) skills.insert(text::match_key(skill.title));
    for (std::size_t at = 0; at < checks.size(); ++at) {
        const auto& check = checks[at];
        double sum = 0;
        for (const auto& item : check.items) {
            sum += item.maximum;
            if (item.id == check.id) continue;
            // The title of a skill means the skill, whether a check has a part of that title or not.
            const bool also_skill = skills.contains(text::match_key(item.title));
            targets.push_back({item.id, also_skill ? check.title + ": " + item.title : item.title, item.maximum,
                               file.check_days[at], check.retakes});
        }
        targets.push_back({check.id, check.title, sum, file.check_days[at], check.retakes,
                           check.items.size() == 1 ? check.items.front().id : std::string()});
    }
    for (const auto& skill : file.curriculum.skills()) {
        targets.push_back({skill.id, skill.title, std::nullopt, std::nullopt, false});
    }
    for (const auto& [old_id, id] : file.renamed) {
        for (std::size_t at = 0, count = targets.size(); at < count; ++at) {
            if (targets[at].id != id) continue;
            auto renamed = targets[at];
            renamed.id = old_id;
            targets.push_back(std::move(renamed));
        }
    }
    return targets;
}

classroom::ResultsOptions results_options(const Invocation& invocation, const classroom::ClassFile& file) {
    const auto& arguments = invocation.arguments;
    classroom::ResultsOptions options{
        .date = std::nullopt, .today = invocation.today, .term_starts = file.calendar.term_starts()};
    options.prior = text::trim(arguments.value("prior"));
    if (arguments.has("date")) {
        options.date = typed_past_day(arguments, "--date", arguments.value("date"), invocation.today);
        if (options.prior.empty() && *options.date < file.calendar.term_starts()) {
            throw Error(Error::Kind::usage,
                        fmt::format("--date: {} is before the term, which starts on {}", text::iso_date(*options.date),
                                    text::iso_date(file.calendar.term_starts())),
                        "credit for earlier work says where it comes from: --prior \"Oak School\"");
        }
    }
    options.date_order = typed_date_order(arguments);
    if (arguments.has("item")) options.item = text::trim(arguments.value("item"));
    if (arguments.has("maximum")) {
        const auto typed = arguments.value("maximum");
        double maximum = 0;
        const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), maximum);
        if (failed != std::errc() || end != typed.data() + typed.size() || !(maximum > 0 && maximum <= 10000)) {
            throw Error(Error::Kind::usage, fmt::format("--maximum cannot be \"{}\"", typed), "a number, as in 20");
        }
        options.maximum = maximum;
    }
    return options;
}

std::map<std::pair<classroom::StudentId, std::string>, Date> retakes_allowed(const classroom::ClassFile& file,
                                                                             const classroom::Gradebook& book) {
    std::map<std::pair<classroom::StudentId, std::string>, Date> allowed;
    for (const auto& retake : book.retakes()) {
        allowed[{retake.student, retake.check}] = retake.from;
        const auto check = file.curriculum.find_check(retake.check);
        if (!check) continue;
        for (const auto& item : file.curriculum.checks()[*check].items) {
            allowed[{retake.student, item.id}] = retake.from;
        }
    }
    return allowed;
}

classroom::InputFile as_file(const std::vector<TypedResult>& typed) {
    std::string bytes = "student,item,score,maximum,date\n";
    for (const auto& one : typed) {
        bytes += quoted_cell(one.slug) + ',' + quoted_cell(one.target) + ',' + quoted_cell(one.score) + ',' +
                 quoted_cell(one.maximum) + ',' + (one.day ? text::iso_date(*one.day) : std::string()) + '\n';
    }
    return {"typed", std::move(bytes), {}};
}

classroom::ResultMapping read_mapping(const std::string& typed, const std::vector<KnownTarget>& targets) {
    // Titles may hold the sign, ids cannot.
    const auto sign = typed.rfind('=');
    classroom::ResultMapping mapping{
        .title = text::trim(std::string_view(typed).substr(0, sign)), .targets = {}, .maximum = std::nullopt};
    if (sign == std::string::npos || mapping.title.empty()) {
        throw Error(Error::Kind::usage, fmt::format("\"{}\" does not say what a title is about", typed),
                    "write it as 'Quiz 7=ser-estar,tener'; 'Quiz 7=' is about nothing taught here");
    }
    for (const auto& id : text::split_list(std::string_view(typed).substr(sign + 1))) {
        const auto& known = target_named(id, targets).id;
        if (std::ranges::find(mapping.targets, known) == mapping.targets.end()) mapping.targets.push_back(known);
    }
    return mapping;
}

std::string mapping_command(const std::string& title, bool without_maximum) {
    return fmt::format("waymark assess map {}{}", for_shell(title + "=SKILL"),
                       without_maximum ? " --maximum POINTS" : "");
}

}  // namespace waymark::app::commands
