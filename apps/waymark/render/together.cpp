#include "render/together.hpp"

#include <fmt/format.h>

#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

std::string together_text(const classroom::Together& one) {
    constexpr std::size_t kShown = 3;
    const auto day = text::weekday_name(one.on);
    std::string text;
    if (one.saves()) {
        std::vector<std::string> saves;
        if (one.at_once_then < one.at_once) {
            saves.push_back(fmt::format("{} activities at once instead of {}", one.at_once_then, one.at_once));
        }
        if (one.teacher_minutes_then < one.teacher_minutes) {
            saves.push_back(
                fmt::format("{} min less of preparation and marking", one.teacher_minutes - one.teacher_minutes_then));
        }
        text = fmt::format("{} of {} lack {}: together on {}, {} minutes of {}: {}.", one.students, one.of,
                           one.skill_title, day, one.minutes, one.activity_title, joined(saves));
    } else {
        text = fmt::format("{} of {} lack {}; {} have {} on {} anyway: a block of {} minutes that you can lead.",
                           one.students, one.of, one.skill_title, one.already, one.activity_title, day, one.minutes);
    }
    const int others = one.of - one.students;
    if (others == 0 || one.others.empty()) return text;
    std::vector<std::string> work;
    for (const auto& other : one.others) {
        if (work.size() == kShown) break;
        work.push_back(fmt::format("{} × {}", other.students, other.title));
    }
    return text + fmt::format(" The other {}: {}{}.", others == 1 ? std::string("one") : std::to_string(others),
                              joined(work), one.others.size() > kShown ? " and more" : "");
}

std::string together_command(const classroom::Together& one) {
    return fmt::format("waymark assign together {} {} --activity {}", one.skill, text::iso_date(one.on), one.activity);
}

Json together_json(const classroom::Together& one) {
    Json others = Json::array();
    for (const auto& other : one.others) others.push_back({{"title", other.title}, {"students", other.students}});
    return {{"skill", one.skill},
            {"skill_title", one.skill_title},
            {"students", one.students},
            {"of", one.of},
            {"day", text::iso_date(one.on)},
            {"minutes", one.minutes},
            {"activity", one.activity},
            {"activity_title", one.activity_title},
            {"activities_at_once", one.at_once},
            {"activities_at_once_then", one.at_once_then},
            {"teacher_minutes", one.teacher_minutes},
            {"teacher_minutes_then", one.teacher_minutes_then},
            {"already", one.already},
            {"saves", one.saves()},
            {"others", others}};
}

}  // namespace waymark::app::render
