#include <fmt/format.h>

#include <algorithm>

#include "taught.hpp"

namespace waymark::classroom {
namespace {

/// One advice for many: the first three by name, the rest as a number.
void advise_on(const Taught& taught, const std::vector<std::size_t>& skills, Code code, const std::string& says,
               const std::string& hint, Complaints& complaints) {
    if (skills.empty()) return;
    std::string names;
    for (std::size_t at = 0; at < skills.size() && at < 3; ++at)
        names += (at == 0 ? "" : ", ") + in_quotes(taught.skills[skills[at]].id.text);
    if (skills.size() > 3) names += fmt::format(" and {} more", skills.size() - 3);
    complaints.advice(code, taught.skills[skills.front()].id.spot,
                      fmt::format("{} {}: {}", says, skills.size() == 1 ? "this skill" : "these skills", names), hint);
}

/// Minutes for conferences that no session has, or that are too few for one.
void advise_on_conferences(const Taught& taught, const TeacherLimits& teacher, int longest, Complaints& complaints) {
    const auto& talks = teacher.conferences;
    if (talks.minutes_in_session == 0) return;
    if (longest > 0 && talks.minutes_in_session > longest) {
        complaints.advice("conferences-do-not-fit", taught.conferences,
                          fmt::format("conferences take {} minutes of a session, longer than any session ({})",
                                      talks.minutes_in_session, longest),
                          "minutes are those of one session, not of the week");
    } else if (talks.minutes_each > talks.minutes_in_session) {
        complaints.advice(
            "conferences-do-not-fit", taught.conferences,
            fmt::format("one conference takes {} minutes, and a session has {} for them: there is never one",
                        talks.minutes_each, talks.minutes_in_session),
            "fewer minutes for each, or more in a session");
    }
}

}  // namespace

void advise(const Taught& taught, const ClassFile& file, const Spot& whole, Complaints& complaints) {
    const auto& curriculum = file.curriculum;
    if (taught.skills.empty()) {
        complaints.advice("no-skills", whole, "nothing is taught yet", "add skills: skills.csv");
    }
    std::vector<std::size_t> untaught, unchecked;
    for (SkillIndex skill = 0; skill < curriculum.skills().size(); ++skill) {
        if (curriculum.activities_for(skill).empty()) untaught.push_back(skill);
        if (curriculum.checks_for(skill).empty()) unchecked.push_back(skill);
    }
    advise_on(taught, untaught, "not-taught", "no activity teaches", "plans will say: practise, your choice",
              complaints);
    advise_on(taught, unchecked, "not-checked", "no check shows", "results may name the skill itself", complaints);

    int longest = 0;
    for (const auto& session : file.calendar.sessions()) longest = std::max(longest, session.minutes);
    advise_on_conferences(taught, file.policy.teacher, longest, complaints);
    for (const auto& said : taught.activities) {
        if (said.fits_sessions || longest == 0 || said.activity.minutes <= longest ||
            said.activity.place == Place::home)
            continue;
        complaints.advice("longer-than-session", said.id.spot,
                          fmt::format("{} takes {} minutes, longer than any session ({})", in_quotes(said.id.text),
                                      said.activity.minutes, longest),
                          "give the minutes of one session, and sessions: 2 or more");
    }
    for (const auto& said : taught.checks) {
        if (!said.on) continue;
        const bool meets =
            std::ranges::any_of(file.calendar.sessions(), [&](const Session& one) { return one.date == *said.on; });
        if (!meets) {
            complaints.advice("check-without-session", said.on_spot,
                              fmt::format("the class does not meet on {}", text::iso_date(*said.on)));
        }
    }
}

}  // namespace waymark::classroom
